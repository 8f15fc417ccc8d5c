-- What was called a handover is any family without a lead; those that never had one wait with a limit too. Working days are not
-- counted here: a day, which weekends and holidays make too short, never too long.
update waiting_item set kind = 'LEAD_TO_NAME' where kind = 'LEAD_HANDOVER';
insert into waiting_item (council, kind, key, family_id, owner_code, reason_code, urgent, since, limit_at)
select council, 'LEAD_TO_NAME', family_id::text, family_id::text, 'TEAM_MANAGER', 'NO_LEAD_YET', urgent, since, since + interval '1 day'
  from family_place
 where state = 'HELD' and lead_worker_id is null
on conflict do nothing;
insert into waiting_council (council) select distinct council from waiting_item on conflict do nothing;
