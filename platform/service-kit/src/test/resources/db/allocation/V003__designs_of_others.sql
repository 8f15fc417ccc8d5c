create table faulty_effect (
    place    bigint generated always as identity primary key,
    design   text not null,
    consumer text not null,
    key      text not null,
    seq      bigint not null
);
create table faulty_dedup (
    design   text not null,
    event_id text not null,
    primary key (design, event_id)
);
create table faulty_last (
    design text not null,
    key    text not null,
    seq    bigint not null,
    primary key (design, key)
);
grant select, insert, update on faulty_effect, faulty_dedup, faulty_last to ${app};
