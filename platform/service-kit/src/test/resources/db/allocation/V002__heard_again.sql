create table heard_again (
    place   bigint generated always as identity primary key,
    council text not null,
    key     text not null,
    seq     bigint not null
);
grant select, insert on heard_again to ${app};
