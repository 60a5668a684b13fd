# Completion of turncoat for bash: verbs, options, the words that an option takes, strategies. They
# come from the program's own help, so they are those of the program that is installed.

_turncoat_words() {
  local program=$1 verb=$2 before=$3 help
  if [ -z "$verb" ]; then
    "$program" --help 2>/dev/null | sed -n 's/^  \([a-z][a-z-]*\) .*/\1/p; s/^  .*\(--[a-z-]*\).*/\1/p'
    return
  fi
  if [ "$before" = --adversary ]; then
    "$program" strategies 2>/dev/null | sed -n 's/^\([a-z][a-z-]*\) .*/\1/p'
    return
  fi
  help=$("$program" "$verb" --help 2>/dev/null)
  case $before in
    # An option that takes a value: its words, if they are listed.
    -*)
      local line
      line=$(printf '%s\n' "$help" | grep -E -- "^  (-[a-z],)?$before [A-Z{]")
      if [ -n "$line" ]; then
        printf '%s\n' "$line" | sed -n 's/^[^{]*{\([^}]*\)}.*/\1/p' | tr ',' '\n'
        return
      fi
      ;;
  esac
  printf '%s\n' "$help" | sed -n 's/^  \(-[a-z],\)\{0,1\}\(--[a-z-]*\).*/\2/p'
}

_turncoat() {
  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} verb=
  [ "$COMP_CWORD" -le 1 ] || verb=${COMP_WORDS[1]}
  [ "$before" != -o ] || before=--out
  mapfile -t COMPREPLY < <(compgen -W "$(_turncoat_words "$1" "$verb" "$before")" -- "$current")
}

# Where nothing is known, names of files.
complete -o default -F _turncoat turncoat
