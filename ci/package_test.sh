#!/usr/bin/env bash
# The Debian packages of a build: what they hold, what they ask for, and that the program in them
# runs.
#   package_test.sh BUILD
set -euo pipefail
build=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cpack --config "$build/CPackConfig.cmake" -G DEB -B "$folder" >"$folder/log" 2>&1 ||
  { cat "$folder/log"; exit 1; }
program=$(echo "$folder"/turncoat_*.deb)
development=$(echo "$folder"/turncoat-dev_*.deb)

expect() {  # WHAT PATTERN
  grep -qE -- "$2" <<<"$1" || { echo "no \"$2\" in:"; echo "$1"; exit 1; }
}
expect "$(dpkg-deb --field "$program" Depends)" 'libc6 .*libfmt.*liblzma5.*zlib1g'
expect "$(dpkg-deb --field "$program" Recommends)" '^gnuplot-nox, bubblewrap$'
expect "$(dpkg-deb --field "$development" Depends)" 'libcadical-dev.*libfmt-dev.*liblzma-dev.*nlohmann-json3-dev.*zlib1g-dev'
contents=$(dpkg-deb --contents "$program")
for file in bin/turncoat share/bash-completion/completions/turncoat share/zsh/vendor-completions/_turncoat \
  share/man/man1/turncoat.1; do
  expect "$contents" " ./usr/$file\$"
done
for verb in $("$build/turncoat" --help | sed -n 's/^  \([a-z][a-z-]*\)  *[A-Z].*/\1/p'); do
  expect "$contents" " ./usr/share/man/man1/turncoat-$verb.1\$"
done
if grep -q include <<<"$contents"; then echo "headers in the program's package"; exit 1; fi
expect "$(dpkg-deb --contents "$development")" ' ./usr/include/turncoat/core/setup.hpp$'

dpkg-deb --extract "$program" "$folder/root"
"$folder/root/usr/bin/turncoat" prove --n 7 --m 2
echo "packages are as they must be"
