create table presence (
    page text not null,
    reader_id text not null,
    name text not null,
    seen_at timestamptz not null,
    primary key (page, reader_id)
);
comment on table presence is 'personal: who has a record open now, so that two people see each other; a row lives a minute after it was last seen';
comment on column presence.page is 'ordinary: address of the page, with opaque ids alone';
comment on column presence.reader_id is 'personal: account id of whoever has it open';
comment on column presence.name is 'personal: how colleagues know them';
comment on column presence.seen_at is 'ordinary: when their page last said so';
create index presence_seen on presence (seen_at);
grant select, insert, update, delete on presence to ${app};
