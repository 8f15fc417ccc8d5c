-- what was written before stays closed: nobody was asked
alter table chapter_input add column open_to_perpetrators_worker boolean not null default false;
comment on column chapter_input.open_to_perpetrators_worker is 'ordinary: whether its writer lets whoever works with the perpetrator read it; never asked of a chapter that has a side';
