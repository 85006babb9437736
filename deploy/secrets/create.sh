#!/bin/sh
# create.sh FOLDER: makes the secrets of one installation, each in a file of its own; files that exist stay as they are.
# SATUDATA_POSTGRES: host and port under which the services reach PostgreSQL, postgres:5432 unless told otherwise.
set -eu

folder=${1:?Sebutkan folder untuk rahasia / name the folder for the secrets: deploy/secrets/create.sh FOLDER}
place=${SATUDATA_POSTGRES:-postgres:5432}

# Only its owner may enter; the files themselves are readable, since a container reads them under a user of its own.
mkdir -p "$folder"
chmod 700 "$folder"

new_password() {
  od -An -N24 -tx1 /dev/urandom | tr -d ' \n'
}

write_once() {
  if [ ! -e "$folder/$1" ]; then
    printf '%s\n' "$2" >"$folder/$1"
    chmod 444 "$folder/$1"
  fi
}

write_url() {
  write_once "$1" "postgres://$1:$(new_password)@$place/$2"
}

write_once postgres_password "$(new_password)"
for database in identity population_registry consolidation; do
  write_url "${database}_owner" "$database"
  write_url "${database}_app" "$database"
done
write_url planner_api_reader consolidation
echo "Rahasia ada di / the secrets are in: $folder"
