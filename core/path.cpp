#include "turncoat/core/path.hpp"

#include "turncoat/support/bad_input.hpp"

namespace turncoat {

Path Path::from(std::span<const int> generals) {
  if (generals.empty() || generals.front() != 0) {
    throw BadInput("a path starts with general 0, the commander");
  }
  Path path;
  for (const int general : generals.subspan(1)) {
    if (general < 0 || general >= kMaxGenerals) {
      throw BadInput("general " + std::to_string(general) + " on a path, expected 0 to 63");
    }
    if (path.contains(general)) {
      throw BadInput("general " + std::to_string(general) + " is on the path twice");
    }
    path.push(general);
  }
  return path;
}

std::string to_string(const Path& path) {
  std::string text(1, '[');
  for (int position = 0; position < path.size(); ++position) {
    if (position > 0) {
      text += ',';
    }
    text += std::to_string(path[position]);
  }
  text += ']';
  return text;
}

}  // namespace turncoat
