#!/bin/bash
# A standby of the primary (KITH_PRIMARY, postgres if not said): copies it once, then follows it, with the settings it is given. After a
# failover it is the primary and stays so.
set -euo pipefail
export PGDATA=${PGDATA:-/var/lib/postgresql/18/docker}
if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA" && chown -R postgres /var/lib/postgresql && chmod 700 "$PGDATA"
  chown postgres /archive
  exec setpriv --reuid=postgres --regid=postgres --init-groups -- /bin/bash "$0" "$@"
fi
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  PGPASSWORD=$(cat /run/secrets/KITH_STANDBY_PASSWORD)
  export PGPASSWORD
  pg_basebackup --dbname="host=${KITH_PRIMARY:-postgres} user=standby application_name=standby" --pgdata="$PGDATA" --wal-method=stream --write-recovery-conf --checkpoint=fast
fi
# services come here after a failover, whatever the copied settings say
exec postgres -c listen_addresses='*' "$@"
