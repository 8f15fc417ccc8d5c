-- A database that is put back to an earlier moment, or whose standby takes over, gets a new timeline: by this the service notices.

create table database_timeline (
    only_one   boolean     primary key default true check (only_one),
    timeline   text        not null,
    noticed_at timestamptz not null default clock_timestamp()
);
insert into database_timeline (timeline) select substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8);
comment on table database_timeline is 'ordinary: the timeline of the server when this service last looked';
comment on column database_timeline.only_one is 'ordinary: there is one row';
comment on column database_timeline.timeline is 'ordinary: PostgreSQL timeline, eight hexadecimal digits';
comment on column database_timeline.noticed_at is 'ordinary: when it was noticed';

grant select, update on database_timeline to ${app};
