-- Requests given to somebody and not yet accepted wait with a limit. Working days are not counted here: a day where a child was said
-- to be in danger, two otherwise, which weekends and holidays make too short, never too long.
insert into waiting_item (council, kind, key, family_id, owner_code, reason_code, urgent, since, limit_at)
select council, 'SPECIALIST_ACCEPTANCE', request_id::text, family_id::text, practitioner_id::text, 'NOT_ACCEPTED_YET', urgent,
       assigned_at, assigned_at + case when urgent then interval '1 day' else interval '2 days' end
  from specialist_request
 where state = 'ASSIGNED' and practitioner_id is not null and assigned_at is not null
on conflict do nothing;
-- whether somebody stands on a side at all
create index domestic_abuse_side_of on domestic_abuse_side (council, practitioner_id);
insert into waiting_council (council) select distinct council from waiting_item on conflict do nothing;
