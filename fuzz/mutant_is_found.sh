#!/bin/sh
# A target finds a mutant of the algorithm, and saves a scenario that says so.
#   mutant_is_found.sh [--without-scenario] MUTANT COMMAND…
set -u
scenario=yes
if [ "$1" = --without-scenario ]; then
  scenario=no; shift
fi
mutant=$1; shift
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
if (cd "$folder" && TURNCOAT_OUT=$folder TURNCOAT_MUTANT=$mutant "$@" >"$folder/log" 2>&1); then
  echo "the mutant $mutant was not found"
  tail -n 3 "$folder/log"
  exit 1
fi
set -- "$folder"/*.json
if ! grep -q '^BROKEN: ' "$folder/log" || { [ $scenario = yes ] && [ ! -s "$1" ]; }; then
  echo "the mutant $mutant was not found, or no scenario of it was saved"
  tail -n 20 "$folder/log"
  exit 1
fi
if [ "${TURNCOAT_CLAIM-}" = Theorem1 ] && ! grep -q '"violates": \["IC' "$1"; then
  echo "the scenario saved doesn't say what it violates"
  exit 1
fi
grep '^BROKEN: ' "$folder/log"
if [ $scenario = yes ]; then
  cat "$1"
fi
