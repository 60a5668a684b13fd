// Thrown if a file, a flag, a message or a limit from outside can't be used.
//
// The text names the place, what was found and what was expected, always on one line. Only `main`
// and request handlers catch it.
#pragma once

#include <stdexcept>
#include <string>

namespace turncoat {

// The text with a space for each control character.
std::string on_one_line(std::string text);

class BadInput : public std::runtime_error {
 public:
  explicit BadInput(const std::string& text) : std::runtime_error(on_one_line(text)) {}
};

}  // namespace turncoat
