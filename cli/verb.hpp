// What the verbs share: exit codes, the words of a setup, and work that can be interrupted.
#pragma once

#include <chrono>
#include <string>

#include "core/setup.hpp"

namespace turncoat {

enum ExitCode : int { kHolds = 0, kViolation = 1, kBadInput = 2, kUndecided = 3 };

// Throws BadInput.
Order parse_order(const std::string& text);

// Ctrl-C asks for the end of the work instead of ending the program; a second one ends it.
void stop_on_interrupt();
bool was_interrupted();

// A line on standard error that is rewritten in place, where that is a terminal.
class Progress {
 public:
  // At most ten times a second.
  void show(const std::string& line);
  ~Progress();

 private:
  bool shown_ = false;
  std::chrono::steady_clock::time_point next_{};
};

}  // namespace turncoat
