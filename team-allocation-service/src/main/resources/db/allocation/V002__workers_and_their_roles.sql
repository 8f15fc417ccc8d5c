create table worker (
    council text not null,
    worker_id uuid not null,
    display_name text not null,
    version integer not null,
    primary key (council, worker_id)
);

comment on table worker is 'personal: Somebody who works with families, or for those who do.';
comment on column worker.council is 'ordinary: ONS code of the council.';
comment on column worker.worker_id is 'personal: Id of the worker, the same as the subject of their sign-in.';
comment on column worker.display_name is 'personal: The name colleagues know them by.';
comment on column worker.version is 'ordinary: Guards against two changes at once.';

create table role_held (
    council text not null,
    id uuid not null,
    worker_id uuid not null,
    role_code text not null,
    team_code text not null,
    joined_on date not null,
    left_on date,
    recorded_at timestamptz not null,
    primary key (council, id),
    foreign key (council, worker_id) references worker (council, worker_id),
    check (left_on is null or left_on >= joined_on)
);

create unique index role_held_once on role_held (council, worker_id, role_code, team_code) where left_on is null;
create index role_held_in_team on role_held (council, team_code) where left_on is null;

comment on table role_held is 'personal: A role that a worker holds or held, in one team or for the county.';
comment on column role_held.council is 'ordinary: ONS code of the council.';
comment on column role_held.id is 'ordinary: Id of the record; ordered by time.';
comment on column role_held.worker_id is 'personal: The worker.';
comment on column role_held.role_code is 'ordinary: Which role.';
comment on column role_held.team_code is 'ordinary: The team, or COUNTY for a role that is not of one team.';
comment on column role_held.joined_on is 'ordinary: First day with the role.';
comment on column role_held.left_on is 'ordinary: First day without it; absent while it is held.';
comment on column role_held.recorded_at is 'ordinary: When it was recorded.';

alter table worker enable row level security;
create policy council_only on worker using (council = current_setting('kith.council', true)) with check (council = current_setting('kith.council', true));
alter table role_held enable row level security;
create policy council_only on role_held using (council = current_setting('kith.council', true)) with check (council = current_setting('kith.council', true));

grant select, insert, update on worker, role_held to ${app};
