create table digest_line (
    council         text        not null,
    line_id         uuid        not null,
    practitioner_id uuid        not null,
    request_id      uuid        not null,
    discipline      text        not null,
    urgent          boolean     not null,
    assigned_at     timestamptz not null,
    claimed_until   timestamptz,
    sent_at         timestamptz,
    primary key (council, line_id)
);

create index digest_line_unsent on digest_line (council, practitioner_id) where sent_at is null;
create index digest_line_of_request on digest_line (council, request_id) where sent_at is null;

comment on table digest_line is 'personal: an assignment its practitioner is told of in the next digest';
comment on column digest_line.council is 'ordinary: ONS code of the council';
comment on column digest_line.line_id is 'ordinary: the line';
comment on column digest_line.practitioner_id is 'personal: who is told';
comment on column digest_line.request_id is 'ordinary: the request that was assigned';
comment on column digest_line.discipline is 'special: the discipline asked for';
comment on column digest_line.urgent is 'personal: a child was said to be in danger';
comment on column digest_line.assigned_at is 'ordinary: when it was assigned';
comment on column digest_line.claimed_until is 'ordinary: until when one sender has it in hand; after that another may take it';
comment on column digest_line.sent_at is 'ordinary: when the mail server took the digest; absent until it did';

alter table digest_line enable row level security;
create policy council_only on digest_line
    using (council = current_setting('kith.council', true))
    with check (council = current_setting('kith.council', true));
grant select, insert, update, delete on digest_line to ${app};
