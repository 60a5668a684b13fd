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
# A suite passes a right general, and no wrong one; so does a fuzz target.
"$work/examples/my_general_test" >"$work.suite" || { cat "$work.suite"; exit 1; }
grep 'PASSED' "$work.suite"
if "$work/examples/my_wrong_general_test" >"$work.suite"; then
  echo "a wrong general passed" >&2
  exit 1
fi
grep 'MyGeneralOnTrial.ties$' "$work.suite"
if command -v clang++-19 >/dev/null; then
  {
    cmake -S "$examples" -B "$work/fuzzer" -DCMAKE_PREFIX_PATH="$work/prefix" "$@" \
      -DCMAKE_CXX_COMPILER=clang++-19 &&
      cmake --build "$work/fuzzer" --target my_general_fuzz my_wrong_general_fuzz &&
      "$work/fuzzer/my_general_fuzz" -seed=1 -runs=5000 -max_len=64 &&
      ! "$work/fuzzer/my_wrong_general_fuzz" -seed=1 -runs=5000 -max_len=64 -artifact_prefix="$work/"
  } >"$work.log" 2>&1 || { tail -n 30 "$work.log"; exit 1; }
  grep -o 'it decides attack, expected retreat' "$work.log" | head -n 1
fi
"$work/examples/play_scenario" "$scenario"
"$work/examples/prove_setup"
"$work/prefix/bin/turncoat" replay "$scenario"
