// Scenarios: hunting them, shrinking them, writing and reading their files.
//
// Counters: scenarios_per_second, tried by a hunt that finds nothing; lies, of the scenario;
//           lies_per_second and bytes_per_second, of its file, or of the scenario that is shrunk.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>

#include "turncoat/bench/setups.hpp"
#include "turncoat/properties/hunt/search.hpp"
#include "turncoat/properties/hunt/shrink.hpp"
#include "turncoat/properties/scenario_json.hpp"
#include "turncoat/support/check.hpp"

namespace turncoat {
namespace {

using benchmark::Counter;

constexpr std::uint64_t kSeed = 1982;

SearchOptions hunt_of(const benchmark::State& state) {
  const int m = static_cast<int>(state.range(1));
  return {.n = static_cast<int>(state.range(0)), .m = m, .traitor_count = m, .seed = kSeed};
}

// In the guaranteed region: nothing must be found.
void hunt(benchmark::State& state) {
  SearchOptions options = hunt_of(state);
  options.tries = 20'000;
  std::uint64_t tried = 0;
  for (auto _ : state) {
    const SearchResult result = search(options);
    if (result.found || result.tried < options.tries) {
      state.SkipWithError(result.found ? "a violation in the guaranteed region"
                                       : "the hunt ended early");
      return;
    }
    tried = result.tried;
  }
  state.counters["scenarios_per_second"] =
      Counter(static_cast<double>(tried), Counter::kIsIterationInvariantRate);
}

// Outside: the first violation that the hunt finds.
std::optional<Found> violation(const benchmark::State& state) {
  return search(hunt_of(state)).found;
}

void shrink_found(benchmark::State& state) {
  const std::optional<Found> found = violation(state);
  if (!found) {
    state.SkipWithError("nothing was found to shrink");
    return;
  }
  const ShrinkOptions options{.keep_n = true, .keep_m = true, .keep_traitor_count = true};
  const Scenario shrunk = shrink(found->scenario, found->violated, options);
  if (!violates(shrunk, found->violated) || shrunk.lies.size() > found->scenario.lies.size()) {
    state.SkipWithError("what was shrunk violates nothing, or has more lies");
    return;
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(shrink(found->scenario, found->violated, options));
  }
  const auto lies = static_cast<double>(found->scenario.lies.size());
  state.counters["lies"] = lies;
  state.counters["lies_after"] = static_cast<double>(shrunk.lies.size());
  state.counters["lies_per_second"] = Counter(lies, Counter::kIsIterationInvariantRate);
}

void count_file(benchmark::State& state, const Scenario& scenario, const std::string& text) {
  state.counters["lies"] = static_cast<double>(scenario.lies.size());
  state.counters["file_bytes"] = static_cast<double>(text.size());
  state.counters["lies_per_second"] =
      Counter(static_cast<double>(scenario.lies.size()), Counter::kIsIterationInvariantRate);
  state.counters["bytes_per_second"] =
      Counter(static_cast<double>(text.size()), Counter::kIsIterationInvariantRate);
}

// Reading, with everything that is checked of a file from outside, or writing.
void file(benchmark::State& state, bool reading) {
  const std::optional<Found> found = violation(state);
  if (!found) {
    state.SkipWithError("nothing was found to write");
    return;
  }
  const Scenario& scenario = found->scenario;
  const std::string text = write_scenario(scenario);
  if (read_scenario(text, "written") != scenario) {
    state.SkipWithError("what was read is not what was written");
    return;
  }
  for (auto _ : state) {
    if (reading) {
      benchmark::DoNotOptimize(read_scenario(text, "written"));
    } else {
      benchmark::DoNotOptimize(write_scenario(scenario));
    }
  }
  count_file(state, scenario, text);
}

void with_one_general_too_few(benchmark::internal::Benchmark* sizes) {
  sizes->Unit(benchmark::kMicrosecond)->ArgNames({"n", "m"});
  sizes->Args({3, 1})->Args({6, 2})->Args({9, 3})->Args({12, 4});
}

BENCHMARK(hunt)
    ->Name("search/finds-nothing")
    ->Unit(benchmark::kMillisecond)
    ->ArgNames({"n", "m"})
    ->Args({4, 1})
    ->Args({7, 2})
    ->Args({10, 3});
BENCHMARK(shrink_found)->Name("shrink/lies")->Apply(with_one_general_too_few);
BENCHMARK_CAPTURE(file, read, true)->Name("json/read")->Apply(with_one_general_too_few);
BENCHMARK_CAPTURE(file, write, false)->Name("json/write")->Apply(with_one_general_too_few);

}  // namespace
}  // namespace turncoat
