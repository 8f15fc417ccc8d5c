-- Who saw or changed what in this service. Rows are added and read, never changed: each carries the hash of the one before it.

create table audit_row (
    council text not null,
    shard smallint not null,
    sequence bigint not null,
    id uuid not null,
    at timestamptz not null,
    subject text not null,
    kind text not null,
    agency text,
    door text not null,
    status smallint not null,
    acts text[] not null,
    family_ids uuid[] not null,
    person_ids uuid[] not null,
    subjects text[] not null,
    reason text,
    trace_id text,
    hash bytea not null,
    primary key (council, shard, sequence),
    unique (council, id)
);
create index audit_row_family on audit_row using gin (family_ids);
create index audit_row_subject on audit_row (council, subject, at);
comment on table audit_row is 'personal: one row per request that showed or changed people''s data, or was refused';
comment on column audit_row.council is 'ordinary: the council';
comment on column audit_row.shard is 'ordinary: which of the sixteen chains it is in';
comment on column audit_row.sequence is 'ordinary: its place in the chain, from 1 without gaps';
comment on column audit_row.id is 'ordinary: the row';
comment on column audit_row.at is 'ordinary: when';
comment on column audit_row.subject is 'personal: who asked, by opaque id';
comment on column audit_row.kind is 'ordinary: STAFF, AGENCY, PUBLIC, OPERATOR, ANALYST or SERVICE';
comment on column audit_row.agency is 'ordinary: which agency, for an agency''s client';
comment on column audit_row.door is 'ordinary: method and address pattern, without ids';
comment on column audit_row.status is 'ordinary: HTTP status of the answer; 0 for work that came from a fact';
comment on column audit_row.acts is 'ordinary: what was done, or denied: and what was refused with the reasons';
comment on column audit_row.family_ids is 'personal: the families it was about, by opaque id';
comment on column audit_row.person_ids is 'personal: the people it was about, by opaque id';
comment on column audit_row.subjects is 'ordinary: codes and ids of what it was about beside families and people';
comment on column audit_row.reason is 'personal: why, where a reason was asked for';
comment on column audit_row.trace_id is 'ordinary: the trace of the request';
comment on column audit_row.hash is 'ordinary: SHA-256 over the hash before it and this row';
alter table audit_row enable row level security;
create policy council_only on audit_row
    using (council = current_setting('kith.council', true))
    with check (council = current_setting('kith.council', true));
grant select, insert on audit_row to ${app};
