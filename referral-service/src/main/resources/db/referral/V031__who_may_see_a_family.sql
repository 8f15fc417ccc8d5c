create table access_change (
    council    text        not null,
    id         uuid        not null,
    family_id  uuid        not null,
    only_these uuid[]      not null,
    never      uuid[]      not null,
    reason     text        not null,
    changed_by text        not null,
    changed_at timestamptz not null,
    primary key (council, id)
);
create index access_change_family on access_change (council, family_id, changed_at);
comment on table access_change is 'personal: each decision about which workers may see a family; the lists in force are restriction and exclusion';
comment on column access_change.council is 'ordinary: ONS code of the council';
comment on column access_change.id is 'ordinary: UUIDv7';
comment on column access_change.family_id is 'ordinary: the family, by opaque id';
comment on column access_change.only_these is 'ordinary: the only workers who may see it from then on, by opaque id; empty if it is not restricted';
comment on column access_change.never is 'ordinary: workers who may never see it from then on, by opaque id';
comment on column access_change.reason is 'personal: why, in the words of who decided';
comment on column access_change.changed_by is 'ordinary: id of the worker who decided';
comment on column access_change.changed_at is 'ordinary: when it was decided';
alter table access_change enable row level security;
create policy council_only on access_change using (council = current_setting('kith.council', true)) with check (council = current_setting('kith.council', true));
grant select, insert on access_change to ${app};
