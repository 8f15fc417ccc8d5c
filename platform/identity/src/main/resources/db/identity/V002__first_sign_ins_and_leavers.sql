alter table account add column leaves_on date;
comment on column account.leaves_on is 'ordinary: first day without sign-in, where that is planned; a job disables the account then';
create index account_leaves on account (leaves_on) where leaves_on is not null and disabled_at is null;

create table first_sign_in (
    token_hash bytea primary key,
    account_id uuid not null references account (account_id),
    made_at timestamptz not null,
    ends_at timestamptz not null
);
create index first_sign_in_account on first_sign_in (account_id);
comment on table first_sign_in is 'special: links by which somebody chooses a password, once; the newest of an account counts';
comment on column first_sign_in.token_hash is 'special: one-way hash of the 128 random bits in the link';
comment on column first_sign_in.account_id is 'personal: whose password';
comment on column first_sign_in.made_at is 'ordinary: when it was made';
comment on column first_sign_in.ends_at is 'ordinary: when it ends by itself, three days later';
grant select, insert, delete on first_sign_in to ${app};
