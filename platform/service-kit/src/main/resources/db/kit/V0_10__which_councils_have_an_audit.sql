-- The checkpoints of the audit are about every council, and row level security shows the service one at a time: this names them, and
-- nothing else of them.

create function audit_councils() returns setof text
    language sql stable security definer set search_path = public, pg_temp
as $$
    with recursive found (council) as (
        select min(council) from audit_row
        union all
        select (select min(next.council) from audit_row as next where next.council > found.council)
          from found where found.council is not null
    )
    select council from found where council is not null
$$;
revoke execute on function audit_councils() from public;
grant execute on function audit_councils() to ${app};
