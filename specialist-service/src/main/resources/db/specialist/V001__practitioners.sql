create table practitioner (
    council         text        not null,
    practitioner_id uuid        not null,
    disciplines     varchar[]   not null check (cardinality(disciplines) > 0),
    team_code       text,
    capacity        integer     not null check (capacity between 0 and 200),
    held            integer     not null check (held >= 0),
    email           text,
    digest_wanted   boolean     not null,
    leave_from      date,
    leave_until     date,
    left_on         date,
    version         bigint      not null,
    primary key (council, practitioner_id),
    check ((leave_from is null) = (leave_until is null)),
    check (leave_from <= leave_until)
);

create index practitioner_by_team on practitioner (council, team_code);

comment on table practitioner is 'personal: who can do which specialist work, and how much of it';
comment on column practitioner.council is 'ordinary: ONS code of the council';
comment on column practitioner.practitioner_id is 'personal: the worker, the same id as the subject of their sign-in';
comment on column practitioner.disciplines is 'personal: what they are trained for';
comment on column practitioner.team_code is 'ordinary: the one team they are embedded in; absent for the pool';
comment on column practitioner.capacity is 'ordinary: how many requests they can hold at once, over all teams and disciplines';
comment on column practitioner.held is 'ordinary: how many they hold now; moved only under the lock of this row';
comment on column practitioner.email is 'personal: where the digest goes; absent if there is none';
comment on column practitioner.digest_wanted is 'ordinary: false once they asked for no digest';
comment on column practitioner.leave_from is 'personal: first day away';
comment on column practitioner.leave_until is 'personal: last day away';
comment on column practitioner.left_on is 'personal: first day without the role; absent while they work here';
comment on column practitioner.version is 'ordinary: counts changes, so that two at once are noticed';

alter table practitioner enable row level security;
create policy council_only on practitioner
    using (council = current_setting('kith.council', true))
    with check (council = current_setting('kith.council', true));
grant select, insert, update on practitioner to ${app};
