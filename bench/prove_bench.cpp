// Proofs: the time to build the formula of OM(m) for every adversary, and to solve it.
//
// Setups: n = 3m+1 with m traitors, the commander among them: the hardest case that holds.
//
// Counters: variables, clauses, clauses_per_second; peak_memory_bytes.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <vector>

#include "turncoat/bench/peak_memory.hpp"
#include "turncoat/bench/setups.hpp"
#include "turncoat/properties/prove/sat/prove.hpp"
#include "turncoat/properties/prove/sat/question.hpp"

namespace turncoat {
namespace {

using benchmark::Counter;

Setup setup_of(const benchmark::State& state) {
  return with_traitorous_commander(static_cast<int>(state.range(0)),
                                   static_cast<int>(state.range(1)));
}

void count_formula(benchmark::State& state, double variables, double clauses) {
  state.counters["variables"] = variables;
  state.counters["clauses"] = clauses;
  state.counters["clauses_per_second"] = Counter(clauses, Counter::kIsIterationInvariantRate);
  count_peak_memory(state);
}

void build_formula(benchmark::State& state) {
  const Setup setup = setup_of(state);
  const std::vector<Decision> asked = breach(setup, Property::IC1);
  const Question checked = question(setup, asked).value();
  if (checked.cnf != question(setup, asked).value().cnf || checked.free_messages.empty()) {
    state.SkipWithError("the same setup gave two formulas, or one without lies");
    return;
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(question(setup, asked));
  }
  count_formula(state, checked.cnf.variables(), static_cast<double>(checked.cnf.clauses()));
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
  count_formula(state, proof.variables, static_cast<double>(proof.clauses));
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
  count_formula(state, proof.variables, static_cast<double>(proof.clauses));
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
