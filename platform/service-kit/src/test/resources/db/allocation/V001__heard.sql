create table heard (
    place    bigint generated always as identity primary key,
    council  text not null,
    key      text not null,
    seq      bigint not null,
    event_id text not null,
    detail   text not null
);
grant select, insert on heard to ${app};
