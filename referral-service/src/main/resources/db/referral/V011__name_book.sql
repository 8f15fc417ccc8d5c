create extension if not exists pg_trgm;

create table name_word (
    council text   not null,
    word    text   not null,
    sounds  text[] not null,
    primary key (council, word)
);
comment on table name_word is 'personal: every word that is part of somebody''s name, once, in one spelling';
comment on column name_word.council is 'ordinary: ONS code of the council';
comment on column name_word.word is 'personal: the word without marks, in lower case';
comment on column name_word.sounds is 'personal: how it sounds, by Double Metaphone; none for other than Latin letters';
create index name_word_alike on name_word using gin (word gin_trgm_ops);
create index name_word_sounds on name_word using gin (sounds);
alter table name_word enable row level security;
create policy council_only on name_word using (council = current_setting('kith.council', true)) with check (council = current_setting('kith.council', true));
grant select, insert on name_word to ${app};

create table person_word (
    council   text not null,
    word      text not null,
    family_id uuid not null,
    person_id uuid not null,
    primary key (council, word, family_id, person_id)
);
comment on table person_word is 'personal: whose name has which word; a person who was called something else is found by both';
comment on column person_word.council is 'ordinary: ONS code of the council';
comment on column person_word.word is 'personal: a word of their name';
comment on column person_word.family_id is 'ordinary: the family they belong to now';
comment on column person_word.person_id is 'ordinary: the person';
create index person_word_family on person_word (council, family_id);
create index person_word_person on person_word (council, person_id);
alter table person_word enable row level security;
create policy council_only on person_word using (council = current_setting('kith.council', true)) with check (council = current_setting('kith.council', true));
grant select, insert, update, delete on person_word to ${app};

-- Words like the given ones. It runs as the owner of the table because row level security would keep the trigram index from
-- being used (its operators are not leakproof), and without sequential scans because the planner does not count what comparing
-- trigrams costs: with 20,000 words the scan it prefers takes 61 ms and the index 3.
-- It says the council itself, and gives words and numbers, no people.
create function words_like(asked text[])
returns table (n int, word text, alike real, begins boolean)
language plpgsql stable security definer
set search_path = public, pg_temp
set plan_cache_mode = force_custom_plan
set enable_seqscan = off
as $$
begin
    return query
    select asked_word.n::int, known.word, max(known.alike)::real, bool_or(known.begins)
      from unnest(asked) with ordinality as asked_word (word, n)
     cross join lateral (
           (select w.word, similarity(w.word, asked_word.word) as alike, false as begins
              from name_word w
             where w.council = current_setting('kith.council', true) and w.word % asked_word.word
             order by 2 desc, 1 limit 60)
            union all
           (select w.word, similarity(w.word, asked_word.word), true
              from name_word w
             where w.council = current_setting('kith.council', true) and length(asked_word.word) > 1
               and w.word like asked_word.word || '%'
             order by length(w.word), 1 limit 60)) known
     group by 1, 2;
end
$$;
comment on function words_like(text[]) is 'Words of names in the current council that are spelt like those asked for, or begin like them.';
revoke all on function words_like(text[]) from public;
grant execute on function words_like(text[]) to ${app};

create function words_sounding(asked int[], keys text[])
returns table (n int, word text)
language plpgsql stable security definer
set search_path = public, pg_temp
set plan_cache_mode = force_custom_plan
set enable_seqscan = off
as $$
begin
    return query
    select pair.n, known.word
      from unnest(asked, keys) as pair (n, key)
     cross join lateral (
           select w.word from name_word w
            where w.council = current_setting('kith.council', true) and w.sounds @> array[pair.key]
            order by 1 limit 60) known;
end
$$;
comment on function words_sounding(int[], text[]) is 'Words of names in the current council that sound as the keys say.';
revoke all on function words_sounding(int[], text[]) from public;
grant execute on function words_sounding(int[], text[]) to ${app};

alter table person add column telephone_digits text generated always as (
    regexp_replace(regexp_replace(replace(telephone, '(0)', ''), '[^0-9+]', '', 'g'), '^(\+44|0044)', '0')) stored;
comment on column person.telephone_digits is 'personal: the telephone in one form, digits alone, by which it is found';
create index person_telephone on person (council, telephone_digits) where telephone_digits is not null;
create index person_birthday on person (council, date_of_birth) where date_of_birth is not null;
create index person_nhs_number on person (council, nhs_number) where nhs_number is not null;
create index address_postcode on address (council, postcode) where postcode is not null;
