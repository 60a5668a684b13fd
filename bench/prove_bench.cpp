// Proofs: what it takes to build the formula of OM(m) for every adversary, and to solve it.
//
// Setups: n = 3m+1 with m traitors, the commander among them: the hardest case that holds.
//
// Counters: variables, clauses; messages_per_second, of the run that the formula is of;
//           clauses_per_second; peak_memory_bytes.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "bench/peak_memory.hpp"
#include "bench/setups.hpp"
#include "core/message_count.hpp"
#include "core/oral_messages.hpp"
#include "properties/formula.hpp"
#include "properties/prove.hpp"

namespace turncoat {
namespace {

using benchmark::Counter;

Setup setup_of(const benchmark::State& state) {
  return with_traitorous_commander(static_cast<int>(state.range(0)),
                                   static_cast<int>(state.range(1)));
}

void count_memory(benchmark::State& state) {
  if (const auto bytes = peak_memory_bytes()) {
    state.counters["peak_memory_bytes"] = *bytes;
  }
}

// What the two loyal lieutenants of an IC1 proof decide, for everything that traitors can say.
std::uint64_t build(const Setup& setup, Circuit& circuit) {
  const Generals loyal = setup.loyal_lieutenants();
  OralMessages<Formula> algorithm(setup, Rules{}, Formula{&circuit});
  const auto& decided =
      algorithm.run(Generals{loyal.smallest(), loyal.at_rank(1)},
                    [&](const Path&, int, Circuit::Literal) { return circuit.fresh(); });
  benchmark::DoNotOptimize(decided[loyal.smallest()]);
  return algorithm.messages();
}

void build_formula(benchmark::State& state) {
  const Setup setup = setup_of(state);
  Circuit checked;
  const std::uint64_t messages = build(setup, checked);
  Circuit again;
  build(setup, again);
  if (checked.variables() != again.variables() || checked.clauses() != again.clauses() ||
      messages == 0 || messages > messages_sent(setup.n, setup.m)) {
    state.SkipWithError("the same setup gave two formulas, or more messages than a run has");
    return;
  }
  for (auto _ : state) {
    Circuit circuit;
    build(setup, circuit);
    benchmark::DoNotOptimize(circuit.variables());
  }
  state.counters["variables"] = checked.variables();
  state.counters["clauses"] = static_cast<double>(checked.clauses());
  state.counters["clauses_per_second"] =
      Counter(static_cast<double>(checked.clauses()), Counter::kIsIterationInvariantRate);
  count_memory(state);
}

// Building and solving, as `turncoat prove` does. The verdict of every iteration is checked: a
// proof that takes a minute is made once.
void prove_agreement(benchmark::State& state) {
  const Setup setup = setup_of(state);
  Proof proof;
  for (auto _ : state) {
    proof = prove(setup, Property::IC1);
    if (proof.verdict != Verdict::holds) {
      state.SkipWithError(fmt::format("IC1 {}", name(proof.verdict)).c_str());
      return;
    }
  }
  state.counters["variables"] = proof.variables;
  state.counters["clauses"] = static_cast<double>(proof.clauses);
  state.counters["clauses_per_second"] =
      Counter(static_cast<double>(proof.clauses), Counter::kIsIterationInvariantRate);
  count_memory(state);
}

// One general fewer: there is a scenario, the reference confirms it.
void find_violation(benchmark::State& state) {
  const int n = static_cast<int>(state.range(0));
  const int m = static_cast<int>(state.range(1));
  const Setup setup = with_loyal_commander(n, m);
  Proof proof;
  for (auto _ : state) {
    proof = prove(setup, Property::IC2);
    if (proof.verdict != Verdict::violated || !violates(*proof.scenario, Property::IC2)) {
      state.SkipWithError(fmt::format("IC2 {}, expected a violation", name(proof.verdict)).c_str());
      return;
    }
  }
  state.counters["variables"] = proof.variables;
  state.counters["clauses"] = static_cast<double>(proof.clauses);
  state.counters["clauses_per_second"] =
      Counter(static_cast<double>(proof.clauses), Counter::kIsIterationInvariantRate);
  count_memory(state);
}

void with_fewest_generals(benchmark::internal::Benchmark* sizes) {
  sizes->Unit(benchmark::kMillisecond)->ArgNames({"n", "m"});
  sizes->Args({4, 1})->Args({7, 2})->Args({10, 3})->Args({13, 4});
}

BENCHMARK(build_formula)->Name("prove/build-formula")->Apply(with_fewest_generals);
BENCHMARK(prove_agreement)->Name("prove/IC1-holds")->Apply(with_fewest_generals);
BENCHMARK(find_violation)
    ->Name("prove/IC2-violated")
    ->Unit(benchmark::kMillisecond)
    ->ArgNames({"n", "m"})
    ->Args({3, 1})
    ->Args({6, 2})
    ->Args({9, 3})
    ->Args({12, 4});

}  // namespace
}  // namespace turncoat
