// Proofs: the time to build the formula of OM(m) for every adversary, to solve it, and to check the
// proof.
//
// Setups: n = 3m+1 with m traitors, the commander among them: the hardest case that holds.
//
// Counters: variables, clauses, clauses_per_second; peak_memory_bytes.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdint>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

#include "turncoat/bench/peak_memory.hpp"
#include "turncoat/bench/setups.hpp"
#include "turncoat/properties/prove/sat/proof_check.hpp"
#include "turncoat/properties/prove/sat/prove.hpp"
#include "turncoat/properties/prove/sat/question.hpp"
#include "turncoat/properties/prove/sat/solve.hpp"
#include "turncoat/support/byte_reader.hpp"
#include "turncoat/support/memory_budget.hpp"
#include "turncoat/support/streams.hpp"

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

// What checking a proof takes beside what the solver takes to answer without one. The time is of
// the check; counters: proof_bytes (that the solver wrote), solving_seconds, of_solving (the
// check's part of it), check_bytes. Both in processor time, which other programs hardly change.
void check_proof_of_agreement(benchmark::State& state) {
  const Setup setup = setup_of(state);
  const Cnf cnf = question(setup, breach(setup, Property::IC1)).value().cnf;
  const auto seconds_of = [](const auto& work) {
    const std::clock_t start = std::clock();
    work();
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  };
  Satisfiable satisfiable = Satisfiable::unknown;
  const double solving = seconds_of([&cnf, &satisfiable] { satisfiable = solve(cnf).satisfiable; });
  const std::string text =
      written([&cnf](std::FILE* stream) { solve(cnf, {.stop = {}, .proof = stream}); });
  ProofCheck result;
  double checking = 0;
  for (auto _ : state) {
    checking += seconds_of([&] {
      ByteReader proof(stream_of(text), "proof");
      MemoryBudget budget;
      result = check_proof(cnf, proof, budget);
    });
  }
  if (satisfiable != Satisfiable::no || result.answer != ProofCheck::Answer::accepted) {
    state.SkipWithError(("the proof is " + std::string(ProofCheck::name(result.answer))).c_str());
    return;
  }
  state.counters["proof_bytes"] = static_cast<double>(text.size());
  state.counters["solving_seconds"] = solving;
  state.counters["of_solving"] = checking / static_cast<double>(state.iterations()) / solving;
  state.counters["check_bytes"] = static_cast<double>(result.memory_bytes);
  count_formula(state, cnf.variables(), static_cast<double>(cnf.clauses()));
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
BENCHMARK(check_proof_of_agreement)->Name("prove/check-proof")->Apply(with_fewest_generals);
// The largest proof: once, for it takes a minute.
BENCHMARK(check_proof_of_agreement)
    ->Name("prove/check-proof")
    ->Unit(benchmark::kMillisecond)
    ->ArgNames({"n", "m"})
    ->Args({16, 5})
    ->Iterations(1)
    ->Repetitions(1);
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
