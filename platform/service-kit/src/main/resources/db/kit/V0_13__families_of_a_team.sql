-- What waits is looked for by the families of a reader's teams; most families are held by none.
create index family_team_held on family_team (council, team_code, family_id) where team_code is not null;
