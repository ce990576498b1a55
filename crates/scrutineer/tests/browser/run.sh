#!/usr/bin/env bash
# The day of an administrator in a browser, on SQLite and on PostgreSQL.
#
#   crates/scrutineer/tests/browser/run.sh PROGRAM PACKAGES [PICTURES]
#
# PACKAGES is a folder for the two packages of package.json, made when missing. Pictures stay where PICTURES is given. Ends with 77 where
# there is no browser, node or packages: then nothing was tested. Without PostgreSQL its half is skipped, and said so.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "$1")
mkdir -p "$2"
packages=$(realpath "$2")
work=$(mktemp -d -t scrutineer-browser-XXXXXX)
pictures=${3:-$work/pictures}
# The programs of the database, once it runs.
server=""

finish() {
    if [ -n "$server" ]; then plainly "$server/pg_ctl" -s -m immediate -D "$work/pg/data" stop || true; fi
    rm -rf "$work"
}
trap finish EXIT

skip() {
    echo "SKIPPED ($1): $2"
    exit 77
}

browser() {
    if [ -z "${CHROMIUM:-}" ]; then CHROMIUM=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || return 1; fi
    export CHROMIUM
}

browser || skip "no browser" "there is no Chromium; CHROMIUM names one"
command -v node >/dev/null && command -v npm >/dev/null || skip "no node" "there is no node with npm"
if ! cmp -s "$here/package.json" "$packages/package.json" || [ ! -d "$packages/node_modules/playwright-core" ]; then
    cp "$here/package.json" "$packages/"
    (cd "$packages" && npm install --no-audit --no-fund --silent) || skip "no packages" "npm could not install them"
fi
# The script finds its packages beside itself.
cp -r "$here/day.mjs" "$here/lib" "$here/steps" "$work/"
ln -s "$packages/node_modules" "$work/node_modules"

# The folder of PostgreSQL's programs.
programs() {
    local found
    if found=$(pg_config --bindir 2>/dev/null) && [ -x "$found/initdb" ]; then echo "$found"; return; fi
    found=$(compgen -G "/usr/lib/postgresql/*/bin/initdb" | sort -V | tail -1) && dirname "$found"
}

# PostgreSQL refuses root: then it runs as `nobody`.
plainly() {
    if [ "$(id -u)" -eq 0 ]; then setpriv --reuid=nobody --regid="$(id -g nobody)" --clear-groups "$@"; else "$@"; fi
}

# Starts a cluster that listens on a socket in a folder of its own, with two empty databases.
cluster() {
    local bin=$1
    mkdir "$work/pg"
    chmod 711 "$work"
    if [ "$(id -u)" -eq 0 ]; then chown nobody "$work/pg"; fi
    export LC_ALL=C
    cd "$work/pg"
    plainly "$bin/initdb" -U scrutineer -A trust -E UTF8 --no-locale -N -D "$work/pg/data" >/dev/null
    plainly "$bin/pg_ctl" -s -w -D "$work/pg/data" -l "$work/pg/messages" -o "-k $work/pg -c listen_addresses=" start
    server=$bin
    cd "$OLDPWD"
    "$bin/psql" -X -q -U scrutineer -h "$work/pg" -d postgres -c "CREATE DATABASE day" -c "CREATE DATABASE again"
}

day() {
    echo "-- $1"
    mkdir -p "$work/$1"
    local of="$1"
    shift
    node "$work/day.mjs" "$program" "$pictures/$of" "$work/$of" "$@"
}

day sqlite
if bin=$(programs) && [ -n "$bin" ]; then
    cluster "$bin"
    day postgresql "postgres://scrutineer@localhost/day?host=$work/pg" "postgres://scrutineer@localhost/again?host=$work/pg"
else
    echo "SKIPPED (no PostgreSQL): the day ran on SQLite alone"
fi
