#!/bin/sh
# A target finds a mutant of the algorithm; if it is one that plays scenarios, it keeps one that says so.
#   mutant_is_found.sh MUTANT TARGET [ARGUMENT…]
set -u
mutant=$1
shift
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
if (cd "$folder" && TURNCOAT_OUT=$folder TURNCOAT_MUTANT=$mutant "$@" >"$folder/log" 2>&1); then
  echo "the mutant $mutant was not found"
  tail -n 3 "$folder/log"
  exit 1
fi
case $1 in
  */scenario_fuzz) wanted=1 ;;
  *) wanted=0 ;;
esac
if ! grep -q '^BROKEN: ' "$folder/log" ||
  [ "$(find "$folder" -name '*.json' -size +0 | wc -l)" -ne $wanted ]; then
  echo "the mutant $mutant was not found, or its scenario was not saved once"
  tail -n 20 "$folder/log"
  exit 1
fi
case ${TURNCOAT_CLAIM-} in
  Theorem1 | Lemma1)
    grep -q '"violates": \["IC' "$folder"/*.json || { echo "no word of what is violated"; exit 1; }
    ;;
esac
grep '^BROKEN: ' "$folder/log"
find "$folder" -name '*.json' -exec cat {} +
