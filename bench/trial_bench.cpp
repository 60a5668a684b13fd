// The testbed's side of a trial, with implementations that answer at once: the samples in C++.
//
// One process, spoken to through pipes. The answers are judged, as in a trial.
//
// Counters: scenarios_per_second of a decider; messages_per_second of a general, to it and by it
// together.
#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "turncoat/trial/decider.hpp"
#include "turncoat/trial/node.hpp"

namespace turncoat {
namespace {

constexpr std::chrono::milliseconds kLong{600'000};

// All that a traitor can say to two lieutenants, and more of the kind.
std::vector<TrialCase> cases_with(const benchmark::State& state, int general) {
  const auto n = static_cast<int>(state.range(0));
  const auto m = static_cast<int>(state.range(1));
  const std::size_t count = n > 7 ? 100 : 1000;
  std::vector<TrialCase> cases;
  for (std::size_t i = 0; i < count; ++i) {
    TrialCase one{.scenario = {}, .general = general};
    one.scenario.setup = {.n = n, .m = m, .order = Order::attack, .traitors = {n - 1}};
    for (int to = 1; to < n - 1; ++to) {
      if ((i >> (to - 1) & 1) != 0) {
        one.scenario.lies.push_back({Path() + (n - 1), to, Said::retreat});
      }
    }
    cases.push_back(one);
  }
  return cases;
}

// False if the implementation was ever wrong.
bool play_well(Subject& subject, const std::vector<TrialCase>& cases) {
  bool all_right = true;
  subject.play_all(cases, [&](const TrialCase&, const Judged& judged) {
    all_right = all_right && judged.applies && judged.mistakes.empty();
    return all_right;
  });
  return all_right;
}

void trial_decider(benchmark::State& state) {
  const std::vector<TrialCase> cases = cases_with(state, -1);
  Decider decider({.command = {TURNCOAT_SAMPLE_DECIDER}}, kLong);
  play_well(decider, {cases.front()});  // it has started
  for (auto _ : state) {
    if (!play_well(decider, cases)) {
      state.SkipWithError("the sample decides wrongly");
      return;
    }
  }
  state.counters["scenarios_per_second"] = benchmark::Counter(
      static_cast<double>(cases.size()), benchmark::Counter::kIsIterationInvariantRate);
}

void trial_general(benchmark::State& state) {
  const std::vector<TrialCase> cases = cases_with(state, 1);
  Node general({.command = {TURNCOAT_SAMPLE_GENERAL}}, kLong);
  play_well(general, {cases.front()});
  const std::uint64_t before = general.messages();
  for (auto _ : state) {
    if (!play_well(general, cases)) {
      state.SkipWithError("the sample does something wrong");
      return;
    }
  }
  state.counters["messages_per_second"] = benchmark::Counter(
      static_cast<double>(general.messages() - before), benchmark::Counter::kIsRate);
}

// Most of the time passes in the other process.
void register_trial(const char* name, void (*run)(benchmark::State&)) {
  benchmark::RegisterBenchmark(name, run)
      ->Unit(benchmark::kMillisecond)
      ->UseRealTime()
      ->ArgNames({"n", "m"})
      ->Args({4, 1})
      ->Args({7, 2})
      ->Args({10, 3});
}

[[maybe_unused]] const bool trials_are_registered = [] {
  register_trial("trial/decider", trial_decider);
  register_trial("trial/general", trial_general);
  return true;
}();

}  // namespace
}  // namespace turncoat
