create table worker_absence (
    council text not null,
    id uuid not null,
    worker_id uuid not null,
    from_date date not null,
    until_date date,
    recorded_at timestamptz not null,
    recorded_by text not null,
    primary key (council, id),
    foreign key (council, worker_id) references worker (council, worker_id),
    check (until_date is null or until_date >= from_date)
);

create index worker_absence_of_worker on worker_absence (council, worker_id, from_date);

comment on table worker_absence is 'personal: days on which a worker is away; why is nobody''s business here';
comment on column worker_absence.council is 'ordinary: ONS code of the council';
comment on column worker_absence.id is 'ordinary: id of the absence';
comment on column worker_absence.worker_id is 'personal: who is away';
comment on column worker_absence.from_date is 'personal: first day away';
comment on column worker_absence.until_date is 'personal: last day away; absent while nobody knows';
comment on column worker_absence.recorded_at is 'ordinary: when it was written down';
comment on column worker_absence.recorded_by is 'personal: opaque id of who wrote it down';

alter table worker_absence enable row level security;
create policy council_only on worker_absence using (council = current_setting('kith.council', true)) with check (council = current_setting('kith.council', true));

grant select, insert, update, delete on worker_absence to ${app};
