create sequence child_number;
create sequence referral_number;
grant usage on sequence child_number, referral_number to ${app};

create table family (
    council           text        not null,
    id                uuid        not null,
    version           bigint      not null,
    made_at           timestamptz not null,
    address_protected boolean     not null default false,
    area_code         text,
    district_code     text,
    survivor_id       uuid,
    joined_at         timestamptz,
    join_reason       text,
    primary key (council, id),
    check (not address_protected or area_code is null),
    check (survivor_id is null or survivor_id <> id)
);
comment on table family is 'personal: a family as the front door knows it, from the first worry on';
comment on column family.council is 'ordinary: ONS code of the council';
comment on column family.id is 'ordinary: the family''s id in every service; UUIDv7';
comment on column family.version is 'ordinary: counts changes, so that two at once are noticed';
comment on column family.made_at is 'ordinary: when the family was first heard of';
comment on column family.address_protected is 'special: somebody must not learn where the family lives; never turns back by itself';
comment on column family.area_code is 'personal: district and postcode sector of the newest address; absent when protected or unknown';
comment on column family.district_code is 'personal: ONS code of the district of the newest address';
comment on column family.survivor_id is 'ordinary: the family this one was joined into';
comment on column family.joined_at is 'ordinary: when it was joined';
comment on column family.join_reason is 'personal: why a person joined them, in their words';
create index family_survivor on family (council, survivor_id) where survivor_id is not null;

create table person (
    council       text not null,
    id            uuid not null,
    family_id     uuid not null,
    referral_id   uuid not null,
    place         int  not null,
    kind          text not null check (kind in ('CHILD', 'ADULT')),
    given_name    text not null,
    family_name   text not null,
    date_of_birth date,
    age_years     int,
    expected_on   date,
    sex           text,
    nhs_number    text,
    school        text,
    telephone     text,
    child_number  text,
    same_as       uuid,
    primary key (council, id),
    unique (council, child_number),
    foreign key (council, family_id) references family (council, id) deferrable initially deferred,
    check (same_as is null or same_as <> id)
);
comment on table person is 'personal: a child or an adult of a family, as a referral named them; the only place with names';
comment on column person.council is 'ordinary: ONS code of the council';
comment on column person.id is 'ordinary: the person''s id; UUIDv7';
comment on column person.family_id is 'ordinary: the family they belong to now';
comment on column person.referral_id is 'ordinary: the referral that named them';
comment on column person.place is 'ordinary: their place in that referral''s list of children or adults, from 0';
comment on column person.kind is 'ordinary: CHILD or ADULT';
comment on column person.given_name is 'personal: given name as told';
comment on column person.family_name is 'personal: family name as told';
comment on column person.date_of_birth is 'personal: date of birth, where known';
comment on column person.age_years is 'personal: age in years at the referral, where no birthday is known';
comment on column person.expected_on is 'personal: expected birth of an unborn child';
comment on column person.sex is 'personal: census code F, M or U';
comment on column person.nhs_number is 'personal: NHS number, check digit proved';
comment on column person.school is 'personal: school as told';
comment on column person.telephone is 'personal: telephone as told';
comment on column person.child_number is 'personal: the child''s number in statutory returns; letters and digits, at most 20';
comment on column person.same_as is 'ordinary: the earlier record of the same person, whose id the facts carry';
create index person_family on person (council, family_id);
create index person_referral on person (council, referral_id);

create table relationship (
    council     text not null,
    id          uuid not null,
    family_id   uuid not null,
    from_person uuid not null,
    to_person   uuid not null,
    kind        text not null,
    primary key (council, id),
    foreign key (council, from_person) references person (council, id) deferrable initially deferred,
    foreign key (council, to_person) references person (council, id) deferrable initially deferred
);
comment on table relationship is 'personal: how two people of a family are related, as told';
comment on column relationship.council is 'ordinary: ONS code of the council';
comment on column relationship.id is 'ordinary: UUIDv7';
comment on column relationship.family_id is 'ordinary: the family';
comment on column relationship.from_person is 'ordinary: who is the mother, partner or other kind of';
comment on column relationship.to_person is 'ordinary: whom they are that to';
comment on column relationship.kind is 'personal: code of the relationship';
create index relationship_family on relationship (council, family_id);

create table address (
    council     text        not null,
    id          uuid        not null,
    family_id   uuid        not null,
    referral_id uuid        not null,
    lines       text        not null,
    postcode    text,
    said_at     timestamptz not null,
    primary key (council, id),
    foreign key (council, family_id) references family (council, id) deferrable initially deferred
);
comment on table address is 'personal: where a family lives, as told; never one of a family whose address is protected';
comment on column address.council is 'ordinary: ONS code of the council';
comment on column address.id is 'ordinary: UUIDv7';
comment on column address.family_id is 'ordinary: the family';
comment on column address.referral_id is 'ordinary: the referral that said it';
comment on column address.lines is 'personal: address lines, one a line';
comment on column address.postcode is 'personal: postcode, upper case with one space';
comment on column address.said_at is 'ordinary: when it was said';
create index address_family on address (council, family_id);

create table vault (
    council     text        not null,
    id          uuid        not null,
    family_id   uuid        not null,
    referral_id uuid        not null,
    kind        text        not null check (kind in ('ADDRESS', 'WORDS')),
    sealed      bytea       not null,
    said_at     timestamptz not null,
    primary key (council, id),
    foreign key (council, family_id) references family (council, id) deferrable initially deferred
);
comment on table vault is 'special: protected addresses and words that give one away, sealed; read by the reveal door alone';
comment on column vault.council is 'ordinary: ONS code of the council, part of what the seal authenticates';
comment on column vault.id is 'ordinary: UUIDv7, part of what the seal authenticates';
comment on column vault.family_id is 'ordinary: the family';
comment on column vault.referral_id is 'ordinary: the referral that said it';
comment on column vault.kind is 'ordinary: ADDRESS, or WORDS for free text that named the address';
comment on column vault.sealed is 'special: nonce and AES-256-GCM ciphertext under the council''s key';
comment on column vault.said_at is 'ordinary: when it was said';
create index vault_family on vault (council, family_id);

create table must_not_know (
    council     text        not null,
    id          uuid        not null,
    family_id   uuid        not null,
    referral_id uuid        not null,
    person_id   uuid,
    name        text,
    why         text,
    said_at     timestamptz not null,
    primary key (council, id),
    foreign key (council, family_id) references family (council, id) deferrable initially deferred
);
comment on table must_not_know is 'special: who must not learn of the referral or where the family lives';
comment on column must_not_know.council is 'ordinary: ONS code of the council';
comment on column must_not_know.id is 'ordinary: UUIDv7';
comment on column must_not_know.family_id is 'ordinary: the family';
comment on column must_not_know.referral_id is 'ordinary: the referral that said it';
comment on column must_not_know.person_id is 'special: the person, where they are in the referral';
comment on column must_not_know.name is 'special: their name, where they are not';
comment on column must_not_know.why is 'special: why, as told';
comment on column must_not_know.said_at is 'ordinary: when it was said';
create index must_not_know_family on must_not_know (council, family_id);

create table safe_contact (
    council     text        not null,
    referral_id uuid        not null,
    family_id   uuid        not null,
    words       text        not null,
    said_at     timestamptz not null,
    primary key (council, referral_id),
    foreign key (council, family_id) references family (council, id) deferrable initially deferred
);
comment on table safe_contact is 'special: a safe way to reach the family, as told';
comment on column safe_contact.council is 'ordinary: ONS code of the council';
comment on column safe_contact.referral_id is 'ordinary: the referral that said it';
comment on column safe_contact.family_id is 'ordinary: the family';
comment on column safe_contact.words is 'special: how and when to make contact safely';
comment on column safe_contact.said_at is 'ordinary: when it was said';
create index safe_contact_family on safe_contact (council, family_id);

create table match_key (
    council     text  not null,
    kind        text  not null,
    key         bytea not null,
    referral_id uuid  not null,
    family_id   uuid  not null,
    primary key (council, kind, key, referral_id)
);
comment on table match_key is 'personal: blinded marks by which the same family is recognised; none of them made from a protected address';
comment on column match_key.council is 'ordinary: ONS code of the council';
comment on column match_key.kind is 'ordinary: what the mark was made from, such as NHS_NUMBER';
comment on column match_key.key is 'personal: keyed hash of it';
comment on column match_key.referral_id is 'ordinary: the referral that gave it';
comment on column match_key.family_id is 'ordinary: the family it leads to';
create index match_key_family on match_key (council, family_id);

create table referral (
    council               text        not null,
    id                    uuid        not null,
    version               bigint      not null,
    reference             text        not null,
    receipt_token         text        not null,
    family_id             uuid        not null,
    provisional_family_id uuid        not null,
    matched_by            text        not null check (matched_by in ('NOBODY', 'RULES', 'PERSON')),
    source_code           text        not null,
    referrer_name         text        not null,
    referrer_role         text,
    referrer_organisation text,
    referrer_telephone    text,
    referrer_email        text,
    worries               text        not null,
    what_was_seen         text        not null,
    family_knows          text,
    immediate_danger      boolean     not null,
    children              int         not null,
    received_at           timestamptz not null,
    recorded_at           timestamptz not null,
    decision_due_at       timestamptz not null,
    state                 text        not null,
    looked_at             timestamptz,
    looked_at_by          text,
    decided_at            timestamptz,
    decision_recorded_at  timestamptz,
    decided_by            text,
    reason_code           text,
    service_code          text,
    level_of_need         int,
    reason                text,
    primary key (council, id),
    unique (council, reference),
    unique (council, receipt_token),
    foreign key (council, family_id) references family (council, id) deferrable initially deferred,
    foreign key (council, provisional_family_id) references family (council, id) deferrable initially deferred
);
comment on table referral is 'special: a worry about a family, as it was told, and how it was decided';
comment on column referral.council is 'ordinary: ONS code of the council';
comment on column referral.id is 'ordinary: the referral''s id in every service; UUIDv7';
comment on column referral.version is 'ordinary: counts changes, so that two at once are noticed';
comment on column referral.reference is 'ordinary: what is read out over the telephone; opens nothing by itself';
comment on column referral.receipt_token is 'personal: 128 random bits; who holds them sees the receipt';
comment on column referral.family_id is 'ordinary: the family it is thought to be about, and after acceptance is about';
comment on column referral.provisional_family_id is 'ordinary: the family made for it on receipt';
comment on column referral.matched_by is 'ordinary: NOBODY, RULES or PERSON chose the family';
comment on column referral.source_code is 'ordinary: census code of the referral source';
comment on column referral.referrer_name is 'personal: who told us';
comment on column referral.referrer_role is 'personal: what they do';
comment on column referral.referrer_organisation is 'personal: where they work';
comment on column referral.referrer_telephone is 'personal: their telephone';
comment on column referral.referrer_email is 'personal: their e-mail';
comment on column referral.worries is 'special: concern codes, parted by spaces';
comment on column referral.what_was_seen is 'special: what was seen, in the referrer''s words; a protected address in them is masked and sealed';
comment on column referral.family_knows is 'special: whether the family knows of the referral: YES, NO or UNSAFE_TO_TELL';
comment on column referral.immediate_danger is 'special: a child was said to be in danger';
comment on column referral.children is 'ordinary: how many children it is about';
comment on column referral.received_at is 'ordinary: when it reached the council';
comment on column referral.recorded_at is 'ordinary: when it was recorded here';
comment on column referral.decision_due_at is 'ordinary: end of the first working day after receipt';
comment on column referral.state is 'ordinary: RECEIVED, BEING_LOOKED_AT, ACCEPTED, DECLINED or SIGNPOSTED';
comment on column referral.looked_at is 'ordinary: when a screening worker first opened it';
comment on column referral.looked_at_by is 'ordinary: that worker''s id';
comment on column referral.decided_at is 'ordinary: when it was decided';
comment on column referral.decision_recorded_at is 'ordinary: when the decision was recorded here';
comment on column referral.decided_by is 'ordinary: who decided';
comment on column referral.reason_code is 'special: why it was declined';
comment on column referral.service_code is 'special: where the family was pointed to';
comment on column referral.level_of_need is 'special: level of need, 1 to 4';
comment on column referral.reason is 'special: the reason in the worker''s words';
create index referral_waiting on referral (council, immediate_danger desc, decision_due_at, id) where decided_at is null;
create index referral_family on referral (council, family_id);
create index referral_provisional on referral (council, provisional_family_id);

create table receipt_key (
    council         text        not null,
    client          text        not null,
    idempotency_key text        not null,
    digest          bytea       not null,
    referral_id     uuid        not null,
    kept_at         timestamptz not null,
    primary key (council, client, idempotency_key)
);
comment on table receipt_key is 'ordinary: which referral a client''s idempotency key stands for; kept as long as the referral';
comment on column receipt_key.council is 'ordinary: ONS code of the council';
comment on column receipt_key.client is 'ordinary: the agency, or the subject of the token';
comment on column receipt_key.idempotency_key is 'ordinary: the key the client chose';
comment on column receipt_key.digest is 'personal: keyed hash of the canonical body, so that a changed body is noticed';
comment on column receipt_key.referral_id is 'ordinary: the referral';
comment on column receipt_key.kept_at is 'ordinary: when it was first seen';

create table timeline_entry (
    council     text        not null,
    id          uuid        not null,
    family_id   uuid        not null,
    referral_id uuid,
    code        text        not null,
    detail      text,
    by_whom     text,
    happened_at timestamptz not null,
    recorded_at timestamptz not null,
    primary key (council, id)
);
comment on table timeline_entry is 'special: what happened to a family, as this service knows or heard; a read model';
comment on column timeline_entry.council is 'ordinary: ONS code of the council';
comment on column timeline_entry.id is 'ordinary: UUIDv7';
comment on column timeline_entry.family_id is 'ordinary: the family on whose stream it was said';
comment on column timeline_entry.referral_id is 'ordinary: the referral it is about, where it is about one';
comment on column timeline_entry.code is 'special: what happened, such as FAMILY_ALLOCATED';
comment on column timeline_entry.detail is 'special: team, discipline or reason code';
comment on column timeline_entry.by_whom is 'ordinary: id of the worker it names';
comment on column timeline_entry.happened_at is 'ordinary: when it happened (valid time)';
comment on column timeline_entry.recorded_at is 'ordinary: when it was recorded here';
create index timeline_entry_referral on timeline_entry (council, referral_id) where referral_id is not null;
create index timeline_entry_family on timeline_entry (council, family_id, happened_at, id);

create table known_team (
    council   text not null,
    team_code text not null,
    name      text not null,
    primary key (council, team_code)
);
comment on table known_team is 'ordinary: what the teams are called, as heard';
comment on column known_team.council is 'ordinary: ONS code of the council';
comment on column known_team.team_code is 'ordinary: the team';
comment on column known_team.name is 'ordinary: what it is called';

alter table family enable row level security;
create policy council_only on family using (council = current_setting('kith.council', true)) with check (council = current_setting('kith.council', true));
grant select, insert, update on family to ${app};

alter table person enable row level security;
create policy council_only on person using (council = current_setting('kith.council', true)) with check (council = current_setting('kith.council', true));
grant select, insert, update on person to ${app};

alter table relationship enable row level security;
create policy council_only on relationship using (council = current_setting('kith.council', true)) with check (council = current_setting('kith.council', true));
grant select, insert, update on relationship to ${app};

alter table address enable row level security;
create policy council_only on address using (council = current_setting('kith.council', true)) with check (council = current_setting('kith.council', true));
grant select, insert, update, delete on address to ${app};

alter table vault enable row level security;
create policy council_only on vault using (council = current_setting('kith.council', true)) with check (council = current_setting('kith.council', true));
grant select, insert, update on vault to ${app};

alter table must_not_know enable row level security;
create policy council_only on must_not_know using (council = current_setting('kith.council', true)) with check (council = current_setting('kith.council', true));
grant select, insert, update on must_not_know to ${app};

alter table safe_contact enable row level security;
create policy council_only on safe_contact using (council = current_setting('kith.council', true)) with check (council = current_setting('kith.council', true));
grant select, insert, update on safe_contact to ${app};

alter table match_key enable row level security;
create policy council_only on match_key using (council = current_setting('kith.council', true)) with check (council = current_setting('kith.council', true));
grant select, insert, update, delete on match_key to ${app};

alter table referral enable row level security;
create policy council_only on referral using (council = current_setting('kith.council', true)) with check (council = current_setting('kith.council', true));
grant select, insert, update on referral to ${app};

alter table receipt_key enable row level security;
create policy council_only on receipt_key using (council = current_setting('kith.council', true)) with check (council = current_setting('kith.council', true));
grant select, insert on receipt_key to ${app};

alter table timeline_entry enable row level security;
create policy council_only on timeline_entry using (council = current_setting('kith.council', true)) with check (council = current_setting('kith.council', true));
grant select, insert, update on timeline_entry to ${app};

alter table known_team enable row level security;
create policy council_only on known_team using (council = current_setting('kith.council', true)) with check (council = current_setting('kith.council', true));
grant select, insert, update on known_team to ${app};

create table address_reveal (
    council   text        not null,
    id        uuid        not null,
    family_id uuid        not null,
    by_whom   text        not null,
    reason    text        not null,
    at        timestamptz not null,
    primary key (council, id)
);
comment on table address_reveal is 'personal: each time a protected address was opened, by whom and why';
comment on column address_reveal.council is 'ordinary: ONS code of the council';
comment on column address_reveal.id is 'ordinary: UUIDv7';
comment on column address_reveal.family_id is 'ordinary: the family';
comment on column address_reveal.by_whom is 'ordinary: who opened it';
comment on column address_reveal.reason is 'personal: why, in their words';
comment on column address_reveal.at is 'ordinary: when';
alter table address_reveal enable row level security;
create policy council_only on address_reveal using (council = current_setting('kith.council', true)) with check (council = current_setting('kith.council', true));
grant select, insert on address_reveal to ${app};
