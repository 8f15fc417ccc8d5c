-- Whatever waits has an owner, a since and a limit.

create table waiting_item (
    council text not null,
    kind text not null,
    key text not null,
    family_id text,
    owner_code text not null,
    reason_code text not null,
    urgent boolean not null,
    since timestamptz not null,
    limit_at timestamptz not null,
    overdue boolean not null default false,
    primary key (council, kind, key)
);
create index waiting_item_order on waiting_item (council, kind, urgent desc, limit_at, key);
create index waiting_item_family on waiting_item (council, family_id);
create index waiting_item_due on waiting_item (council, limit_at) where not overdue;
comment on table waiting_item is 'personal: what waits for somebody now';
comment on column waiting_item.council is 'ordinary: the council';
comment on column waiting_item.kind is 'ordinary: what kind of thing waits';
comment on column waiting_item.key is 'ordinary: id of the thing that waits';
comment on column waiting_item.family_id is 'personal: the family it is about, by opaque id; absent for technical items';
comment on column waiting_item.owner_code is 'ordinary: a role or a worker''s opaque id';
comment on column waiting_item.reason_code is 'ordinary: why it waits';
comment on column waiting_item.urgent is 'special: a child was said to be in danger';
comment on column waiting_item.since is 'ordinary: since when';
comment on column waiting_item.limit_at is 'ordinary: when it is overdue';
comment on column waiting_item.overdue is 'ordinary: its limit has passed and a task was raised';
alter table waiting_item enable row level security;
create policy council_only on waiting_item
    using (council = current_setting('kith.council', true))
    with check (council = current_setting('kith.council', true));
grant select, insert, update, delete on waiting_item to ${app};

create table waiting_council (
    council text primary key
);
comment on table waiting_council is 'ordinary: councils for which something has waited here; no row level security, since the sweep begins with it';
comment on column waiting_council.council is 'ordinary: the council';
grant select, insert on waiting_council to ${app};
