// How far engines get: sizes that take seconds, each run once, its result checked afterwards.
//
// Names: as in engines_bench.cpp, so that these are further sizes of the same engines. To run only
//        short benchmarks, leave out names with iterations:1.
// Counters: as engines_bench.cpp, and peak_memory_bytes.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <memory>
#include <optional>
#include <string>

#include "turncoat/bench/drawn_lies.hpp"
#include "turncoat/bench/peak_memory.hpp"
#include "turncoat/bench/setups.hpp"
#include "turncoat/core/lock_step.hpp"
#include "turncoat/core/om/lanes/lane_run.hpp"
#include "turncoat/core/om/reference.hpp"
#include "turncoat/properties/interactive_consistency.hpp"
#include "turncoat/properties/lane_play.hpp"

namespace turncoat {
namespace {

Setup setup_of(const benchmark::State& state) {
  return with_traitorous_commander(static_cast<int>(state.range(0)),
                                   static_cast<int>(state.range(1)));
}

void count(benchmark::State& state, const Setup& setup, int scenarios) {
  using benchmark::Counter;
  const double messages = messages_sent_approximately(setup.n, setup.m);
  state.counters["scenarios_per_second"] = Counter(scenarios, Counter::kIsIterationInvariantRate);
  state.counters["messages_per_second"] =
      Counter(messages * scenarios, Counter::kIsIterationInvariantRate);
  count_peak_memory(state);
}

void refuse_if_wrong(benchmark::State& state, const Setup& setup, const Outcome& outcome) {
  const auto violated = violations(setup, outcome.decisions);
  if (outcome.messages.sent != messages_sent(setup.n, setup.m)) {
    state.SkipWithError(fmt::format("{} messages sent, expected {}", outcome.messages.sent,
                                    describe_messages_sent(setup.n, setup.m))
                            .c_str());
  } else if (!violated.empty()) {
    state.SkipWithError(to_string(violated.front()).c_str());
  }
}

void reference(benchmark::State& state) {
  const Setup setup = setup_of(state);
  const DrawnLies lies(setup);
  Outcome outcome;
  for (auto _ : state) {
    outcome = run_reference(setup, OneOfDrawn(lies, 0));
  }
  refuse_if_wrong(state, setup, outcome);
  count(state, setup, 1);
}

void lock_step(benchmark::State& state) {
  const Setup setup = setup_of(state);
  const DrawnLies lies(setup);
  Outcome outcome;
  for (auto _ : state) {
    outcome = run_lock_step(setup, OneOfDrawn(lies, 0)).outcome;
  }
  refuse_if_wrong(state, setup, outcome);
  count(state, setup, 1);
}

void lanes(benchmark::State& state, Isa isa) {
  const Setup setup = setup_of(state);
  const DrawnLies lies(setup);
  AllDrawn all(lies);
  const std::unique_ptr<LaneRun> run = make_lane_run(setup, {}, isa);
  for (auto _ : state) {
    run->run(all);
  }
  for (const Property property : kProperties) {
    if (const auto lane = first_lane(violated_lanes(property, setup, *run))) {
      state.SkipWithError(fmt::format("{} is violated in lane {}", name(property), *lane).c_str());
    }
  }
  count(state, setup, kLanes);
}

benchmark::internal::Benchmark* once(benchmark::internal::Benchmark* engine) {
  return engine->Unit(benchmark::kMillisecond)->ArgNames({"n", "m"})->Iterations(1)->Repetitions(1);
}

// At n = 3m+1; (22, 7) is half a minute of the reference.
[[maybe_unused]] const bool are_registered = [] {
  once(benchmark::RegisterBenchmark("engines/reference", reference))
      ->Args({16, 5})
      ->Args({19, 6})
      ->Args({22, 7});
  // A byte a message: (19, 6) takes 200 MB, (22, 7) would take 9 GB.
  once(benchmark::RegisterBenchmark("engines/lock-step", lock_step))->Args({16, 5})->Args({19, 6});
  for (const Isa isa : {Isa::portable, Isa::avx512}) {
    if (is_available(isa)) {
      const std::string engine = fmt::format("engines/lanes-{}", name(isa));
      once(benchmark::RegisterBenchmark(engine.c_str(), lanes, isa))->Args({16, 5})->Args({19, 6});
    }
  }
  return true;
}();

}  // namespace
}  // namespace turncoat
