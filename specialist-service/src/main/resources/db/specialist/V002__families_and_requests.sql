create table family_standing (
    council       text   not null,
    family_id     uuid   not null,
    team_code     text,
    held_through  uuid,
    absorbed_into uuid,
    version       bigint not null,
    primary key (council, family_id)
);

comment on table family_standing is 'personal: which team holds a family now, as the allocation service said';
comment on column family_standing.council is 'ordinary: ONS code of the council';
comment on column family_standing.family_id is 'personal: the family';
comment on column family_standing.team_code is 'ordinary: the team that holds it; absent while none does';
comment on column family_standing.held_through is 'personal: the family id under which that team was named; another one after a joining';
comment on column family_standing.absorbed_into is 'personal: the family this one was joined into; absent for one that goes on';
comment on column family_standing.version is 'ordinary: counts changes, so that two at once are noticed';

create table need (
    council      text        not null,
    referral_id  uuid        not null,
    family_id    uuid        not null,
    disciplines  text[]      not null,
    urgent       boolean     not null,
    accepted_at  timestamptz,
    allocated_at timestamptz,
    opened       boolean     not null,
    closed       boolean     not null,
    version      bigint      not null,
    primary key (council, referral_id)
);

create index need_of_family on need (council, family_id);

comment on table need is 'special: what one accepted referral calls for, and whether a team was given for it';
comment on column need.council is 'ordinary: ONS code of the council';
comment on column need.referral_id is 'personal: the referral';
comment on column need.family_id is 'personal: the family';
comment on column need.disciplines is 'special: the disciplines its worries call for; empty until the acceptance was heard';
comment on column need.urgent is 'personal: a child was said to be in danger';
comment on column need.accepted_at is 'ordinary: when it was accepted; absent until that was heard';
comment on column need.allocated_at is 'ordinary: when a team took it; absent until that was heard';
comment on column need.opened is 'ordinary: requests were opened for it';
comment on column need.closed is 'ordinary: the work it led to was closed';
comment on column need.version is 'ordinary: counts changes, so that two at once are noticed';

create table specialist_request (
    council         text        not null,
    request_id      uuid        not null,
    family_id       uuid        not null,
    discipline      text        not null,
    team_code       text        not null,
    state           text        not null,
    urgent          boolean     not null,
    practitioner_id uuid,
    requested_at    timestamptz not null,
    assigned_at     timestamptz,
    accepted_at     timestamptz,
    waiting_since   timestamptz,
    limit_at        timestamptz,
    ended_at        timestamptz,
    end_reason      text,
    handed_back_by  uuid[]      not null,
    version         bigint      not null,
    primary key (council, request_id),
    check (state in ('WAITING', 'ASSIGNED', 'ACCEPTED', 'FINISHED', 'ENDED')),
    check ((state in ('ASSIGNED', 'ACCEPTED')) <= (practitioner_id is not null)),
    check ((state = 'WAITING') = (waiting_since is not null)),
    check ((state in ('FINISHED', 'ENDED')) = (ended_at is not null))
);

create unique index one_open_request_per_discipline on specialist_request (council, family_id, discipline)
    where state in ('WAITING', 'ASSIGNED', 'ACCEPTED');
create index request_of_family on specialist_request (council, family_id);
create index request_in_tray on specialist_request (council, practitioner_id, assigned_at)
    where state in ('ASSIGNED', 'ACCEPTED');
create index request_that_waits on specialist_request (council, discipline, urgent desc, waiting_since)
    where state = 'WAITING';

comment on table specialist_request is 'special: a discipline is asked to work with a family';
comment on column specialist_request.council is 'ordinary: ONS code of the council';
comment on column specialist_request.request_id is 'ordinary: the request';
comment on column specialist_request.family_id is 'personal: the family';
comment on column specialist_request.discipline is 'special: the discipline asked for, which tells of a health or safety matter';
comment on column specialist_request.team_code is 'ordinary: the team that holds the family';
comment on column specialist_request.state is 'ordinary: WAITING, ASSIGNED, ACCEPTED, FINISHED or ENDED';
comment on column specialist_request.urgent is 'personal: a child was said to be in danger';
comment on column specialist_request.practitioner_id is 'personal: who has it, or had it last';
comment on column specialist_request.requested_at is 'ordinary: when need and team were both there (valid time)';
comment on column specialist_request.assigned_at is 'ordinary: when it was given to the practitioner';
comment on column specialist_request.accepted_at is 'ordinary: when the practitioner accepted it';
comment on column specialist_request.waiting_since is 'ordinary: since when nobody has it; absent while somebody does';
comment on column specialist_request.limit_at is 'ordinary: when its waiting is overdue';
comment on column specialist_request.ended_at is 'ordinary: when it was finished or ended';
comment on column specialist_request.end_reason is 'ordinary: why it ended';
comment on column specialist_request.handed_back_by is 'personal: who handed it back, so that it does not return to them by itself';
comment on column specialist_request.version is 'ordinary: counts changes, so that two at once are noticed';

create table request_decision (
    council         text        not null,
    decision_id     uuid        not null,
    request_id      uuid        not null,
    family_id       uuid        not null,
    outcome         text        not null,
    practitioner_id uuid,
    reasons         text[]      not null,
    note            text,
    decided_by      text        not null,
    decided_at      timestamptz not null,
    recorded_at     timestamptz not null,
    primary key (council, decision_id),
    foreign key (council, request_id) references specialist_request (council, request_id) deferrable initially deferred
);

create index decision_of_request on request_decision (council, request_id, recorded_at);

comment on table request_decision is 'special: what was decided about a request, by whom and why; only ever added to';
comment on column request_decision.council is 'ordinary: ONS code of the council';
comment on column request_decision.decision_id is 'ordinary: the decision';
comment on column request_decision.request_id is 'ordinary: the request it is about';
comment on column request_decision.family_id is 'personal: the family at that time';
comment on column request_decision.outcome is 'ordinary: OPENED, ASSIGNED, WAITS, ACCEPTED, HANDED_BACK, MOVED or ENDED';
comment on column request_decision.practitioner_id is 'personal: whom it is about';
comment on column request_decision.reasons is 'ordinary: codes of the reasons';
comment on column request_decision.note is 'special: what a person wrote beside it; never leaves this service in a fact or an e-mail';
comment on column request_decision.decided_by is 'personal: subject of who decided, or the service';
comment on column request_decision.decided_at is 'ordinary: when it was so (valid time)';
comment on column request_decision.recorded_at is 'ordinary: when it was written down';

create table domestic_abuse_side (
    council         text not null,
    family_id       uuid not null,
    practitioner_id uuid not null,
    side            text not null check (side in ('SURVIVOR', 'PERPETRATOR', 'NEITHER')),
    primary key (council, family_id, practitioner_id)
);

comment on table domestic_abuse_side is 'special: on which side of the abuse a practitioner ever worked with a family; the key keeps one person off both';
comment on column domestic_abuse_side.council is 'ordinary: ONS code of the council';
comment on column domestic_abuse_side.family_id is 'personal: the family';
comment on column domestic_abuse_side.practitioner_id is 'personal: the practitioner';
comment on column domestic_abuse_side.side is 'special: SURVIVOR or PERPETRATOR, for ever; NEITHER once a joining of families put somebody on both';

alter table family_standing enable row level security;
create policy council_only on family_standing
    using (council = current_setting('kith.council', true))
    with check (council = current_setting('kith.council', true));
grant select, insert, update on family_standing to ${app};

alter table need enable row level security;
create policy council_only on need
    using (council = current_setting('kith.council', true))
    with check (council = current_setting('kith.council', true));
grant select, insert, update on need to ${app};

alter table specialist_request enable row level security;
create policy council_only on specialist_request
    using (council = current_setting('kith.council', true))
    with check (council = current_setting('kith.council', true));
grant select, insert, update on specialist_request to ${app};

alter table request_decision enable row level security;
create policy council_only on request_decision
    using (council = current_setting('kith.council', true))
    with check (council = current_setting('kith.council', true));
grant select, insert on request_decision to ${app};

alter table domestic_abuse_side enable row level security;
create policy council_only on domestic_abuse_side
    using (council = current_setting('kith.council', true))
    with check (council = current_setting('kith.council', true));
grant select, insert, update on domestic_abuse_side to ${app};
