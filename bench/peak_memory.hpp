// A counter of benchmarks: the most memory that the process has held.
#pragma once

#include <benchmark/benchmark.h>

#include "turncoat/support/peak_memory.hpp"

namespace turncoat {

inline void count_peak_memory(benchmark::State& state) {
  if (const auto bytes = peak_memory_bytes()) {
    state.counters["peak_memory_bytes"] = *bytes;
  }
}

}  // namespace turncoat
