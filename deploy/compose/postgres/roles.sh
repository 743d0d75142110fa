#!/bin/sh
# Makes the two databases with their roles: an owner for migrations and an application role, neither a superuser. Runs once, in the
# first start of an empty database, as the superuser. The passwords are read by psql itself, so that no argument shows them.
set -eu
for service in keyservice resources; do
    psql -v ON_ERROR_STOP=1 --no-password --username postgres --dbname postgres --set=service="$service" <<'SQL'
\set owner :service _owner
\set app :service _app
\set owner_file /run/secrets/ :service -owner-password
\set app_file /run/secrets/ :service -password
\set owner_password `cat :owner_file`
\set app_password `cat :app_file`
CREATE ROLE :"owner" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'owner_password';
CREATE ROLE :"app" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'app_password';
CREATE DATABASE :"service" OWNER :"owner";
REVOKE ALL ON DATABASE :"service" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"service" TO :"app";
SQL
done
