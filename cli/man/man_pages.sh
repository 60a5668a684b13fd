#!/bin/sh
# Man pages from the program's own help, so that they say the same: turncoat.1, and turncoat-VERB.1
# for each verb.
#   man_pages.sh TURNCOAT FOLDER
set -eu
turncoat=$1
folder=$2
version=$("$turncoat" --version | sed -n '1s/^turncoat //p')
mkdir -p "$folder"

page() {  # NAME SENTENCE COMMAND
  help2man --no-info --version-string="$version" --name="$2" --output="$folder/$1.1" "$3"
}

page turncoat "a testbed for Lamport's Oral Messages algorithm OM(m)" "$turncoat"
# "  run      Play one run: …", which may go on below.
"$turncoat" --help | sed -n 's/^  \([a-z][a-z-]*\)  *\([A-Z].*\)/\1 \2/p' |
  while read -r verb sentence; do
    page "turncoat-$verb" "$sentence" "$turncoat $verb"
  done
