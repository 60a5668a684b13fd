// The engines compared: the reference, generals in lock step, the simulation, and lanes on each
// instruction set, all on the same 512 scenarios of the same setups.
//
// Counters: scenarios_per_second; messages_per_second, in which a pass over lanes counts each
// message once for each of its 512 scenarios.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "turncoat/adversaries/scripted.hpp"
#include "turncoat/bench/drawn_lies.hpp"
#include "turncoat/bench/setups.hpp"
#include "turncoat/core/lock_step.hpp"
#include "turncoat/core/om/lanes/lane_run.hpp"
#include "turncoat/core/om/reference.hpp"
#include "turncoat/core/om/simulation/simulation.hpp"
#include "turncoat/properties/interactive_consistency.hpp"
#include "turncoat/properties/lane_play.hpp"

namespace turncoat {
namespace {

// Scenarios that are checked before timing, spread over all: as many as keep the check of one
// benchmark below this many messages, but always a few.
constexpr std::uint64_t kMessagesToCheck = 2'000'000;
constexpr int kFewestToCheck = 8;

std::vector<int> scenarios_to_check(const Setup& setup) {
  const std::uint64_t affordable = kMessagesToCheck / messages_sent(setup.n, setup.m).value();
  const int count = std::clamp(static_cast<int>(affordable), kFewestToCheck, kLanes);
  std::vector<int> scenarios;
  for (int i = 0; i < count; ++i) {
    scenarios.push_back(i * (kLanes - 1) / (count - 1));
  }
  return scenarios;
}

Setup setup_of(const benchmark::State& state) {
  return with_traitorous_commander(static_cast<int>(state.range(0)),
                                   static_cast<int>(state.range(1)));
}

void count(benchmark::State& state, const Setup& setup, int scenarios) {
  using benchmark::Counter;
  const auto messages = static_cast<double>(messages_sent(setup.n, setup.m).value());
  state.counters["scenarios_per_second"] = Counter(scenarios, Counter::kIsIterationInvariantRate);
  state.counters["messages_per_second"] =
      Counter(messages * scenarios, Counter::kIsIterationInvariantRate);
}

std::string differs(int scenario, const Decisions& found, const Decisions& expected) {
  return fmt::format("scenario {}: attack is decided by {}, in the reference by {}", scenario,
                     to_string(found.attackers()), to_string(expected.attackers()));
}

Decisions decisions_in(const LaneRun& run, const Setup& setup, int lane) {
  Decisions decisions;
  for (const int i : setup.loyal_lieutenants()) {
    decisions.set(i, run.decision(i).lane(lane) ? Order::attack : Order::retreat);
  }
  return decisions;
}

std::optional<std::string> wrong_with_reference(const Setup& setup, const DrawnLies& lies) {
  for (const int scenario : scenarios_to_check(setup)) {
    const Outcome outcome = run_reference(setup, OneOfDrawn(lies, scenario));
    if (outcome.messages.sent != messages_sent(setup.n, setup.m)) {
      return fmt::format("{} messages sent, expected {}", outcome.messages.sent,
                         describe_messages_sent(setup.n, setup.m));
    }
    if (const auto violated = violations(setup, outcome.decisions); !violated.empty()) {
      return to_string(violated.front());
    }
  }
  return std::nullopt;
}

Outcome in_lock_step(const Setup& setup, const Adversary& adversary) {
  return run_lock_step(setup, adversary).outcome;
}

Outcome in_simulation(const Setup& setup, const Adversary& adversary) {
  return run_simulation(setup, adversary).outcome;
}

using Engine = Outcome (*)(const Setup& setup, const Adversary& adversary);

std::optional<std::string> wrong_with_engine(Engine engine, const Setup& setup,
                                             const DrawnLies& lies) {
  for (const int scenario : scenarios_to_check(setup)) {
    const OneOfDrawn adversary(lies, scenario);
    const Outcome found = engine(setup, adversary);
    const Outcome expected = run_reference(setup, adversary);
    if (found.decisions != expected.decisions) {
      return differs(scenario, found.decisions, expected.decisions);
    }
    if (found.messages != expected.messages) {
      return fmt::format("{} messages sent, in the reference {}", found.messages.sent,
                         expected.messages.sent);
    }
  }
  return std::nullopt;
}

std::optional<std::string> wrong_with_lanes(LaneRun& run, const Setup& setup,
                                            const DrawnLies& lies) {
  AllDrawn all(lies);
  run.run(all);
  for (const int scenario : scenarios_to_check(setup)) {
    const Decisions found = decisions_in(run, setup, scenario);
    const Decisions expected = run_reference(setup, OneOfDrawn(lies, scenario)).decisions;
    if (found != expected) {
      return differs(scenario, found, expected);
    }
  }
  return std::nullopt;
}

// To learn a lane's random lies, the pass is played again.
std::optional<std::string> wrong_with_random_lanes(LaneRun& run, const Setup& setup,
                                                   const RandomLanes& fresh) {
  RandomLanes first = fresh;
  run.run(first);
  for (const Property property : kProperties) {
    if (const auto lane = first_lane(violated_lanes(property, setup, run))) {
      return fmt::format("{} is violated in lane {}", name(property), *lane);
    }
  }
  std::vector<Decisions> found;
  for (int lane = 0; lane < kLanes; ++lane) {
    found.push_back(decisions_in(run, setup, lane));
  }
  for (int lane = 0; lane < kLanes; ++lane) {
    RandomLanes again = fresh;
    const Scripted lies(lies_in_lane(run, again, lane));
    const Decisions expected = run_reference(setup, lies).decisions;
    if (found[lane] != expected) {
      return differs(lane, found[lane], expected);
    }
  }
  return std::nullopt;
}

void reference(benchmark::State& state) {
  const Setup setup = setup_of(state);
  const DrawnLies lies(setup);
  if (const auto wrong = wrong_with_reference(setup, lies)) {
    state.SkipWithError(wrong->c_str());
    return;
  }
  int scenario = 0;
  for (auto _ : state) {
    const Outcome outcome = run_reference(setup, OneOfDrawn(lies, scenario));
    benchmark::DoNotOptimize(outcome.decisions.attackers().word());
    scenario = (scenario + 1) % kLanes;
  }
  count(state, setup, 1);
}

void other(benchmark::State& state, Engine engine) {
  const Setup setup = setup_of(state);
  const DrawnLies lies(setup);
  if (const auto wrong = wrong_with_engine(engine, setup, lies)) {
    state.SkipWithError(wrong->c_str());
    return;
  }
  int scenario = 0;
  for (auto _ : state) {
    const Outcome outcome = engine(setup, OneOfDrawn(lies, scenario));
    benchmark::DoNotOptimize(outcome.decisions.attackers().word());
    scenario = (scenario + 1) % kLanes;
  }
  count(state, setup, 1);
}

// Each iteration is a pass over the same 512 scenarios.
void lanes(benchmark::State& state, Isa isa) {
  const Setup setup = setup_of(state);
  const DrawnLies lies(setup);
  const std::unique_ptr<LaneRun> run = make_lane_run(setup, {}, isa);
  if (const auto wrong = wrong_with_lanes(*run, setup, lies)) {
    state.SkipWithError(wrong->c_str());
    return;
  }
  AllDrawn all(lies);
  for (auto _ : state) {
    run->run(all);
    benchmark::ClobberMemory();
  }
  count(state, setup, kLanes);
}

// Each iteration is a pass over 512 new scenarios: the cost of a random search, drawing included.
void random_lanes(benchmark::State& state, Isa isa) {
  const Setup setup = setup_of(state);
  constexpr std::uint64_t kSeed = 1982;
  constexpr int kRarity = 2;
  RandomLanes adversary(kSeed, kRarity);
  const std::unique_ptr<LaneRun> run = make_lane_run(setup, {}, isa);
  if (const auto wrong = wrong_with_random_lanes(*run, setup, adversary)) {
    state.SkipWithError(wrong->c_str());
    return;
  }
  for (auto _ : state) {
    run->run(adversary);
    benchmark::ClobberMemory();
  }
  count(state, setup, kLanes);
}

void with_sizes(benchmark::internal::Benchmark* engine) {
  engine->Unit(benchmark::kMicrosecond)->ArgNames({"n", "m"});
  engine->Args({4, 1})->Args({7, 2})->Args({10, 3})->Args({13, 4});
}

BENCHMARK(reference)->Name("engines/reference")->Apply(with_sizes);
BENCHMARK_CAPTURE(other, lock_step, in_lock_step)->Name("engines/lock-step")->Apply(with_sizes);
BENCHMARK_CAPTURE(other, simulation, in_simulation)->Name("engines/simulation")->Apply(with_sizes);

// Which instruction sets there are is known only when the program runs.
[[maybe_unused]] const bool lanes_are_registered = [] {
  for (const Isa isa : {Isa::portable, Isa::avx512}) {
    if (!is_available(isa)) {
      continue;
    }
    const std::string engine = fmt::format("engines/lanes-{}", name(isa));
    benchmark::RegisterBenchmark(engine.c_str(), lanes, isa)->Apply(with_sizes);
    benchmark::RegisterBenchmark((engine + "-random-lies").c_str(), random_lanes, isa)
        ->Unit(benchmark::kMicrosecond)
        ->ArgNames({"n", "m"})
        ->Args({7, 2});
  }
  return true;
}();

}  // namespace
}  // namespace turncoat
