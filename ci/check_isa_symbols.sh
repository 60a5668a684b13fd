#!/bin/sh
# Code compiled for AVX-512 or AVX2 stays with its like: whatever else the linker could take from
# that object in place of another's (weak functions) would crash on a machine without.
#   check_isa_symbols.sh OBJECT…
set -u
checked=0
for object in "$@"; do
  # The value of the instruction set in support/isa.hpp, as it stands in names of functions.
  case $object in
    *avx512*) value=1 ;;
    *avx2*) value=2 ;;
    *) continue ;;
  esac
  checked=$((checked + 1))
  if ! nm --defined-only "$object" | grep --quiet ' [WuTt] '; then
    echo "$object: no functions in it"
    exit 1
  fi
  if nm --demangle --defined-only "$object" | grep ' [WuT] ' | grep --invert-match "Isa)$value"; then
    echo "$object: the functions above don't have the instruction set in their name"
    exit 1
  fi
done
echo "$checked objects checked"
[ "$checked" -gt 0 ]
