#!/bin/bash
# A database for each service, and the three roles that may touch it; run once by the postgres image on an empty data folder.
set -euo pipefail
password=$(cat /run/secrets/KITH_DB_PASSWORD)
# there is no standby yet that could confirm
export PGOPTIONS='-c synchronous_commit=local'
for name in referral allocation specialist outcomes gateway identity; do
  for role in owner app relay; do
    psql -v ON_ERROR_STOP=1 -v password="$password" --username postgres <<SQL
create role ${name}_${role} login nosuperuser nobypassrls nocreatedb nocreaterole password :'password';
SQL
  done
  psql -v ON_ERROR_STOP=1 --username postgres <<SQL
create database ${name} owner ${name}_owner;
revoke all on database ${name} from public;
grant connect on database ${name} to ${name}_app, ${name}_relay;
SQL
done
# only where there is a standby (compose.production.yml)
if [ -s /run/secrets/KITH_STANDBY_PASSWORD ]; then
  psql -v ON_ERROR_STOP=1 -v password="$(cat /run/secrets/KITH_STANDBY_PASSWORD)" --username postgres <<SQL
create role standby login replication nosuperuser password :'password';
SQL
  echo "host replication standby all scram-sha-256" >>"$PGDATA/pg_hba.conf"
fi
