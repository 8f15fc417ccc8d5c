-- After two families were joined, what is said of the absorbed one counts only if its place is the one that is known.
alter table family_team add column held_through uuid;
comment on column family_team.held_through is 'ordinary: the id of which the team was said; another than the family''s after a joining';
