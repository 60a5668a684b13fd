// A program run to its end, without a shell.
#pragma once

#include <string>
#include <vector>

namespace turncoat {

struct Ended {
  int exit_code;  // −1: it was ended by a signal, or could not be started
  std::string printed;
};

// `arguments` begins with the program, looked for in PATH. It reads `input` and then the end of the
// file; its standard output is returned, its standard error is dropped. LC_ALL is C.UTF-8 for it.
// Throws std::runtime_error if the system gives no pipes or temporary files.
Ended run_process(const std::vector<std::string>& arguments, const std::string& input);

}  // namespace turncoat
