#!/bin/sh
# Does for the PostgreSQL in /opt/postgres what the entry point of the official image does: makes the database once, and runs roles.sh on it.
set -eu
PATH=/opt/postgres/bin:$PATH
export PGDATA=/var/lib/postgresql/data
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    initdb --locale=C.UTF-8 --encoding=UTF8 --auth-local=trust --auth-host=scram-sha-256 --pwfile=/run/secrets/postgres-password
    echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
    pg_ctl -w -o "-c listen_addresses='' -c unix_socket_directories=/tmp" start
    PGHOST=/tmp sh /docker-entrypoint-initdb.d/roles.sh
    pg_ctl -w stop
fi
if [ -f /run/secrets/server.key ]; then
    install -m 600 /run/secrets/server.key /run/secrets/server.pem "$PGDATA"
    set -- -c ssl=on -c ssl_cert_file=server.pem -c ssl_key_file=server.key
fi
exec postgres "$@" -c listen_addresses='*' -c unix_socket_directories=/tmp
