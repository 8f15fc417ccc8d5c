create table chapter_input (
    council         text        not null,
    input_id        uuid        not null,
    request_id      uuid        not null,
    family_id       uuid        not null,
    discipline      text        not null,
    practitioner_id uuid        not null,
    kind_code       text        not null,
    happened_at     timestamptz not null,
    recorded_at     timestamptz not null,
    text            text        not null,
    primary key (council, input_id),
    foreign key (council, request_id) references specialist_request (council, request_id) deferrable initially deferred
);

create index input_of_family on chapter_input (council, family_id, happened_at);

comment on table chapter_input is 'special: what practitioners wrote in their chapters of a family''s workbook; only ever added to';
comment on column chapter_input.council is 'ordinary: ONS code of the council';
comment on column chapter_input.input_id is 'ordinary: the entry';
comment on column chapter_input.request_id is 'ordinary: the request it was done under';
comment on column chapter_input.family_id is 'personal: the family; follows a joining';
comment on column chapter_input.discipline is 'special: whose chapter it is in';
comment on column chapter_input.practitioner_id is 'personal: who wrote it';
comment on column chapter_input.kind_code is 'ordinary: VISIT, CALL, GROUP or OTHER';
comment on column chapter_input.happened_at is 'ordinary: when the work was done (valid time)';
comment on column chapter_input.recorded_at is 'ordinary: when it was written down';
comment on column chapter_input.text is 'special: what was written; shown only to those who need to know, never said in a fact';

alter table chapter_input enable row level security;
create policy council_only on chapter_input
    using (council = current_setting('kith.council', true))
    with check (council = current_setting('kith.council', true));
grant select, insert, update on chapter_input to ${app};
