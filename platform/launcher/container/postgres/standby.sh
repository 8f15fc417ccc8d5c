#!/bin/bash
# A standby of the primary called postgres: copies it once, then follows it. After a failover it is the primary and stays so.
set -euo pipefail
export PGDATA=${PGDATA:-/var/lib/postgresql/18/docker}
if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA" && chown -R postgres /var/lib/postgresql && chmod 700 "$PGDATA"
  exec setpriv --reuid=postgres --regid=postgres --init-groups -- /bin/bash "$0"
fi
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  PGPASSWORD=$(cat /run/secrets/KITH_STANDBY_PASSWORD)
  export PGPASSWORD
  pg_basebackup --dbname="host=postgres user=standby application_name=standby" --pgdata="$PGDATA" --wal-method=stream --write-recovery-conf --checkpoint=fast
fi
# services come here after a failover, whatever the copied settings say
exec postgres -c listen_addresses='*' -c max_connections=200 -c idle_in_transaction_session_timeout=60s
