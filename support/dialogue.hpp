// A program that is spoken to in lines: through its standard input, and its standard output.
//
// Neither side waits for the other to read: what is said is kept until the program takes it, and
// what it says meanwhile is read. It is guarded (process.hpp): nothing that it starts is left.
// Limits: a line that it says, and what is kept of its standard error, are bounded; beyond a line
//         nothing is read before somebody asks for it, so a flood waits in the system's pipe.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "turncoat/support/descriptor.hpp"
#include "turncoat/support/process.hpp"
#include "turncoat/support/tree_watch.hpp"

namespace turncoat {

// A program, and how it is started.
struct Launch {
  std::vector<std::string> command;  // the program first, looked for in PATH
  std::string folder{};              // where it starts; empty: where this process is
  bool in_sandbox = false;           // sandbox.hpp; a server's shares this process's network
  TreeWatch* watch = nullptr;        // ends it where it takes too much
};

class Dialogue {
 public:
  using Clock = std::chrono::steady_clock;

  // Why there is no line.
  enum class Silence {
    none,      // there was one
    late,      // not in time
    ended,     // the program has ended, or closed its output
    too_long,  // a line of more than kMostLineBytes
  };
  static constexpr std::size_t kMostLineBytes = std::size_t{1} << 20;
  static constexpr std::size_t kMostErrorBytes = 2000;

  // Throws NotStarted.
  explicit Dialogue(const Launch& launch);
  ~Dialogue();
  Dialogue(const Dialogue&) = delete;
  Dialogue& operator=(const Dialogue&) = delete;

  // A line, without its end. What the program doesn't take is dropped once it has ended.
  void say(std::string_view line);
  // All that was said and not taken yet, in bytes.
  std::size_t unheard() const { return to_say_.size() - said_; }
  // Its next line, without its end, by then; it stays valid until the next call. Nothing:
  // silence().
  std::optional<std::string_view> hear(Clock::time_point by);
  Silence silence() const { return silence_; }

  // "ended with exit code 3", "was ended by signal 11 (Segmentation fault)", "closed its output",
  // or what its watch ended it for.
  std::string describe_end();
  // The last line of its standard error; empty if there is none.
  std::string last_error() const;

 private:
  void write_some();
  bool read_some();  // false: no more will come
  void read_errors();
  void wait(Clock::time_point by);
  void leave_watch();

  PipeEnds input_;
  PipeEnds errors_;
  Process process_;
  TreeWatch* watch_;
  std::string to_say_;
  std::size_t said_ = 0;  // of it
  std::string heard_;
  std::size_t taken_ = 0;     // of it, by `hear`
  std::size_t searched_ = 0;  // of it, for the end of a line
  bool speaks_ = true;
  std::string printed_errors_;
  Silence silence_ = Silence::none;
};

}  // namespace turncoat
