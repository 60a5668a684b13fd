// Thrown if a file, a flag, a message or a limit from outside can't be used.
//
// The text names the place, what was found and what was expected, always on one line. Only `main`
// and request handlers catch it.
#pragma once

#include <stdexcept>
#include <string>

namespace turncoat {

class BadInput : public std::runtime_error {
 public:
  // What comes from outside in it is made harmless (printable.hpp), and shortened if it is long.
  explicit BadInput(const std::string& text);
};

}  // namespace turncoat
