create table child_alias (
    council  text not null,
    child_id uuid not null,
    same_as  uuid not null,
    primary key (council, child_id),
    check (child_id <> same_as)
);
create index child_alias_of on child_alias (council, same_as);
comment on table child_alias is 'personal: children who turned out to be known twice, when their families were joined';
comment on column child_alias.council is 'ordinary: ONS code of the council';
comment on column child_alias.child_id is 'personal: the id that ended';
comment on column child_alias.same_as is 'personal: the id that goes on; never an id that ended itself';
alter table child_alias enable row level security;
create policy council_only on child_alias using (council = current_setting('kith.council', true))
    with check (council = current_setting('kith.council', true));
grant select, insert, update, delete on child_alias to ${app};

-- The ids under which children are known today, each once.
create function known_children(of_council text, told uuid[]) returns uuid[]
    language sql stable
    return (select coalesce(array_agg(distinct coalesce(a.same_as, t.id)), '{}'::uuid[])
              from unnest(told) as t (id)
              left join child_alias a on a.council = of_council and a.child_id = t.id);
