#include "cli/verb.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>

#include "core/bad_input.hpp"
#include "core/order.hpp"

namespace turncoat {
namespace {

std::atomic<bool> interrupted = false;

extern "C" void on_interrupt(int /*signal*/) {
  interrupted = true;
  std::signal(SIGINT, SIG_DFL);
}

}  // namespace

Order parse_order(const std::string& text) {
  const auto order = order_of(text);
  if (!order) {
    throw BadInput(fmt::format("--order: found \"{}\", expected attack or retreat", text));
  }
  return *order;
}

void stop_on_interrupt() {
  std::signal(SIGINT, on_interrupt);
}

bool was_interrupted() {
  return interrupted;
}

void Progress::show(const std::string& line) {
  const auto now = std::chrono::steady_clock::now();
  if (now >= next_ && ::isatty(STDERR_FILENO) != 0) {
    next_ = now + std::chrono::milliseconds(100);
    fmt::print(stderr, "\r\x1b[K{}", line);
    std::fflush(stderr);
    shown_ = true;
  }
}

Progress::~Progress() {
  if (shown_) {
    std::fputs("\r\x1b[K", stderr);
  }
}

}  // namespace turncoat
