// What is said about a program that doesn't answer as it should.
#pragma once

#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>

#include "turncoat/support/dialogue.hpp"

namespace turncoat {

// It can't go on: the sentence says why.
class ItFailed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// After Dialogue::hear gave no line: "no answer to setup within 2 s", "it ended with exit code 3
// when asked for setup; its last words: …". The first answer that a program owes may only wait in
// its own buffer.
std::string describe_silence(Dialogue& dialogue, const std::string& asked,
                             std::chrono::milliseconds answer_time, bool is_first);

// A line of a program's, on one line, at most 200 bytes of it.
std::string shown_line(std::string_view line);

}  // namespace turncoat
