// Texts out of files from outside: one line, short. Each writer escapes them for HTML or Markdown.
#pragma once

#include <string>

#include "turncoat/support/json_place.hpp"
#include "turncoat/support/printable.hpp"

namespace turncoat {

inline constexpr std::size_t kLongestText = 500;

inline std::string read_text(const JsonPlace& place) {
  return printable(place.text(kLongestText));
}

// Nothing if the key is missing.
inline std::string read_text_if_any(const JsonPlace& object, const std::string& key) {
  return object.has(key) ? read_text(object.at(key)) : "";
}

}  // namespace turncoat
