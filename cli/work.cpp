#include "turncoat/cli/work.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <thread>

namespace turncoat {
namespace {

constexpr std::chrono::milliseconds kBeforeTheFirst{500};
constexpr std::chrono::milliseconds kBetweenLinesOnTerminal{100};
constexpr std::chrono::milliseconds kBetweenLines{1000};

constexpr std::string_view kInterrupted = "interrupted";
constexpr const char* kRewritten = "\r\x1b[K";  // the start of a line, which is cleared

std::atomic<bool> is_interrupted = false;

// Each asks for an end: Ctrl-C, `kill` and `timeout`, a terminal that is closed.
constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP};

// What waits for input goes on waiting unless it is interrupted: no SA_RESTART.
extern "C" void on_interrupt(int /*signal*/) {
  is_interrupted = true;
  for (const int each : kSignals) {
    struct sigaction now{};
    if (::sigaction(each, nullptr, &now) == 0 && now.sa_handler != SIG_IGN) {
      std::signal(each, SIG_DFL);
    }
  }
}

}  // namespace

void describe_time_limit(Options& options, WorkOptions& work) {
  options.seconds("--time-limit", work.time_limit_seconds,
                  "Seconds to spend at most, in all; 0 ends it at once. What was found until then "
                  "is kept, and the exit code is 3 unless a violation was found");
}

void describe_progress(Options& options, WorkOptions& work) {
  options.flag("--progress", work.progress,
               "Show progress on standard error, a line each, if that is no terminal; on one it is "
               "always shown");
}

int available_threads() {
  return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, kMostThreads);
}

Work::Work(const WorkOptions& options)
    : options_(options),
      memory_limit_(options.memory_limit_bytes),
      is_on_terminal_(::isatty(STDERR_FILENO) != 0) {
  if (is_on_terminal_) {
    next_line_ += kBeforeTheFirst;
  }
}

Work::~Work() {
  clear();
}

double Work::seconds() const {
  return std::chrono::duration<double>(Clock::now() - start_).count();
}

bool Work::is_over() {
  listen();
  if (was_ended()) {
    return true;
  }
  if (is_interrupted) {
    why_ended_ = kInterrupted;
  } else if (options_.time_limit_seconds && seconds() >= *options_.time_limit_seconds) {
    why_ended_ = "time limit";
  } else if (memory_limit_.is_reached()) {
    why_ended_ = "memory limit";
  }
  return was_ended();
}

void Work::listen() {
  if (!listens_) {
    struct sigaction action{};
    action.sa_handler = on_interrupt;
    for (const int each : kSignals) {
      struct sigaction before{};
      ::sigaction(each, nullptr, &before);
      if (before.sa_handler != SIG_IGN) {  // as of `nohup`
        ::sigaction(each, &action, nullptr);
      }
    }
    listens_ = true;
  }
}

bool Work::was_interrupted() const {
  return why_ended_ == kInterrupted;
}

void Work::show(const std::function<std::string()>& line) {
  listen();
  if ((!is_on_terminal_ && !options_.progress) || Clock::now() < next_line_) {
    return;
  }
  next_line_ = Clock::now() + (is_on_terminal_ ? kBetweenLinesOnTerminal : kBetweenLines);
  std::fputs((is_on_terminal_ ? kRewritten + line() : line() + "\n").c_str(), stderr);
  std::fflush(stderr);
  is_shown_ = is_on_terminal_;
}

void Work::clear() {
  if (is_shown_) {
    std::fputs(kRewritten, stderr);
    is_shown_ = false;
  }
}

}  // namespace turncoat
