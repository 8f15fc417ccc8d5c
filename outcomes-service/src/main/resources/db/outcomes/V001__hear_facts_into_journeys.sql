-- What was heard about families, and what it makes known. The facts are kept for ever; everything else here follows from them.

create table heard_fact (
    council     text not null,
    fact_id     text not null,
    kind        text not null,
    publisher   text not null,
    stream_key  text not null,
    sequence    bigint not null,
    family_id   uuid,
    referral_id uuid,
    child_ids   uuid[] not null,
    team_code   text,
    code        text,
    at          timestamptz not null,
    received_at timestamptz,
    survivor_id uuid,
    absorbed_id uuid,
    recorded_at timestamptz not null,
    heard_at    timestamptz not null,
    primary key (council, fact_id)
);
create index heard_fact_by_family on heard_fact (council, family_id);
create index heard_fact_by_referral on heard_fact (council, referral_id) where referral_id is not null;
comment on table heard_fact is 'special: every fact heard about families and teams, as ids, codes and times; that a family is known here is special category data';
comment on column heard_fact.council is 'ordinary: ONS code of the council';
comment on column heard_fact.fact_id is 'ordinary: the publisher''s id of the fact';
comment on column heard_fact.kind is 'ordinary: what was said';
comment on column heard_fact.publisher is 'ordinary: the service that said it';
comment on column heard_fact.stream_key is 'ordinary: the stream it was said on';
comment on column heard_fact.sequence is 'ordinary: its place in that stream';
comment on column heard_fact.family_id is 'personal: the family it was said of; absent for facts about teams';
comment on column heard_fact.referral_id is 'personal: the referral it is about or follows from';
comment on column heard_fact.child_ids is 'personal: every child it is about';
comment on column heard_fact.team_code is 'ordinary: the team it names';
comment on column heard_fact.code is 'special: reason, source, service, discipline or role';
comment on column heard_fact.at is 'ordinary: when it was true';
comment on column heard_fact.received_at is 'ordinary: when the referral it is about was received';
comment on column heard_fact.survivor_id is 'personal: the family that goes on, where two were joined';
comment on column heard_fact.absorbed_id is 'personal: the family that ended, where two were joined';
comment on column heard_fact.recorded_at is 'ordinary: when its publisher recorded it';
comment on column heard_fact.heard_at is 'ordinary: when it was heard here';
alter table heard_fact enable row level security;
create policy council_only on heard_fact using (council = current_setting('kith.council', true))
    with check (council = current_setting('kith.council', true));
grant select, insert on heard_fact to ${app};

create table family (
    council    text not null,
    family_id  uuid not null,
    stands_for uuid not null,
    primary key (council, family_id)
);
create index family_by_root on family (council, stands_for);
comment on table family is 'personal: every family heard of, and the family it stands for now; its row is the lock under which a history is told';
comment on column family.council is 'ordinary: ONS code of the council';
comment on column family.family_id is 'personal: the family';
comment on column family.stands_for is 'personal: itself, or the family it was joined into';
alter table family enable row level security;
create policy council_only on family using (council = current_setting('kith.council', true))
    with check (council = current_setting('kith.council', true));
grant select, insert, update on family to ${app};

create table referral (
    council     text not null,
    referral_id uuid not null,
    family_id   uuid,
    received_at timestamptz,
    primary key (council, referral_id)
);
create index referral_by_family on referral (council, family_id);
comment on table referral is 'personal: which family a referral counts for, by its last decision or else its receipt';
comment on column referral.council is 'ordinary: ONS code of the council';
comment on column referral.referral_id is 'personal: the referral';
comment on column referral.family_id is 'personal: the family it counts for; absent until its first fact is read';
comment on column referral.received_at is 'ordinary: when it was received';
alter table referral enable row level security;
create policy council_only on referral using (council = current_setting('kith.council', true))
    with check (council = current_setting('kith.council', true));
grant select, insert, update on referral to ${app};

create table child (
    council  text not null,
    child_id uuid not null,
    primary key (council, child_id)
);
comment on table child is 'personal: every child heard of; its row is the lock under which the child''s referrals are compared';
comment on column child.council is 'ordinary: ONS code of the council';
comment on column child.child_id is 'personal: the child';
alter table child enable row level security;
create policy council_only on child using (council = current_setting('kith.council', true))
    with check (council = current_setting('kith.council', true));
grant select, insert, update on child to ${app};

create table child_referral (
    council     text not null,
    child_id    uuid not null,
    referral_id uuid not null,
    primary key (council, child_id, referral_id)
);
create index child_referral_by_referral on child_referral (council, referral_id);
comment on table child_referral is 'personal: the referrals about each child, across families';
comment on column child_referral.council is 'ordinary: ONS code of the council';
comment on column child_referral.child_id is 'personal: the child';
comment on column child_referral.referral_id is 'personal: the referral';
alter table child_referral enable row level security;
create policy council_only on child_referral using (council = current_setting('kith.council', true))
    with check (council = current_setting('kith.council', true));
grant select, insert, delete on child_referral to ${app};

create table journey (
    council          text not null,
    journey_id       uuid not null,
    family_id        uuid not null,
    opened_at        timestamptz not null,
    allocated_at     timestamptz,
    team_code        text,
    first_help_at    timestamptz,
    closed_at        timestamptz,
    reason_code      text,
    said_closed_at   timestamptz,
    said_reason_code text,
    primary key (council, journey_id)
);
create index journey_by_family on journey (council, family_id);
comment on table journey is 'special: times of families with the service, as the facts tell them now';
comment on column journey.council is 'ordinary: ONS code of the council';
comment on column journey.journey_id is 'personal: the time with the service';
comment on column journey.family_id is 'personal: the family as it is known today';
comment on column journey.opened_at is 'ordinary: when its first referral was received';
comment on column journey.allocated_at is 'ordinary: when a team first held the family in it';
comment on column journey.team_code is 'ordinary: the team that holds or last held the family in it';
comment on column journey.first_help_at is 'ordinary: when a practitioner first worked with the family in it';
comment on column journey.closed_at is 'ordinary: when it ended';
comment on column journey.reason_code is 'special: why it ended';
comment on column journey.said_closed_at is 'ordinary: the end that was announced last';
comment on column journey.said_reason_code is 'special: the reason that was announced last';
alter table journey enable row level security;
create policy council_only on journey using (council = current_setting('kith.council', true))
    with check (council = current_setting('kith.council', true));
grant select, insert, update, delete on journey to ${app};

create table team (
    council       text not null,
    team_code     text not null,
    name          text not null,
    district_code text not null,
    live_from     date,
    primary key (council, team_code)
);
comment on table team is 'ordinary: locality teams as their last fact named them';
comment on column team.council is 'ordinary: ONS code of the council';
comment on column team.team_code is 'ordinary: the team';
comment on column team.name is 'ordinary: what it is called';
comment on column team.district_code is 'ordinary: ONS code of its district';
comment on column team.live_from is 'ordinary: first day it took families; absent while not heard';
alter table team enable row level security;
create policy council_only on team using (council = current_setting('kith.council', true))
    with check (council = current_setting('kith.council', true));
grant select, insert, update on team to ${app};
