alter table presence add column specialist boolean not null default false;
comment on column presence.specialist is 'ordinary: whether they are a specialist; specialists are not shown to each other';
