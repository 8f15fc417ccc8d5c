create table spring_session (
    primary_id char(36) primary key,
    session_id char(36) not null,
    creation_time bigint not null,
    last_access_time bigint not null,
    max_inactive_interval int not null,
    expiry_time bigint not null,
    principal_name varchar(100)
);
create unique index spring_session_id on spring_session (session_id);
create index spring_session_expiry on spring_session (expiry_time);
create index spring_session_principal on spring_session (principal_name);
comment on table spring_session is 'personal: browsers that are signed in, so that a restart signs nobody out; columns are those of Spring Session';
comment on column spring_session.primary_id is 'ordinary: internal id';
comment on column spring_session.session_id is 'special: what the cookie says; whoever has it is signed in';
comment on column spring_session.creation_time is 'ordinary: when it began';
comment on column spring_session.last_access_time is 'ordinary: when it was last used';
comment on column spring_session.max_inactive_interval is 'ordinary: seconds until it ends by itself';
comment on column spring_session.expiry_time is 'ordinary: when it ends by itself';
comment on column spring_session.principal_name is 'personal: account id';

create table spring_session_attributes (
    session_primary_id char(36) not null references spring_session (primary_id) on delete cascade,
    attribute_name varchar(200) not null,
    attribute_bytes bytea not null,
    primary key (session_primary_id, attribute_name)
);
comment on table spring_session_attributes is 'special: what the gateway remembers of a session; columns are those of Spring Session';
comment on column spring_session_attributes.session_primary_id is 'ordinary: the session';
comment on column spring_session_attributes.attribute_name is 'ordinary: what it is';
comment on column spring_session_attributes.attribute_bytes is 'special: tokens, who signed in, and for minutes what was typed into a form when a session had ended';
grant select, insert, update, delete on spring_session, spring_session_attributes to ${app};
