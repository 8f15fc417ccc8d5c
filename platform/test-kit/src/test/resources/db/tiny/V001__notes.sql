create table note (
    id uuid not null,
    version bigint not null,
    council text not null,
    text text not null,
    primary key (council, id)
);
comment on table note is 'personal: what somebody noted';
comment on column note.id is 'ordinary: the note';
comment on column note.version is 'ordinary: how often it was changed';
comment on column note.council is 'ordinary: whose note it is';
comment on column note.text is 'personal: what it says';
alter table note enable row level security;
create policy council_only on note
    using (council = current_setting('kith.council', true))
    with check (council = current_setting('kith.council', true));
grant select, insert, update on note to ${app};
