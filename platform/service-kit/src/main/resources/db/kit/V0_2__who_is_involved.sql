-- What this service knows of who holds which role and who works with which family.

create table worker_role (
    council text not null,
    worker_id uuid not null,
    role_code text not null,
    team_code text not null,
    primary key (council, worker_id, role_code, team_code)
);
comment on table worker_role is 'ordinary: roles workers hold now, as team allocation says';
comment on column worker_role.council is 'ordinary: the council';
comment on column worker_role.worker_id is 'ordinary: the worker, by opaque id';
comment on column worker_role.role_code is 'ordinary: the role';
comment on column worker_role.team_code is 'ordinary: the team, or COUNTY';

create table family_team (
    council text not null,
    family_id uuid not null,
    team_code text,
    since timestamptz not null,
    primary key (council, family_id)
);
comment on table family_team is 'ordinary: which team holds which family now, as team allocation says';
comment on column family_team.council is 'ordinary: the council';
comment on column family_team.family_id is 'ordinary: the family, by opaque id';
comment on column family_team.team_code is 'ordinary: the team; absent when none holds the family';
comment on column family_team.since is 'ordinary: since when';

create table involvement (
    council text not null,
    family_id uuid not null,
    worker_id uuid not null,
    as_code text not null,
    detail_code text not null,
    since timestamptz not null,
    until timestamptz
);
create unique index involvement_open on involvement (council, family_id, worker_id, as_code, detail_code) where until is null;
create unique index involvement_one_lead on involvement (council, family_id) where as_code = 'LEAD_PRACTITIONER' and until is null;
create index involvement_of_family on involvement (council, family_id);
comment on table involvement is 'special: who works or worked with which family; a discipline can tell something about health or violence';
comment on column involvement.council is 'ordinary: the council';
comment on column involvement.family_id is 'ordinary: the family, by opaque id';
comment on column involvement.worker_id is 'ordinary: the worker, by opaque id';
comment on column involvement.as_code is 'ordinary: LEAD_PRACTITIONER or SPECIALIST';
comment on column involvement.detail_code is 'special: the discipline; empty for a lead';
comment on column involvement.since is 'ordinary: since when';
comment on column involvement.until is 'ordinary: until when; absent while it goes on';

create table family_joined (
    council text not null,
    absorbed_id uuid not null,
    survivor_id uuid not null,
    joined_at timestamptz not null,
    primary key (council, absorbed_id)
);
create index family_joined_into on family_joined (council, survivor_id);
comment on table family_joined is 'ordinary: which family an absorbed id stands for now';
comment on column family_joined.council is 'ordinary: the council';
comment on column family_joined.absorbed_id is 'ordinary: the id that ended';
comment on column family_joined.survivor_id is 'ordinary: the family that goes on';
comment on column family_joined.joined_at is 'ordinary: since when';

create table restriction (
    council text not null,
    family_id uuid not null,
    only_these uuid[] not null,
    reason text not null,
    primary key (council, family_id)
);
comment on table restriction is 'personal: families that only named workers may see';
comment on column restriction.council is 'ordinary: the council';
comment on column restriction.family_id is 'ordinary: the family, by opaque id';
comment on column restriction.only_these is 'ordinary: the workers who may, by opaque id';
comment on column restriction.reason is 'personal: why';

create table exclusion (
    council text not null,
    family_id uuid not null,
    worker_id uuid not null,
    reason text not null,
    primary key (council, family_id, worker_id)
);
comment on table exclusion is 'personal: workers who may never see a family, such as their own';
comment on column exclusion.council is 'ordinary: the council';
comment on column exclusion.family_id is 'ordinary: the family, by opaque id';
comment on column exclusion.worker_id is 'ordinary: the worker, by opaque id';
comment on column exclusion.reason is 'personal: why';

do $$
declare
    t text;
begin
    foreach t in array array['worker_role', 'family_team', 'involvement', 'family_joined', 'restriction', 'exclusion'] loop
        execute format('alter table %I enable row level security', t);
        execute format('create policy council_only on %I using (council = current_setting(''kith.council'', true))'
            || ' with check (council = current_setting(''kith.council'', true))', t);
        execute format('grant select, insert, update, delete on %I to ${app}', t);
    end loop;
end
$$;
