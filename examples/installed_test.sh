#!/bin/sh
# Installs a build, builds the examples against it as a project of its own, and runs them.
#   installed_test.sh BUILD EXAMPLES WORK SCENARIO [CMAKE-OPTION…]
set -eu
build=$1 examples=$2 work=$3 scenario=$4
shift 4
rm -rf "$work"
{
  cmake --install "$build" --prefix "$work/prefix" &&
    cmake -S "$examples" -B "$work/examples" -DCMAKE_PREFIX_PATH="$work/prefix" \
      -DCMAKE_EXPORT_COMPILE_COMMANDS=ON "$@" &&
    cmake --build "$work/examples"
} >"$work.log" 2>&1 || { tail -n 30 "$work.log"; exit 1; }
# Our own flags stay ours.
if grep -E -e '-W|-fsanitize' "$work/examples/compile_commands.json"; then
  echo "flags of ours reached another project" >&2
  exit 1
fi
"$work/examples/play_scenario" "$scenario"
"$work/examples/prove_setup"
"$work/prefix/bin/turncoat" replay "$scenario"
