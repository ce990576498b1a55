#!/usr/bin/env bash
# What it costs to take submissions in, over HTTP, with the load generator on the same machine.
#
#   bench/record.sh ORLOAD [--database URL] [--stored N] [--attachment BYTES] [--connections N] [--seconds S] [--runs N]
#
# ORLOAD is the load generator's program. Each run prints one line of JSON: acknowledged per second, percentiles of the wait, the
# server's CPU seconds (also per 1,000) and its largest memory. With --stored so many submissions are sent first, and --runs counts
# again afterwards. With --database, DB_PID names the database's process, whose CPU is then told too.
set -euo pipefail
cd "$(dirname "$0")/.."

orload=${1:?"usage: bench/record.sh ORLOAD [options]"}
shift
database="" stored=0 attachment=0 connections=256 seconds=10 runs=2
while [ $# -gt 0 ]; do
    case $1 in
        --database) database=$2 ;;
        --stored) stored=$2 ;;
        --attachment) attachment=$2 ;;
        --connections) connections=$2 ;;
        --seconds) seconds=$2 ;;
        --runs) runs=$2 ;;
        *) echo "unknown option $1" >&2; exit 2 ;;
    esac
    shift 2
done

cargo build --release --quiet -p scrutineer --no-default-features
program=${CARGO_TARGET_DIR:-target}/release/scrutineer
work=$(mktemp -d "${TMPDIR:-/var/tmp}/scrutineer-bench.XXXXXX")
server=
finish() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

"$program" serve --data-dir "$work/data" ${database:+--database "$database"} --listen 127.0.0.1:0 --json >"$work/started" 2>"$work/journal" &
server=$!
for _ in $(seq 100); do [ -s "$work/started" ] && break; sleep 0.1; done
url=$(grep -o '"url": "[^"]*[^/"]' "$work/started" | cut -d'"' -f4)
[ -n "$url" ] || { cat "$work/started" "$work/journal" >&2; exit 1; }
token=$("$program" token create --data-dir "$work/data")

load() {
    "$orload" --base "$url" --path /api/v1/submissions --template bench/submission.json --auth "Bearer $token" \
        --concurrency "$connections" --watch "server=$server" ${DB_PID:+--watch "database=$DB_PID"} "$@"
}
for run in $(seq "$runs"); do load --label "empty, run $run" --attachment "$attachment" --seconds "$seconds" --warmup 2; done
if [ "$stored" -gt 0 ]; then
    load --label "filling" --seconds 3600 --max "$stored"
    for run in $(seq "$runs"); do load --label "$stored more stored, run $run" --attachment "$attachment" --seconds "$seconds" --warmup 2; done
fi
