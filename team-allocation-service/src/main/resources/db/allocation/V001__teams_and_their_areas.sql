create table team (
    council text not null,
    code text not null,
    district_code text not null,
    go_live_said boolean not null,
    version integer not null,
    primary key (council, code)
);

comment on table team is 'ordinary: A locality team; what is true of it from which day stands in team_state.';
comment on column team.council is 'ordinary: ONS code of the council.';
comment on column team.code is 'ordinary: Short code that never changes, such as T07.';
comment on column team.district_code is 'ordinary: ONS code of the district the team belongs to.';
comment on column team.go_live_said is 'ordinary: Whether the other services were told that the team went live.';
comment on column team.version is 'ordinary: Guards against two changes at once.';

create table team_state (
    council text not null,
    id uuid not null,
    team_code text not null,
    effective_from date not null,
    name text not null,
    capacity_points integer not null check (capacity_points between 0 and 1000000),
    live_from date,
    closed_from date,
    recorded_at timestamptz not null,
    recorded_by text not null,
    primary key (council, id),
    foreign key (council, team_code) references team (council, code),
    check (closed_from is null or live_from is null or closed_from >= live_from)
);

create index team_state_of_team on team_state (council, team_code, effective_from, recorded_at);

comment on table team_state is 'ordinary: What is true of a team from a day on; the newest record for a day counts, and none is ever changed.';
comment on column team_state.council is 'ordinary: ONS code of the council.';
comment on column team_state.id is 'ordinary: Id of the record; ordered by time.';
comment on column team_state.team_code is 'ordinary: The team.';
comment on column team_state.effective_from is 'ordinary: First day on which it is true.';
comment on column team_state.name is 'ordinary: What the team is called.';
comment on column team_state.capacity_points is 'ordinary: How many families the team has room for.';
comment on column team_state.live_from is 'ordinary: First day the team takes families; absent while it is being made ready.';
comment on column team_state.closed_from is 'ordinary: First day the team takes no families; absent while it works.';
comment on column team_state.recorded_at is 'ordinary: When it was recorded.';
comment on column team_state.recorded_by is 'ordinary: Opaque id of who recorded it.';

create table team_area (
    council text not null,
    area_code text not null,
    from_date date not null,
    recorded_at timestamptz not null,
    team_code text not null,
    recorded_by text not null,
    primary key (council, area_code, from_date, recorded_at),
    foreign key (council, team_code) references team (council, code)
);

create index team_area_of_team on team_area (council, team_code);

comment on table team_area is 'ordinary: Which team serves an area from a day on, until the next row of that area; so an area never has two teams on one day.';
comment on column team_area.council is 'ordinary: ONS code of the council.';
comment on column team_area.area_code is 'ordinary: District and postcode sector, such as E07000117:BB11 3.';
comment on column team_area.from_date is 'ordinary: First day on which the team serves the area.';
comment on column team_area.recorded_at is 'ordinary: When it was recorded; of two records for one day the later counts.';
comment on column team_area.team_code is 'ordinary: The team that serves the area.';
comment on column team_area.recorded_by is 'ordinary: Opaque id of who recorded it.';

create table team_load (
    council text not null,
    team_code text not null,
    held integer not null check (held >= 0),
    primary key (council, team_code),
    foreign key (council, team_code) references team (council, code)
) with (fillfactor = 50);

comment on table team_load is 'ordinary: How many families each team holds; kept with the places in one transaction, so that room is known without counting.';
comment on column team_load.council is 'ordinary: ONS code of the council.';
comment on column team_load.team_code is 'ordinary: The team.';
comment on column team_load.held is 'ordinary: How many families it holds.';

create table team_book (
    council text not null,
    revision uuid not null,
    primary key (council)
);

comment on table team_book is 'ordinary: One row per council, renewed with every change of teams or areas; says whether a picture kept in memory is still true.';
comment on column team_book.council is 'ordinary: ONS code of the council.';
comment on column team_book.revision is 'ordinary: Another value after every change.';

alter table team enable row level security;
create policy council_only on team using (council = current_setting('kith.council', true)) with check (council = current_setting('kith.council', true));
alter table team_state enable row level security;
create policy council_only on team_state using (council = current_setting('kith.council', true)) with check (council = current_setting('kith.council', true));
alter table team_area enable row level security;
create policy council_only on team_area using (council = current_setting('kith.council', true)) with check (council = current_setting('kith.council', true));
alter table team_load enable row level security;
create policy council_only on team_load using (council = current_setting('kith.council', true)) with check (council = current_setting('kith.council', true));
alter table team_book enable row level security;
create policy council_only on team_book using (council = current_setting('kith.council', true)) with check (council = current_setting('kith.council', true));

grant select, insert, update on team, team_load, team_book to ${app};
grant select, insert on team_state, team_area to ${app};
