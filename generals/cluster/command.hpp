// What the command of somebody else's general is told of its place.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace turncoat {

// What {id}, {n}, {m}, {traitor}, {port}, {base}, {deadline} and {keys} in a command stand for.
struct CommandPlace {
  int id = 0;
  int n = 0;
  int m = 0;
  bool is_traitor = false;       // {traitor}: 0 or 1
  int base_port = 0;             // {base}; {port} is that of the general
  std::int64_t deadline_ms = 0;  // {deadline}
  std::string keys{};            // its file; "" without keys
};

// Other braces stay as they are.
std::vector<std::string> filled_in(const std::vector<std::string>& words,
                                   const CommandPlace& place);

}  // namespace turncoat
