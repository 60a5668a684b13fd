// Long work: its end and its progress.
//
// It ends by Ctrl-C or another signal that asks for it, by the time limit or by the memory limit,
// and then for good.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "turncoat/cli/options.hpp"
#include "turncoat/support/memory.hpp"

namespace turncoat {

struct WorkOptions {
  std::optional<double> time_limit_seconds{};
  std::uint64_t memory_limit_bytes = std::numeric_limits<std::uint64_t>::max();  // resident
  // On standard error even if that is no terminal, a line each.
  bool progress = false;
};

// The options that verbs have in common.
void describe_time_limit(Options& options, WorkOptions& work);
void describe_progress(Options& options, WorkOptions& work);

inline constexpr int kMostThreads = 256;
// That this machine runs at a time.
int available_threads();

class Work {
 public:
  // The clock starts.
  explicit Work(const WorkOptions& options);
  ~Work();
  Work(const Work&) = delete;
  Work& operator=(const Work&) = delete;

  double seconds() const;

  // Asked often. Once it says yes, it always does. From the first question, or the first line
  // shown, Ctrl-C, SIGTERM and SIGHUP no longer end the program, but the work; a second one ends
  // the program.
  bool is_over();
  // The reason if `is_over` has said yes: "interrupted", "time limit" or "memory limit".
  bool was_ended() const { return !why_ended_.empty(); }
  bool was_interrupted() const;
  std::string_view why_ended() const { return why_ended_; }

  // How far it is. The line is made only if it is time for one: on a terminal, where it replaces
  // the one before, from half a second on, ten times a second; else at once, then each second.
  void show(const std::function<std::string()>& line);
  // Takes the line off the terminal, before something else is printed.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  void listen();

  WorkOptions options_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point next_line_ = start_;
  MemoryLimit memory_limit_;
  std::string_view why_ended_;
  const bool is_on_terminal_;
  bool is_shown_ = false;
  bool listens_ = false;
};

}  // namespace turncoat
