alter table person add column version bigint not null default 1;
comment on column person.version is 'ordinary: counts corrections, so that two at once are noticed';

create table person_change (
    council     text        not null,
    id          uuid        not null,
    person_id   uuid        not null,
    version     bigint      not null,
    field       text        not null check (field in ('givenName', 'familyName', 'dateOfBirth', 'telephone', 'school')),
    was         text,
    is_now      text,
    true_from   date        not null,
    recorded_at timestamptz not null,
    by_whom     text        not null,
    primary key (council, id),
    unique (council, person_id, version, field),
    foreign key (council, person_id) references person (council, id)
);
comment on table person_change is 'personal: what was corrected of a person, with what stood there before; nothing is ever taken out';
comment on column person_change.council is 'ordinary: ONS code of the council';
comment on column person_change.id is 'ordinary: UUIDv7';
comment on column person_change.person_id is 'ordinary: the person';
comment on column person_change.version is 'ordinary: the version of the person it made';
comment on column person_change.field is 'ordinary: which field';
comment on column person_change.was is 'personal: what stood there before';
comment on column person_change.is_now is 'personal: what stands there since';
comment on column person_change.true_from is 'ordinary: from which day it is true (valid time)';
comment on column person_change.recorded_at is 'ordinary: when it was recorded here';
comment on column person_change.by_whom is 'ordinary: who corrected it';
alter table person_change enable row level security;
create policy council_only on person_change using (council = current_setting('kith.council', true)) with check (council = current_setting('kith.council', true));
grant select, insert on person_change to ${app};
