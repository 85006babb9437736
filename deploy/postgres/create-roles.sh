#!/bin/sh
# Creates what is missing of databases and roles, and sets every password; running it again changes nothing else.
# What a role may do inside a database is said by that service's migrations.
#
# PGHOST, PGPORT, PGUSER: the superuser's way in. SATUDATA_SECRETS: a folder with the superuser's password and, in a
# file named like each role, the URL by which that role connects; deploy/secrets/create.sh makes them.
set -eu

secrets=${SATUDATA_SECRETS:-/run/secrets}
PGPASSWORD=$(cat "$secrets/postgres_password")
export PGPASSWORD PGDATABASE=postgres

sql() {
  psql --no-psqlrc --quiet --tuples-only --set=ON_ERROR_STOP=1 "$@"
}

# The password is read by psql itself, from the URL: it stands on no command line and in no environment.
create_role() {
  sql --set=role="$1" --set=file="$secrets/$1" <<'SQL'
\set password `sed -n -E 's|^postgres://[^:]+:([^@]+)@.*$|\1|p' :'file'`
select format('create role %I', :'role') where not exists (select from pg_roles where rolname = :'role') \gexec
alter role :"role" login nosuperuser nobypassrls nocreatedb nocreaterole password :'password';
SQL
}

# create_database NAME READER...: an owner, who migrates; an app role, which works; readers from other services.
create_database() {
  name=$1
  shift
  guests="${name}_owner ${name}_app $*"
  for role in $guests; do create_role "$role"; done
  sql --set=name="$name" --set=owner="${name}_owner" <<'SQL'
select format('create database %I owner %I', :'name', :'owner')
where not exists (select from pg_database where datname = :'name') \gexec
-- Functions of a service may fix the scope they run under, and only a superuser can let their owner say so.
grant set on parameter satudata.scope to :"owner";
revoke all on database :"name" from public;
SQL
  for role in $guests; do
    sql --set=name="$name" --set=role="$role" <<'SQL'
grant connect on database :"name" to :"role";
SQL
  done
}

create_database identity
create_database population_registry
create_database consolidation planner_api_reader
