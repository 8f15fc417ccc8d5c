create table family_place (
    council text not null,
    family_id uuid not null,
    state text not null check (state in ('WAITING', 'HELD', 'CLOSED', 'JOINED')),
    team_code text,
    referral_id uuid not null,
    since timestamptz not null,
    area_code text,
    district_code text,
    address_protected boolean not null,
    urgent boolean not null,
    wait_reason text,
    wanted_team text,
    limit_at timestamptz,
    lead_worker_id uuid,
    joined_into uuid,
    version integer not null,
    primary key (council, family_id),
    check ((state = 'HELD') = (team_code is not null)),
    check ((state = 'WAITING') = (wait_reason is not null)),
    check ((state = 'WAITING') = (limit_at is not null)),
    check ((state = 'JOINED') = (joined_into is not null)),
    check (lead_worker_id is null or state = 'HELD'),
    check (area_code is null or not address_protected)
) with (fillfactor = 80);

-- no foreign key to team: checking it would lock 25 rows for every family in the county; teams are never deleted
create index family_place_on_board on family_place (council, team_code, since, family_id) where state = 'HELD';
create index family_place_wanting_a_team on family_place (council, wanted_team, urgent desc, since, family_id) where state = 'WAITING';
create index family_place_led_by on family_place (council, lead_worker_id) where lead_worker_id is not null;

comment on table family_place is 'personal: Where an accepted family stands: waiting for a team, held by one, closed, or joined into another family. One row per family, so a family is never in two places.';
comment on column family_place.council is 'ordinary: ONS code of the council.';
comment on column family_place.family_id is 'personal: The family.';
comment on column family_place.state is 'personal: WAITING, HELD, CLOSED or JOINED.';
comment on column family_place.team_code is 'personal: The team that holds the family; absent unless it is held.';
comment on column family_place.referral_id is 'personal: The accepted referral that led to the state.';
comment on column family_place.since is 'personal: Since when the state is so.';
comment on column family_place.area_code is 'personal: District and postcode sector of the family; never kept for a protected address.';
comment on column family_place.district_code is 'personal: ONS code of the family''s district; absent when unknown.';
comment on column family_place.address_protected is 'personal: Somebody must not learn where the family lives; never turns back to false.';
comment on column family_place.urgent is 'personal: A child was said to be in danger in the referral that led to the state.';
comment on column family_place.wait_reason is 'personal: Why no team could be given; absent unless the family waits.';
comment on column family_place.wanted_team is 'personal: The team that would take the family if it were live and had room.';
comment on column family_place.limit_at is 'personal: When the wait is overdue; absent unless the family waits.';
comment on column family_place.lead_worker_id is 'personal: The lead practitioner now; absent until a manager names one.';
comment on column family_place.joined_into is 'personal: The family this one turned out to be.';
comment on column family_place.version is 'ordinary: Guards against two changes at once.';

create table allocation_decision (
    council text not null,
    id uuid not null,
    family_id uuid not null,
    referral_id uuid,
    answers_referral boolean not null,
    outcome text not null,
    reason_code text not null,
    team_code text,
    runner_up text,
    reasons text[] not null,
    note text,
    decided_at timestamptz not null,
    recorded_at timestamptz not null,
    decided_by text not null,
    primary key (council, id)
);

create index allocation_decision_of_family on allocation_decision (council, family_id, id);
create unique index allocation_decision_once_per_referral on allocation_decision (council, referral_id) where answers_referral;

comment on table allocation_decision is 'personal: Every decision about a family''s place, with all its reasons; rows are only added.';
comment on column allocation_decision.council is 'ordinary: ONS code of the council.';
comment on column allocation_decision.id is 'ordinary: Id of the decision; ordered by time.';
comment on column allocation_decision.family_id is 'personal: The family.';
comment on column allocation_decision.referral_id is 'personal: The accepted referral it answers; absent for a decision about no referral.';
comment on column allocation_decision.answers_referral is 'ordinary: Whether this is the first answer to the accepted referral; there is one.';
comment on column allocation_decision.outcome is 'personal: What was decided.';
comment on column allocation_decision.reason_code is 'personal: The reason that settled it.';
comment on column allocation_decision.team_code is 'personal: The team it speaks of.';
comment on column allocation_decision.runner_up is 'personal: The team that would have been next.';
comment on column allocation_decision.reasons is 'personal: All reasons as sentences, in the order they were weighed; they name teams, never places or people.';
comment on column allocation_decision.note is 'personal: What the person who decided wrote.';
comment on column allocation_decision.decided_at is 'personal: When it was decided (valid time).';
comment on column allocation_decision.recorded_at is 'ordinary: When it was recorded.';
comment on column allocation_decision.decided_by is 'personal: Opaque id of the worker who decided, or allocation for the policy.';

create table family_lead (
    council text not null,
    id uuid not null,
    family_id uuid not null,
    worker_id uuid not null,
    team_code text not null,
    duty_code text not null,
    from_at timestamptz not null,
    until_at timestamptz,
    primary key (council, id)
);

create unique index family_lead_one_per_duty on family_lead (council, family_id, duty_code) where until_at is null;

comment on table family_lead is 'personal: Who leads or led the work with a family, and in which duty; one at a time per duty.';
comment on column family_lead.council is 'ordinary: ONS code of the council.';
comment on column family_lead.id is 'ordinary: Id of the record; ordered by time.';
comment on column family_lead.family_id is 'personal: The family.';
comment on column family_lead.worker_id is 'personal: The worker who leads.';
comment on column family_lead.team_code is 'personal: The team in which they lead.';
comment on column family_lead.duty_code is 'personal: Which lead: FAMILY_HELP. Two leads with different duties may stand side by side.';
comment on column family_lead.from_at is 'personal: Since when (valid time).';
comment on column family_lead.until_at is 'personal: Until when; absent while it goes on.';

alter table family_place enable row level security;
create policy council_only on family_place using (council = current_setting('kith.council', true)) with check (council = current_setting('kith.council', true));
alter table allocation_decision enable row level security;
create policy council_only on allocation_decision using (council = current_setting('kith.council', true)) with check (council = current_setting('kith.council', true));
alter table family_lead enable row level security;
create policy council_only on family_lead using (council = current_setting('kith.council', true)) with check (council = current_setting('kith.council', true));

grant select, insert, update on family_place, family_lead to ${app};
grant select, insert on allocation_decision to ${app};
