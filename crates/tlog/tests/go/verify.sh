#!/usr/bin/env bash
# Verifies a log with Go's reference packages as Debian ships them; no module proxy is asked.
#   verify.sh DIR KEY [WITNESS-KEY]   one log; exit status 0 verified, 1 refused, 77 where Go is missing
#   verify.sh --all                   the whole trial: writes a log of 70,000 entries, verifies it, flips a byte, wants its entry named
# Where Go is missing, SCRUTINEER_INSTALL_GO=1 installs it by apt-get (as root).
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
packages=/usr/share/gocode/src/golang.org/x/mod/sumdb

if ! command -v go >/dev/null || [ ! -d "$packages/tlog" ]; then
    if [ "${SCRUTINEER_INSTALL_GO:-0}" = 1 ]; then
        apt-get install -y --no-install-recommends golang-go golang-golang-x-mod-dev >&2 \
            || { apt-get update >&2 && apt-get install -y --no-install-recommends golang-go golang-golang-x-mod-dev >&2; } \
            || { echo "Go could not be installed" >&2; exit 77; }
    else
        echo "Go or golang-golang-x-mod-dev is not installed; SCRUTINEER_INSTALL_GO=1 installs both" >&2
        exit 77
    fi
fi

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
# GOPATH mode: the packages are found in Debian's folder and nowhere else.
GO111MODULE=off GOPATH=/usr/share/gocode GOFLAGS='' GOCACHE="${GOCACHE:-$work/cache}" GOPROXY=off \
    go build -o "$work/verify" "$here/main.go"

if [ "${1:-}" != --all ]; then
    "$work/verify" "$@"
    exit
fi

mapfile -t keys < <(cd "$here" && cargo run --quiet --release -p tlog --example write_log -- "$work/log" 70000)
"$work/verify" "$work/log" "${keys[@]}"
# One byte inside an entry of bundle 123, whose first entry is 31488.
bundle="$work/log/tile/entries/123"
printf '\xff' | dd of="$bundle" bs=1 seek=5000 conv=notrunc status=none
if said="$("$work/verify" "$work/log" "${keys[@]}")"; then
    echo "an altered log was accepted" >&2
    exit 1
fi
echo "$said"
# Entries of 200 bytes and their lengths take 202 bytes or a little less or more: byte 5000 is in one of the first thirty.
[[ "$said" =~ ^REFUSED:\ entry\ 315(0|1)[0-9]\ was\ altered$ ]]
