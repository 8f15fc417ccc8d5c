-- Under row level security the index on the families of the audit's rows is of no use: its operator might tell of rows that the policy
-- hides, so the database applies the policy to every row of the council first. This looks into that index for one council, and names
-- places; the rows themselves are read under the policy.

create function audit_places_of(families uuid[])
    returns table (shard smallint, sequence bigint, at timestamptz, id uuid)
    language sql stable security definer set search_path = public, pg_temp rows 200
as $$
    select r.shard, r.sequence, r.at, r.id
      from audit_row r
     where r.council = current_setting('kith.council', true) and r.family_ids && families
$$;
revoke execute on function audit_places_of(uuid[]) from public;
grant execute on function audit_places_of(uuid[]) to ${app};
