#include "turncoat/support/shell_words.hpp"

#include <fmt/format.h>

#include <cstddef>

#include "turncoat/support/bad_input.hpp"

namespace turncoat {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n';
}

// In double quotes a backslash keeps only these (POSIX, Shell Command Language, 2.2.3).
bool is_kept_in_quotes(char c) {
  return c == '"' || c == '\\' || c == '$' || c == '`';
}

}  // namespace

std::vector<std::string> words_of(std::string_view command, const std::string& source) {
  std::vector<std::string> words;
  bool in_word = false;
  char quote = 0;
  for (std::size_t at = 0; at < command.size(); ++at) {
    const char c = command[at];
    if (quote == 0 && is_space(c)) {
      in_word = false;
      continue;
    }
    if (!in_word) {
      words.emplace_back();
      in_word = true;
    }
    const bool has_next = at + 1 < command.size();
    if (quote != 0 && c == quote) {
      quote = 0;
    } else if (quote == 0 && (c == '\'' || c == '"')) {
      quote = c;
    } else if (c == '\\' && has_next &&
               (quote == 0 || (quote == '"' && is_kept_in_quotes(command[at + 1])))) {
      words.back() += command[++at];
    } else {
      words.back() += c;
    }
  }
  if (quote != 0) {
    throw BadInput(fmt::format("{}: found a {} without an end", source, quote));
  }
  if (words.empty() || words.front().empty()) {
    throw BadInput(
        fmt::format("{}: found no command, expected a program and its arguments", source));
  }
  return words;
}

}  // namespace turncoat
