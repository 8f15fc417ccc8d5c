create table draft (
    council    text        not null,
    id         uuid        not null,
    form       text        not null,
    about      uuid,
    owner      text,
    token_hash bytea,
    version    bigint      not null,
    fields     bytea       not null,
    started_at timestamptz not null,
    changed_at timestamptz not null,
    gone_at    timestamptz not null,
    primary key (council, id),
    unique (council, token_hash),
    check ((owner is null) <> (token_hash is null))
);
comment on table draft is 'special: forms that are not sent yet, opened by whoever typed them alone; holds no key of another table';
comment on column draft.council is 'ordinary: ONS code of the council';
comment on column draft.id is 'ordinary: UUIDv7';
comment on column draft.form is 'ordinary: which form it is';
comment on column draft.about is 'ordinary: id of the record the form is about, where there is one';
comment on column draft.owner is 'ordinary: id of the account that typed it; absent for somebody without an account';
comment on column draft.token_hash is 'personal: hash of the 128 random bits that open the draft of somebody without an account';
comment on column draft.version is 'ordinary: counts changes, so that two devices are noticed';
comment on column draft.fields is 'special: what was typed; the same class as the text it becomes';
comment on column draft.started_at is 'ordinary: when it was begun';
comment on column draft.changed_at is 'ordinary: when it was last kept';
comment on column draft.gone_at is 'ordinary: when it is thrown away by itself: 28 days after its last change, 7 days for somebody without an account; a job takes the row within the hour';
create index draft_owner on draft (council, owner, changed_at desc, id desc) where owner is not null;
create index draft_gone on draft (council, gone_at);
alter table draft enable row level security;
create policy council_only on draft using (council = current_setting('kith.council', true)) with check (council = current_setting('kith.council', true));
grant select, insert, update, delete on draft to ${app};

create table draft_council (
    council text primary key
);
comment on table draft_council is 'ordinary: councils for which a draft was kept here; no row level security, since the sweep begins with it';
comment on column draft_council.council is 'ordinary: ONS code of the council';
grant select, insert on draft_council to ${app};
