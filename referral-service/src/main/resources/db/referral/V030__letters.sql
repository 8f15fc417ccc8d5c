create table letter (
    council       text        not null,
    referral_id   uuid        not null,
    decided_at    timestamptz not null,
    claimed_until timestamptz,
    tries         int         not null default 0,
    settled_at    timestamptz,
    outcome       text        check (outcome in ('SENT', 'NO_MAILBOX', 'GIVEN_UP')),
    primary key (council, referral_id),
    check ((settled_at is null) = (outcome is null))
);
create index letter_open on letter (council, decided_at) where settled_at is null;
comment on table letter is 'ordinary: a decision whose referrer is still to be told by e-mail, or was; whom to write to is read from the referral when it is sent';
comment on column letter.council is 'ordinary: ONS code of the council';
comment on column letter.referral_id is 'ordinary: the referral that was decided';
comment on column letter.decided_at is 'ordinary: when it was decided';
comment on column letter.claimed_until is 'ordinary: until when one sender has it in hand; after that another may take it';
comment on column letter.tries is 'ordinary: how often the mail server was asked';
comment on column letter.settled_at is 'ordinary: when the mail server took it, or when it was clear that nobody is written to';
comment on column letter.outcome is 'ordinary: SENT, NO_MAILBOX where no e-mail address was given, GIVEN_UP where no mail server took it for two days';
alter table letter enable row level security;
create policy council_only on letter using (council = current_setting('kith.council', true)) with check (council = current_setting('kith.council', true));
grant select, insert, update, delete on letter to ${app};
