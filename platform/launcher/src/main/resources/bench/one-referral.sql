-- The rows that one accepted referral writes, and nothing else: no questions, no matching, and no words of names that are known
-- already. The audit row is in the transaction of the command there, and so it is here.
\set n :n + 1
\set id :client_id * 1000000000000 + :n
begin;
select set_config('kith.council', 'E10000017', true);
insert into receipt_key (council, client, idempotency_key, digest, referral_id, kept_at)
  values ('E10000017', 'example-bench', :id::bigint::text, sha256('x'), ('1' || lpad(to_hex(:id::bigint), 31, '0'))::uuid, now());
insert into family (council, id, version, made_at, area_code, district_code)
  values ('E10000017', ('2' || lpad(to_hex(:id::bigint), 31, '0'))::uuid, 1, now(), 'E07000120', 'E07000120');
insert into person (council, id, family_id, referral_id, place, kind, given_name, family_name, date_of_birth, sex, child_number)
  select 'E10000017', (p.digit || lpad(to_hex(:id::bigint), 31, '0'))::uuid, ('2' || lpad(to_hex(:id::bigint), 31, '0'))::uuid,
    ('1' || lpad(to_hex(:id::bigint), 31, '0'))::uuid, 0, p.kind, 'Fern', 'Example-Otter-Hare', date '2012-03-04', 'F', p.number
  from (values ('3', 'CHILD', 'K' || :id::bigint::text), ('4', 'ADULT', null)) as p (digit, kind, number);
insert into person_word (council, word, family_id, person_id)
  select 'E10000017', w.word, ('2' || lpad(to_hex(:id::bigint), 31, '0'))::uuid, (p.digit || lpad(to_hex(:id::bigint), 31, '0'))::uuid
  from (values ('FERN'), ('EXAMPLE'), ('OTTER'), ('HARE')) as w (word) cross join (values ('3'), ('4')) as p (digit);
insert into relationship (council, id, family_id, from_person, to_person, kind)
  values ('E10000017', ('5' || lpad(to_hex(:id::bigint), 31, '0'))::uuid, ('2' || lpad(to_hex(:id::bigint), 31, '0'))::uuid,
    ('4' || lpad(to_hex(:id::bigint), 31, '0'))::uuid, ('3' || lpad(to_hex(:id::bigint), 31, '0'))::uuid, 'PARENT');
insert into address (council, id, family_id, referral_id, lines, postcode, said_at)
  values ('E10000017', ('6' || lpad(to_hex(:id::bigint), 31, '0'))::uuid, ('2' || lpad(to_hex(:id::bigint), 31, '0'))::uuid,
    ('1' || lpad(to_hex(:id::bigint), 31, '0'))::uuid, '1 Example Road', 'BB1 2BY', now());
insert into match_key (council, kind, key, referral_id, family_id)
  select 'E10000017', k.kind, substr(sha256((k.kind || :id::bigint::text)::bytea), 1, 16),
    ('1' || lpad(to_hex(:id::bigint), 31, '0'))::uuid, ('2' || lpad(to_hex(:id::bigint), 31, '0'))::uuid
  from (values ('NAME'), ('NAME_AND_BIRTH'), ('ADULT'), ('ADDRESS')) as k (kind);
insert into referral (council, id, version, reference, receipt_token, family_id, provisional_family_id, matched_by, source_code,
    referrer_name, referrer_organisation, worries, what_was_seen, immediate_danger, children, received_at, recorded_at,
    decision_due_at, state)
  values ('E10000017', ('1' || lpad(to_hex(:id::bigint), 31, '0'))::uuid, 0, 'R' || :id::bigint::text, 'T' || :id::bigint::text,
    ('2' || lpad(to_hex(:id::bigint), 31, '0'))::uuid, ('2' || lpad(to_hex(:id::bigint), 31, '0'))::uuid, 'NOBODY', '6',
    'Robin Example-Wren', 'Example Police', '3B 16A',
    'Made-up example: what was seen and heard at first hand, in a few plain sentences.', false, 1, now(), now(),
    now() + interval '1 day', 'RECEIVED');
insert into timeline_entry (council, id, family_id, referral_id, code, detail, happened_at, recorded_at)
  values ('E10000017', ('7' || lpad(to_hex(:id::bigint), 31, '0'))::uuid, ('2' || lpad(to_hex(:id::bigint), 31, '0'))::uuid,
    ('1' || lpad(to_hex(:id::bigint), 31, '0'))::uuid, 'REFERRAL_RECEIVED', '6', now(), now());
insert into waiting_item (council, kind, key, family_id, owner_code, reason_code, urgent, since, limit_at)
  values ('E10000017', 'REFERRAL_DECISION', :id::bigint::text, :id::bigint::text, 'SCREENING_WORKER', 'RECEIVED', false, now(),
    now() + interval '1 day');
insert into stream_head (council, key, topic, part, last_seq, last_at)
  values ('E10000017', :id::bigint::text, 'kith.referrals', 7, 1, now());
insert into event_journal (event_id, council, key, seq, type, topic, part, payload, correlation_id, causation_id, acted_by,
    traceparent, recorded_at)
  values (('8' || lpad(to_hex(:id::bigint), 31, '0'))::uuid, 'E10000017', :id::bigint::text, 1, 'referral.received.v1',
    'kith.referrals', 7,
    '{"referralId": "01a20668-1322-77d9-bbc6-2d817968de65", "familyId": "01a20668-132b-7b4c-aeb1-7be4cc397af9", "childIds": ["01a20668-1322-751f-bbc4-dd4573ec76b9"], "sourceCode": "6", "immediateDanger": false, "receivedAt": "20261123T031653Z", "decisionDueAt": "20261124T235959Z"}',
    '01a20668-131b-754b-a849-ec946a11a36b', '01a20668-131b-754b-a849-ec946a11a36b', 'example-bench',
    '00-762a7198375604123c7727902a5198c9-21116d7108eff2fc-01', now());
insert into outbox_queue (part, event_id) values (7, ('8' || lpad(to_hex(:id::bigint), 31, '0'))::uuid);
insert into audit_row (council, shard, sequence, id, at, subject, kind, agency, door, status, acts, family_ids, person_ids, subjects,
    trace_id, hash)
  values ('E10000017', :client_id, :n, ('9' || lpad(to_hex(:id::bigint), 31, '0'))::uuid, now(), 'example-bench', 'AGENCY', 'POLICE',
    'POST /referrals', 201, '{referral.raised}', array[('2' || lpad(to_hex(:id::bigint), 31, '0'))::uuid], '{}',
    array['1' || lpad(to_hex(:id::bigint), 31, '0')], '762a7198375604123c7727902a5198c9', sha256('x'));
commit;
