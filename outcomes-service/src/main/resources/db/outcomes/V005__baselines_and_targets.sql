-- Where a measure stood and where the council wants it to be. A row is never changed or removed: the newest one counts.

create table aim (
    council        text        not null,
    aim_id         uuid        not null,
    measure_code   text        not null,
    scope_code     text        not null,
    baseline_value bigint,
    baseline_on    date,
    target_value   bigint,
    target_on      date,
    source         text        not null,
    set_by         text        not null,
    set_at         timestamptz not null,
    primary key (council, aim_id),
    check ((baseline_value is null) = (baseline_on is null)),
    check ((target_value is null) = (target_on is null)),
    check (target_on > baseline_on)
);
create index aim_newest on aim (council, scope_code, measure_code, set_at desc);
comment on table aim is 'ordinary: baseline and target of a measure, as the council decided them and when';
comment on column aim.council is 'ordinary: ONS code of the council';
comment on column aim.aim_id is 'ordinary: UUIDv7';
comment on column aim.measure_code is 'ordinary: the measure';
comment on column aim.scope_code is 'ordinary: COUNTY or the code of a team';
comment on column aim.baseline_value is 'ordinary: where it stood; for a flow in the twelve months up to the day';
comment on column aim.baseline_on is 'ordinary: on which day';
comment on column aim.target_value is 'ordinary: where it shall be; for a flow in the twelve months up to the day';
comment on column aim.target_on is 'ordinary: by which day';
comment on column aim.source is 'ordinary: where the numbers come from, or why there are none any more';
comment on column aim.set_by is 'ordinary: id of the worker who said so';
comment on column aim.set_at is 'ordinary: when';
alter table aim enable row level security;
create policy council_only on aim using (council = current_setting('kith.council', true))
    with check (council = current_setting('kith.council', true));
grant select, insert on aim to ${app};
