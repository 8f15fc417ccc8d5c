-- Delivery: what this service says (journal, queue, parts) and what it has heard (streams, parked, quarantine).
-- Nothing here names a person, so there is no row level security: the relay and the inbox work for all councils at once.

create table stream_head (
    council  text        not null,
    key      text        not null,
    topic    text,
    part     smallint    not null,
    last_seq bigint      not null default 0 check (last_seq >= 0),
    last_at  timestamptz not null,
    primary key (council, key)
) with (fillfactor = 80);
comment on table stream_head is 'ordinary: how far each stream of facts of this service has come; its row is the lock that puts them in order; no row level security, since delivery works for all councils at once';
comment on column stream_head.council is 'ordinary: ONS code of the council';
comment on column stream_head.key is 'ordinary: the stream, a family id or a code';
comment on column stream_head.topic is 'ordinary: the one topic this stream is said on';
comment on column stream_head.part is 'ordinary: the one of 32 parts the stream belongs to for ever';
comment on column stream_head.last_seq is 'ordinary: sequence of the last fact';
comment on column stream_head.last_at is 'ordinary: recorded time of the last fact';

create table event_journal (
    event_id       uuid        primary key,
    council        text        not null,
    key            text        not null,
    seq            bigint      not null check (seq > 0),
    type           text        not null,
    topic          text        not null,
    part           smallint    not null,
    payload        text        not null,
    correlation_id text        not null,
    causation_id   text,
    acted_by       text        not null,
    traceparent    text,
    recorded_at    timestamptz not null,
    unique (council, key, seq)
);
comment on table event_journal is 'special: every fact this service ever said, kept for ever; needed disciplines are special category data; no row level security, since delivery works for all councils at once';
comment on column event_journal.event_id is 'ordinary: id of the fact, time ordered';
comment on column event_journal.council is 'ordinary: ONS code of the council';
comment on column event_journal.key is 'ordinary: the stream, a family id or a code';
comment on column event_journal.seq is 'ordinary: place in the stream, from 1 without gaps';
comment on column event_journal.type is 'ordinary: wire name of the fact';
comment on column event_journal.topic is 'ordinary: the topic it is said on';
comment on column event_journal.part is 'ordinary: the one of 32 parts its stream belongs to';
comment on column event_journal.payload is 'special: the fact as JSON, exactly the bytes that are sent';
comment on column event_journal.correlation_id is 'ordinary: one id for everything that followed from the same first act';
comment on column event_journal.causation_id is 'ordinary: id of the fact or request that led to this one';
comment on column event_journal.acted_by is 'personal: subject of the person or client who acted, or the name of the service';
comment on column event_journal.traceparent is 'ordinary: W3C trace context of the act';
comment on column event_journal.recorded_at is 'ordinary: when it was recorded';

create table outbox_queue (
    id        bigint      generated always as identity (cache 1) primary key,
    part      smallint    not null,
    event_id  uuid        not null,
    queued_at timestamptz not null default clock_timestamp()
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
create index outbox_queue_by_part on outbox_queue (part, id);
create index outbox_queue_by_event on outbox_queue (event_id);
comment on table outbox_queue is 'ordinary: facts that still have to be sent; small, and empty when all is well';
comment on column outbox_queue.id is 'ordinary: order of sending within a part; one by one, never cached';
comment on column outbox_queue.part is 'ordinary: the part whose holder sends it';
comment on column outbox_queue.event_id is 'ordinary: the fact in the journal';
comment on column outbox_queue.queued_at is 'ordinary: since when it waits, by the database clock';

create table outbox_relay (
    owner text        primary key,
    until timestamptz not null
);
comment on table outbox_relay is 'ordinary: relays that are alive, so that each takes its fair share of the parts';
comment on column outbox_relay.owner is 'ordinary: name of the relay, new with each start';
comment on column outbox_relay.until is 'ordinary: alive until then unless it says so again, by the database clock';

create table outbox_part (
    part  smallint    primary key,
    owner text,
    epoch bigint      not null default 0,
    until timestamptz not null default '-infinity'
) with (fillfactor = 50);
insert into outbox_part (part) select generate_series(0, 31);
comment on table outbox_part is 'ordinary: who sends which of the 32 parts';
comment on column outbox_part.part is 'ordinary: 0 to 31, fixed for ever';
comment on column outbox_part.owner is 'ordinary: the relay that holds it';
comment on column outbox_part.epoch is 'ordinary: rises with each new holder, so that a former one cannot act';
comment on column outbox_part.until is 'ordinary: end of the lease, by the database clock';

create table inbox_stream (
    consumer      text        not null,
    council       text        not null,
    publisher     text        not null,
    key           text        not null,
    topic         text        not null,
    part          smallint    not null,
    last_seq      bigint      not null default 0,
    last_event    text,
    last_at       timestamptz,
    state         text        not null default 'OK' check (state in ('OK', 'GAP', 'WAITING_FOR_JOIN', 'PARKED')),
    state_since   timestamptz not null default clock_timestamp(),
    waits_for_key text,
    waits_for_seq bigint,
    asked_at      timestamptz,
    primary key (consumer, council, publisher, key)
) with (fillfactor = 70);
create index inbox_stream_not_ok on inbox_stream (consumer, state) where state <> 'OK';
comment on table inbox_stream is 'ordinary: how far each consumer has heard each stream; no row level security, since delivery works for all councils at once';
comment on column inbox_stream.consumer is 'ordinary: name of the hearing';
comment on column inbox_stream.council is 'ordinary: ONS code of the council';
comment on column inbox_stream.publisher is 'ordinary: the service that says the facts';
comment on column inbox_stream.key is 'ordinary: the stream, a family id or a code';
comment on column inbox_stream.topic is 'ordinary: the topic it is heard on';
comment on column inbox_stream.part is 'ordinary: the one of 32 parts the stream belongs to';
comment on column inbox_stream.last_seq is 'ordinary: sequence of the last fact whose effect is kept';
comment on column inbox_stream.last_event is 'ordinary: id of that fact';
comment on column inbox_stream.last_at is 'ordinary: recorded time of that fact at its publisher';
comment on column inbox_stream.state is 'ordinary: OK, GAP, WAITING_FOR_JOIN or PARKED';
comment on column inbox_stream.state_since is 'ordinary: since when it is in this state';
comment on column inbox_stream.waits_for_key is 'ordinary: the absorbed family whose last fact must come first';
comment on column inbox_stream.waits_for_seq is 'ordinary: sequence of that last fact';
comment on column inbox_stream.asked_at is 'ordinary: when the missing facts were last asked for';

create table inbox_parked (
    consumer       text        not null,
    council        text        not null,
    publisher      text        not null,
    key            text        not null,
    seq            bigint      not null,
    event_id       text        not null,
    type           text        not null,
    topic          text        not null,
    raw            bytea,
    occurred_at    timestamptz not null,
    correlation_id text,
    causation_id   text,
    acted_by       text,
    traceparent    text,
    reason         text        not null check (reason in ('GAP', 'WAITING_FOR_JOIN', 'UNREADABLE', 'FAULT', 'FORKED', 'BEHIND')),
    detail         text,
    since          timestamptz not null default clock_timestamp(),
    primary key (consumer, council, publisher, key, seq, event_id)
);
comment on table inbox_parked is 'special: facts that came but could not have their effect yet, as they came; no row level security, since delivery works for all councils at once';
comment on column inbox_parked.consumer is 'ordinary: name of the hearing';
comment on column inbox_parked.council is 'ordinary: ONS code of the council';
comment on column inbox_parked.publisher is 'ordinary: the service that said it';
comment on column inbox_parked.key is 'ordinary: the stream';
comment on column inbox_parked.seq is 'ordinary: place in the stream';
comment on column inbox_parked.event_id is 'ordinary: id of the fact';
comment on column inbox_parked.type is 'ordinary: wire name';
comment on column inbox_parked.topic is 'ordinary: the topic it came on';
comment on column inbox_parked.raw is 'special: the bytes as they came';
comment on column inbox_parked.occurred_at is 'ordinary: recorded time at the publisher';
comment on column inbox_parked.correlation_id is 'ordinary: one id for everything that followed from the same first act';
comment on column inbox_parked.causation_id is 'ordinary: what led to it';
comment on column inbox_parked.acted_by is 'personal: subject of the person or client who acted';
comment on column inbox_parked.traceparent is 'ordinary: W3C trace context';
comment on column inbox_parked.reason is 'ordinary: GAP (an earlier one is missing), WAITING_FOR_JOIN, UNREADABLE, FAULT, FORKED, or BEHIND one of these';
comment on column inbox_parked.detail is 'ordinary: what kind of fault, without any of the content';
comment on column inbox_parked.since is 'ordinary: since when it is parked';

create table inbox_quarantine (
    id          bigint      generated always as identity primary key,
    consumer    text        not null,
    topic       text        not null,
    partition   int         not null,
    record_offset bigint    not null,
    record_key  bytea,
    raw         bytea,
    headers     text        not null,
    reason      text        not null,
    since       timestamptz not null default clock_timestamp(),
    unique (consumer, topic, partition, record_offset)
);
comment on table inbox_quarantine is 'special: bytes that came on a topic and belong to no stream; each is an alarm';
comment on column inbox_quarantine.id is 'ordinary: number of the entry';
comment on column inbox_quarantine.consumer is 'ordinary: name of the hearing';
comment on column inbox_quarantine.topic is 'ordinary: the topic';
comment on column inbox_quarantine.partition is 'ordinary: partition of the topic';
comment on column inbox_quarantine.record_offset is 'ordinary: place in the partition';
comment on column inbox_quarantine.record_key is 'special: key bytes as they came';
comment on column inbox_quarantine.raw is 'special: the bytes as they came';
comment on column inbox_quarantine.headers is 'special: names and values of the headers as they came';
comment on column inbox_quarantine.reason is 'ordinary: why it belongs to no stream';
comment on column inbox_quarantine.since is 'ordinary: since when it is here';

create table inbox_refusal (
    consumer    text        not null,
    council     text        not null,
    publisher   text        not null,
    key         text        not null,
    seq         bigint      not null,
    event_id    text        not null,
    type        text        not null,
    code        text        not null,
    refused_at  timestamptz not null,
    primary key (consumer, council, publisher, key, seq)
);
comment on table inbox_refusal is 'ordinary: facts that were heard and answered with no; no row level security, since delivery works for all councils at once';
comment on column inbox_refusal.consumer is 'ordinary: name of the hearing';
comment on column inbox_refusal.council is 'ordinary: ONS code of the council';
comment on column inbox_refusal.publisher is 'ordinary: the service that said it';
comment on column inbox_refusal.key is 'ordinary: the stream';
comment on column inbox_refusal.seq is 'ordinary: place in the stream';
comment on column inbox_refusal.event_id is 'ordinary: id of the fact';
comment on column inbox_refusal.type is 'ordinary: wire name';
comment on column inbox_refusal.code is 'ordinary: code of the refusal';
comment on column inbox_refusal.refused_at is 'ordinary: when it was answered';

create table inbox_offset (
    consumer    text   not null,
    topic       text   not null,
    partition   int    not null,
    next_offset bigint not null,
    primary key (consumer, topic, partition)
) with (fillfactor = 50);
comment on table inbox_offset is 'ordinary: where to go on reading, kept with the effects';
comment on column inbox_offset.consumer is 'ordinary: name of the hearing';
comment on column inbox_offset.topic is 'ordinary: the topic';
comment on column inbox_offset.partition is 'ordinary: partition of the topic';
comment on column inbox_offset.next_offset is 'ordinary: the first record whose effect is not kept yet';

grant select, insert, update on stream_head to ${app};
grant select, insert on event_journal to ${app};
grant select, insert on outbox_queue to ${app};
grant select on outbox_part, outbox_relay to ${app};
grant select, insert, update on inbox_stream to ${app};
grant select, insert, update, delete on inbox_parked to ${app};
grant select, insert on inbox_quarantine to ${app};
grant select, insert on inbox_refusal to ${app};
grant select, insert, update on inbox_offset to ${app};

grant select on event_journal to ${relay};
grant select, delete on outbox_queue to ${relay};
grant select, update on outbox_part to ${relay};
grant select, insert, update, delete on outbox_relay to ${relay};
