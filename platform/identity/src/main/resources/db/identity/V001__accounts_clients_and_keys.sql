create table account (
    account_id uuid primary key,
    username text not null,
    password text not null,
    display_name text not null,
    council text not null,
    kind text not null check (kind in ('staff', 'analyst', 'operator')),
    disabled_at timestamptz,
    made_at timestamptz not null,
    changed_at timestamptz not null
);
create unique index account_username on account (lower(username));
comment on table account is 'personal: somebody who may sign in';
comment on column account.account_id is 'personal: opaque id; the subject of their tokens and, for staff, their worker id';
comment on column account.username is 'personal: what they type to sign in; one for the whole installation, since the council is not known before sign-in';
comment on column account.password is 'special: salted one-way hash, never the password';
comment on column account.display_name is 'personal: how pages greet them';
comment on column account.council is 'ordinary: ONS code of the council they work for';
comment on column account.kind is 'ordinary: coarse kind for tokens; roles and teams belong to team allocation';
comment on column account.disabled_at is 'ordinary: since when they may no longer sign in';
comment on column account.made_at is 'ordinary: when the account was made';
comment on column account.changed_at is 'ordinary: when it last changed';
grant select, insert, update on account to ${app};

create table sign_in_try (
    try_key text primary key,
    tries int not null,
    since timestamptz not null
);
comment on table sign_in_try is 'ordinary: how often a sign-in failed lately, to slow guessing down';
comment on column sign_in_try.try_key is 'personal: one-way hash of account name and address, or of the address alone; a password typed as a name is not kept';
comment on column sign_in_try.tries is 'ordinary: tries since then without success';
comment on column sign_in_try.since is 'ordinary: start of the counted time';
grant select, insert, update, delete on sign_in_try to ${app};

create table signing_key (
    key_id text primary key,
    jwk text not null,
    made_at timestamptz not null
);
comment on table signing_key is 'special: keys that sign tokens; the newest is in use';
comment on column signing_key.key_id is 'ordinary: kid in the token header';
comment on column signing_key.jwk is 'special: private key as JSON; whoever reads it can make tokens';
comment on column signing_key.made_at is 'ordinary: when it was made';
grant select, insert on signing_key to ${app};

create table oauth2_registered_client (
    id varchar(100) primary key,
    client_id varchar(100) not null unique,
    client_id_issued_at timestamptz default current_timestamp not null,
    client_secret varchar(200),
    client_secret_expires_at timestamptz,
    client_name varchar(200) not null,
    client_authentication_methods varchar(1000) not null,
    authorization_grant_types varchar(1000) not null,
    redirect_uris varchar(1000),
    post_logout_redirect_uris varchar(1000),
    scopes varchar(1000) not null,
    client_settings varchar(2000) not null,
    token_settings varchar(2000) not null
);
comment on table oauth2_registered_client is 'ordinary: programs that may ask for tokens; columns are those of Spring Authorization Server';
comment on column oauth2_registered_client.id is 'ordinary: internal id';
comment on column oauth2_registered_client.client_id is 'ordinary: name the program signs in with';
comment on column oauth2_registered_client.client_id_issued_at is 'ordinary: when it was made';
comment on column oauth2_registered_client.client_secret is 'special: salted one-way hash of its secret';
comment on column oauth2_registered_client.client_secret_expires_at is 'ordinary: when the secret ends';
comment on column oauth2_registered_client.client_name is 'ordinary: name for people';
comment on column oauth2_registered_client.client_authentication_methods is 'ordinary: how it proves who it is';
comment on column oauth2_registered_client.authorization_grant_types is 'ordinary: ways it may get a token';
comment on column oauth2_registered_client.redirect_uris is 'ordinary: addresses a sign-in may return to';
comment on column oauth2_registered_client.post_logout_redirect_uris is 'ordinary: addresses a sign-out may return to';
comment on column oauth2_registered_client.scopes is 'ordinary: what its tokens may be used for';
comment on column oauth2_registered_client.client_settings is 'ordinary: its council, kind and agency among other settings';
comment on column oauth2_registered_client.token_settings is 'ordinary: how long its tokens live';
grant select, insert, update on oauth2_registered_client to ${app};

create table oauth2_authorization (
    id varchar(100) primary key,
    registered_client_id varchar(100) not null,
    principal_name varchar(200) not null,
    authorization_grant_type varchar(100) not null,
    authorized_scopes varchar(1000),
    attributes text,
    state varchar(500),
    authorization_code_value text,
    authorization_code_issued_at timestamptz,
    authorization_code_expires_at timestamptz,
    authorization_code_metadata text,
    access_token_value text,
    access_token_issued_at timestamptz,
    access_token_expires_at timestamptz,
    access_token_metadata text,
    access_token_type varchar(100),
    access_token_scopes varchar(1000),
    oidc_id_token_value text,
    oidc_id_token_issued_at timestamptz,
    oidc_id_token_expires_at timestamptz,
    oidc_id_token_metadata text,
    refresh_token_value text,
    refresh_token_issued_at timestamptz,
    refresh_token_expires_at timestamptz,
    refresh_token_metadata text,
    user_code_value text,
    user_code_issued_at timestamptz,
    user_code_expires_at timestamptz,
    user_code_metadata text,
    device_code_value text,
    device_code_issued_at timestamptz,
    device_code_expires_at timestamptz,
    device_code_metadata text
);
create index oauth2_authorization_code on oauth2_authorization using hash (authorization_code_value) where authorization_code_value is not null;
create index oauth2_authorization_refresh on oauth2_authorization using hash (refresh_token_value) where refresh_token_value is not null;
create index oauth2_authorization_principal on oauth2_authorization (principal_name);
comment on table oauth2_authorization is 'special: tokens that are out, until they end; columns are those of Spring Authorization Server';
comment on column oauth2_authorization.id is 'ordinary: internal id';
comment on column oauth2_authorization.registered_client_id is 'ordinary: the program it was given to';
comment on column oauth2_authorization.principal_name is 'personal: account id or client id';
comment on column oauth2_authorization.authorization_grant_type is 'ordinary: way it was got';
comment on column oauth2_authorization.authorized_scopes is 'ordinary: what it may be used for';
comment on column oauth2_authorization.attributes is 'personal: who signed in and what was asked for';
comment on column oauth2_authorization.state is 'special: value that ties an unfinished request to a browser';
comment on column oauth2_authorization.authorization_code_value is 'special: one-time code';
comment on column oauth2_authorization.authorization_code_issued_at is 'ordinary: when';
comment on column oauth2_authorization.authorization_code_expires_at is 'ordinary: until when';
comment on column oauth2_authorization.authorization_code_metadata is 'ordinary: whether it was used or revoked';
comment on column oauth2_authorization.access_token_value is 'special: the token';
comment on column oauth2_authorization.access_token_issued_at is 'ordinary: when';
comment on column oauth2_authorization.access_token_expires_at is 'ordinary: until when';
comment on column oauth2_authorization.access_token_metadata is 'personal: its claims, and whether it was revoked';
comment on column oauth2_authorization.access_token_type is 'ordinary: bearer';
comment on column oauth2_authorization.access_token_scopes is 'ordinary: what it may be used for';
comment on column oauth2_authorization.oidc_id_token_value is 'special: who signed in, for the gateway';
comment on column oauth2_authorization.oidc_id_token_issued_at is 'ordinary: when';
comment on column oauth2_authorization.oidc_id_token_expires_at is 'ordinary: until when';
comment on column oauth2_authorization.oidc_id_token_metadata is 'personal: its claims';
comment on column oauth2_authorization.refresh_token_value is 'special: with it the gateway asks for the next token';
comment on column oauth2_authorization.refresh_token_issued_at is 'ordinary: when';
comment on column oauth2_authorization.refresh_token_expires_at is 'ordinary: until when';
comment on column oauth2_authorization.refresh_token_metadata is 'ordinary: whether it was revoked';
comment on column oauth2_authorization.user_code_value is 'ordinary: not used';
comment on column oauth2_authorization.user_code_issued_at is 'ordinary: not used';
comment on column oauth2_authorization.user_code_expires_at is 'ordinary: not used';
comment on column oauth2_authorization.user_code_metadata is 'ordinary: not used';
comment on column oauth2_authorization.device_code_value is 'ordinary: not used';
comment on column oauth2_authorization.device_code_issued_at is 'ordinary: not used';
comment on column oauth2_authorization.device_code_expires_at is 'ordinary: not used';
comment on column oauth2_authorization.device_code_metadata is 'ordinary: not used';
grant select, insert, update, delete on oauth2_authorization to ${app};
