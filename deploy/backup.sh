#!/bin/sh
# Keep a copy of a database with all its records and accounts: backup.sh postgresql://USER@HOST/DATABASE FOLDER
# The copy is written beside and put in place when it is whole and can be read; those older than 30 days go.
# Back again: createdb NEW && pg_restore --no-owner --exit-on-error -d postgresql://USER@HOST/NEW FILE, then onrecord check.
set -eu
database=$1 folder=$2
file="$folder/onrecord-$(date -u +%Y-%m-%dT%H%M%SZ).dump"
pg_dump --format=custom --no-owner --file="$file.partial" "$database"
pg_restore --list "$file.partial" >/dev/null
mv "$file.partial" "$file"
find "$folder" -name 'onrecord-*.dump' -mtime +30 -delete
echo "$file"
