-- Counts on two time axes. A family's transaction adds differences; one folder per council gives them a place in what is known and
-- adds them up. What was known at a place never changes, since places are given in the order of folding, not of writing.

create table figure_head (
    council            text not null,
    knowledge_sequence bigint not null default 0,
    known_at           timestamptz not null default clock_timestamp(),
    move_sequence      bigint not null default 0,
    primary key (council)
) with (fillfactor = 50);
comment on table figure_head is 'ordinary: how far each council''s figures are folded and said; its row is the lock of the one folder; holds no person and has no row level security, so that the folder finds every council';
comment on column figure_head.council is 'ordinary: ONS code of the council';
comment on column figure_head.knowledge_sequence is 'ordinary: the last place given';
comment on column figure_head.known_at is 'ordinary: when it was given, by the database clock';
comment on column figure_head.move_sequence is 'ordinary: number of the last move said';
grant select, insert, update on figure_head to ${app};

create table figure_knowledge (
    council            text not null,
    knowledge_sequence bigint not null,
    known_at           timestamptz not null,
    delta_count        int not null,
    primary key (council, knowledge_sequence)
);
create unique index figure_knowledge_by_time on figure_knowledge (council, known_at);
comment on table figure_knowledge is 'ordinary: when each place in what is known was given';
comment on column figure_knowledge.council is 'ordinary: ONS code of the council';
comment on column figure_knowledge.knowledge_sequence is 'ordinary: the place, from 1 without gaps';
comment on column figure_knowledge.known_at is 'ordinary: when it was given, by the database clock, always later than the one before';
comment on column figure_knowledge.delta_count is 'ordinary: how many differences were folded';
alter table figure_knowledge enable row level security;
create policy council_only on figure_knowledge using (council = current_setting('kith.council', true))
    with check (council = current_setting('kith.council', true));
grant select, insert on figure_knowledge to ${app};

create table unfolded_delta (
    council      text not null,
    delta_id     bigint not null generated always as identity,
    family_id    uuid not null,
    measure_code text not null,
    scope_code   text not null,
    day          date not null,
    amount       bigint not null,
    source_id    text not null,
    written_at   timestamptz not null,
    primary key (council, delta_id)
);
create index unfolded_delta_by_family on unfolded_delta (council, family_id);
comment on table unfolded_delta is 'special: differences that wait for the folder';
comment on column unfolded_delta.council is 'ordinary: ONS code of the council';
comment on column unfolded_delta.delta_id is 'ordinary: number of the difference';
comment on column unfolded_delta.family_id is 'personal: the family whose history it follows from, as it was known then';
comment on column unfolded_delta.measure_code is 'ordinary: what is counted';
comment on column unfolded_delta.scope_code is 'ordinary: team code, or COUNTY';
comment on column unfolded_delta.day is 'ordinary: the day it counts for';
comment on column unfolded_delta.amount is 'special: how much it adds or takes away';
comment on column unfolded_delta.source_id is 'ordinary: the heard fact or outcome record it follows from';
comment on column unfolded_delta.written_at is 'ordinary: when it was worked out';
alter table unfolded_delta enable row level security;
create policy council_only on unfolded_delta using (council = current_setting('kith.council', true))
    with check (council = current_setting('kith.council', true));
grant select, insert, delete on unfolded_delta to ${app};

create table folded_delta (
    council            text not null,
    delta_id           bigint not null,
    family_id          uuid not null,
    measure_code       text not null,
    scope_code         text not null,
    day                date not null,
    amount             bigint not null,
    source_id          text not null,
    written_at         timestamptz not null,
    knowledge_sequence bigint not null,
    primary key (council, delta_id)
);
create index folded_delta_by_family on folded_delta (council, family_id);
create index folded_delta_by_cell on folded_delta (council, scope_code, measure_code, day, knowledge_sequence) include (amount);
comment on table folded_delta is 'special: differences with their place in what is known; kept for ever';
comment on column folded_delta.council is 'ordinary: ONS code of the council';
comment on column folded_delta.delta_id is 'ordinary: number of the difference';
comment on column folded_delta.family_id is 'personal: the family whose history it follows from, as it was known then';
comment on column folded_delta.measure_code is 'ordinary: what is counted';
comment on column folded_delta.scope_code is 'ordinary: team code, or COUNTY';
comment on column folded_delta.day is 'ordinary: the day it counts for';
comment on column folded_delta.amount is 'special: how much it adds or takes away';
comment on column folded_delta.source_id is 'ordinary: the heard fact or outcome record it follows from';
comment on column folded_delta.written_at is 'ordinary: when it was worked out';
comment on column folded_delta.knowledge_sequence is 'ordinary: the folding that counted it';
alter table folded_delta enable row level security;
create policy council_only on folded_delta using (council = current_setting('kith.council', true))
    with check (council = current_setting('kith.council', true));
grant select, insert on folded_delta to ${app};

create table figure_total (
    council            text not null,
    scope_code         text not null,
    measure_code       text not null,
    day                date not null,
    value              bigint not null,
    said_value         bigint not null default 0,
    knowledge_sequence bigint not null,
    primary key (council, scope_code, measure_code, day)
) with (fillfactor = 70);
create index figure_total_unsaid on figure_total (council, knowledge_sequence) where value <> said_value;
comment on table figure_total is 'ordinary: counts by day as known now, the sum of all folded differences, and what was last said of them';
comment on column figure_total.council is 'ordinary: ONS code of the council';
comment on column figure_total.scope_code is 'ordinary: team code, or COUNTY';
comment on column figure_total.measure_code is 'ordinary: what is counted';
comment on column figure_total.day is 'ordinary: the day it counts for';
comment on column figure_total.value is 'ordinary: the count';
comment on column figure_total.said_value is 'ordinary: the count as it was last said on the topic';
comment on column figure_total.knowledge_sequence is 'ordinary: the folding that moved it last';
alter table figure_total enable row level security;
create policy council_only on figure_total using (council = current_setting('kith.council', true))
    with check (council = current_setting('kith.council', true));
grant select, insert, update on figure_total to ${app};

create table figure_move (
    council            text not null,
    move_sequence      bigint not null,
    measure_code       text not null,
    scope_code         text not null,
    day                date not null,
    value              bigint not null,
    change             bigint not null,
    knowledge_sequence bigint not null,
    known_at           timestamptz not null,
    primary key (council, move_sequence)
);
comment on table figure_move is 'ordinary: the last moves that were said, for those who listen to the stream of events';
comment on column figure_move.council is 'ordinary: ONS code of the council';
comment on column figure_move.move_sequence is 'ordinary: number of the move, from 1 without gaps';
comment on column figure_move.measure_code is 'ordinary: what is counted';
comment on column figure_move.scope_code is 'ordinary: team code, or COUNTY';
comment on column figure_move.day is 'ordinary: the day it counts for';
comment on column figure_move.value is 'ordinary: the count after the move';
comment on column figure_move.change is 'ordinary: by how much it moved';
comment on column figure_move.knowledge_sequence is 'ordinary: the folding it follows from';
comment on column figure_move.known_at is 'ordinary: when that folding was';
alter table figure_move enable row level security;
create policy council_only on figure_move using (council = current_setting('kith.council', true))
    with check (council = current_setting('kith.council', true));
grant select, insert, delete on figure_move to ${app};
