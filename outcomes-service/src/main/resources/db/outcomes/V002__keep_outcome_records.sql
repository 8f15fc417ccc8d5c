-- Dated outcomes of children. A row is never changed or removed: a correction is a row that names the one it replaces.

create table outcome_record (
    council             text not null,
    outcome_id          uuid not null,
    family_id           uuid not null,
    child_id            uuid not null,
    kind_code           text not null,
    happened_on         date not null,
    corrects_outcome_id uuid,
    withdrawn           boolean not null,
    note                text,
    recorded_at         timestamptz not null,
    recorded_by         text not null,
    primary key (council, outcome_id),
    check (kind_code in ('CARE_ENTRY', 'CARE_EXIT', 'PROTECTION_PLAN_START', 'PROTECTION_PLAN_END', 'PROCEEDINGS_ISSUED', 'PROCEEDINGS_CONCLUDED')),
    check (not withdrawn or corrects_outcome_id is not null)
);
create unique index outcome_record_corrected_once on outcome_record (council, corrects_outcome_id) where corrects_outcome_id is not null;
create index outcome_record_by_family on outcome_record (council, family_id);
create index outcome_record_by_child on outcome_record (council, child_id);
comment on table outcome_record is 'special: dated outcomes of children, with when each was true and when it was recorded';
comment on column outcome_record.council is 'ordinary: ONS code of the council';
comment on column outcome_record.outcome_id is 'personal: the record';
comment on column outcome_record.family_id is 'personal: the family it was recorded for';
comment on column outcome_record.child_id is 'personal: the child';
comment on column outcome_record.kind_code is 'special: CARE_ENTRY, CARE_EXIT, PROTECTION_PLAN_START, PROTECTION_PLAN_END, PROCEEDINGS_ISSUED or PROCEEDINGS_CONCLUDED';
comment on column outcome_record.happened_on is 'special: the day it was true';
comment on column outcome_record.corrects_outcome_id is 'personal: the record this one replaces';
comment on column outcome_record.withdrawn is 'special: the record it names never happened';
comment on column outcome_record.note is 'special: what whoever recorded it added';
comment on column outcome_record.recorded_at is 'ordinary: when it was recorded';
comment on column outcome_record.recorded_by is 'personal: subject of whoever recorded it';
alter table outcome_record enable row level security;
create policy council_only on outcome_record using (council = current_setting('kith.council', true))
    with check (council = current_setting('kith.council', true));
grant select, insert on outcome_record to ${app};
