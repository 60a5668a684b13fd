// The command of somebody else's general: words as a shell splits them, and what it is told of its
// place. No shell runs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace turncoat {

// What {id}, {n}, {m}, {traitor}, {port}, {base} and {keys} in a command stand for.
struct CommandPlace {
  int id = 0;
  int n = 0;
  int m = 0;
  bool is_traitor = false;  // {traitor}: 0 or 1
  int base_port = 0;        // {base}; {port} is that of the general
  std::string keys{};       // its file; "" without keys
};

// Spaces separate words; '…' keeps all, "…" and a backslash keep what a shell's do. Throws
// BadInput, naming `source`, for a quote without an end or a command without words.
std::vector<std::string> words_of(std::string_view command, const std::string& source);

// Other braces stay as they are.
std::vector<std::string> filled_in(const std::vector<std::string>& words,
                                   const CommandPlace& place);

}  // namespace turncoat
