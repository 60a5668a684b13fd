#include "turncoat/support/bad_input.hpp"

#include <algorithm>

namespace turncoat {

std::string on_one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(),
      [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }, ' ');
  return text;
}

}  // namespace turncoat
