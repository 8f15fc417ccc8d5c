create table planned_change (
    council     text        not null,
    id          uuid        not null,
    worker_id   uuid        not null,
    name        text        not null,
    roles       text[],
    from_day    date        not null,
    planned_by  text        not null,
    planned_at  timestamptz not null,
    ended_at    timestamptz,
    ended_as    text check (ended_as in ('DONE', 'REPLACED', 'CANCELLED', 'REFUSED')),
    primary key (council, id),
    foreign key (council, worker_id) references worker (council, worker_id),
    check ((ended_at is null) = (ended_as is null))
);
create unique index planned_change_open on planned_change (council, worker_id) where ended_at is null;
create index planned_change_due on planned_change (council, from_day) where ended_at is null;
comment on table planned_change is 'personal: what a worker will hold, or that they leave, from a day ahead; kept after that day.';
comment on column planned_change.council is 'ordinary: ONS code of the council.';
comment on column planned_change.id is 'ordinary: Id of the plan; ordered by time.';
comment on column planned_change.worker_id is 'personal: The worker.';
comment on column planned_change.name is 'personal: The name colleagues will know them by.';
comment on column planned_change.roles is 'ordinary: Every role they hold from that day, as role and team; absent when they leave.';
comment on column planned_change.from_day is 'ordinary: First day of it.';
comment on column planned_change.planned_by is 'personal: Who planned it, by id.';
comment on column planned_change.planned_at is 'ordinary: When it was planned.';
comment on column planned_change.ended_at is 'ordinary: When it was done, or given up; absent while it lies ahead.';
comment on column planned_change.ended_as is 'ordinary: Whether it was done, replaced by another plan, cancelled, or refused on its day, such as for a team that had closed.';
alter table planned_change enable row level security;
create policy council_only on planned_change using (council = current_setting('kith.council', true)) with check (council = current_setting('kith.council', true));
grant select, insert, update on planned_change to ${app};
