// What is thrown where a file, a flag, a message or a limit given from outside can't be used.
//
// The text names the place, what was found and what was expected. Only `main` and request handlers
// catch it.
#pragma once

#include <stdexcept>

namespace turncoat {

class BadInput : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace turncoat
