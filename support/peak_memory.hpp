// The most memory that this process has held at once.
//
// Units: bytes, resident. Linux only: elsewhere nothing is known.
// Of a benchmark: what it held and what the benchmarks before it in the same process left, so
// ci/bench starts a process for each.
#pragma once

#include <fstream>
#include <optional>
#include <string>

namespace turncoat {

inline std::optional<double> peak_memory_bytes() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    if (word == "VmHWM:") {
      double kibibytes = 0;
      return status >> kibibytes ? std::optional(kibibytes * 1024) : std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace turncoat
