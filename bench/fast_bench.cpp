// The fast evaluator, with m traitors, the commander among them, against
//   two-faced   half of the loyal hear attack, on every path
//   scattered   the same from traitors who don't say that they ignore relayers, so that
//               nothing is recalled
//   random      lies in half of the messages, drawn from 4 seeds in turn
//   near-tie    the worst that is known (near_tie.hpp), by 4 seeds in turn
//
// Counters, averages over the seeds: paths_visited; broadcasts_asked; full_run_messages, what every
// other engine makes; decisions_per_second, of everybody.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "turncoat/adversaries/random.hpp"
#include "turncoat/adversaries/two_faced.hpp"
#include "turncoat/bench/near_tie.hpp"
#include "turncoat/bench/setups.hpp"
#include "turncoat/core/message_count.hpp"
#include "turncoat/core/om/fast/fast_evaluator.hpp"
#include "turncoat/core/om/reference.hpp"
#include "turncoat/properties/interactive_consistency.hpp"

namespace turncoat {
namespace {

// Up to so many messages, the reference checks the decisions.
constexpr std::uint64_t kMessagesToCheck = 4'000'000;

// Doesn't say that it ignores relayers.
class Scattered final : public Adversary {
 public:
  explicit Scattered(const Setup& setup) : two_faced_(setup) {}

  Told says(const Path& path, Generals receivers, Order relayed) const override {
    return two_faced_.says(path, receivers, relayed);
  }

 private:
  TwoFaced two_faced_;
};

using Adversaries = std::vector<std::unique_ptr<Adversary>>;
using MakeAdversaries = Adversaries (*)(const Setup& setup);

Adversaries make_two_faced(const Setup& setup) {
  Adversaries one;
  one.push_back(std::make_unique<TwoFaced>(setup));
  return one;
}

Adversaries make_scattered(const Setup& setup) {
  Adversaries one;
  one.push_back(std::make_unique<Scattered>(setup));
  return one;
}

Adversaries make_random(const Setup& /*setup*/) {
  Adversaries drawn;
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    drawn.push_back(std::make_unique<Random>(seed, 0.5));
  }
  return drawn;
}

Adversaries make_near_tie(const Setup& setup) {
  Adversaries drawn;
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    drawn.push_back(std::make_unique<NearTie>(setup, seed));
  }
  return drawn;
}

// Every setup here is inside the guaranteed region.
std::optional<std::string> what_is_wrong(const Setup& setup, const Adversary& adversary,
                                         const FastOutcome& fast) {
  if (!fast.decisions) {
    return fmt::format("stopped after {} paths", fast.paths_visited);
  }
  if (const auto violated = violations(setup, *fast.decisions); !violated.empty()) {
    return to_string(violated.front());
  }
  const auto messages = messages_sent(setup.n, setup.m);
  if (messages && *messages <= kMessagesToCheck &&
      run_reference(setup, adversary).decisions != *fast.decisions) {
    return "the reference decides otherwise";
  }
  return std::nullopt;
}

void fast(benchmark::State& state, MakeAdversaries make) {
  const Setup setup =
      with_traitorous_commander(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)));
  const Adversaries adversaries = make(setup);
  double visited = 0;
  double asked = 0;
  for (const auto& adversary : adversaries) {
    const FastOutcome outcome = run_fast(setup, *adversary);
    if (const auto wrong = what_is_wrong(setup, *adversary, outcome)) {
      state.SkipWithError(wrong->c_str());
      return;
    }
    visited += static_cast<double>(outcome.paths_visited);
    asked += static_cast<double>(outcome.broadcasts_asked);
  }
  std::size_t turn = 0;
  for (auto _ : state) {
    const FastOutcome outcome = run_fast(setup, *adversaries[turn]);
    benchmark::DoNotOptimize(outcome.decisions->attackers().word());
    turn = (turn + 1) % adversaries.size();
  }
  using benchmark::Counter;
  const auto count = static_cast<double>(adversaries.size());
  state.counters["paths_visited"] = visited / count;
  state.counters["broadcasts_asked"] = asked / count;
  state.counters["full_run_messages"] = messages_sent_approximately(setup.n, setup.m);
  state.counters["decisions_per_second"] = Counter(1, Counter::kIsIterationInvariantRate);
}

void with_sizes(benchmark::internal::Benchmark* adversary) {
  adversary->Unit(benchmark::kMicrosecond)->ArgNames({"n", "m"});
  adversary->Args({7, 2})->Args({16, 5})->Args({22, 7})->Args({34, 11});
}

BENCHMARK_CAPTURE(fast, two_faced, make_two_faced)
    ->Name("fast/two-faced")
    ->Apply(with_sizes)
    ->Args({64, 11})
    ->Args({64, 21});
BENCHMARK_CAPTURE(fast, scattered, make_scattered)->Name("fast/scattered")->Apply(with_sizes);
BENCHMARK_CAPTURE(fast, random, make_random)
    ->Name("fast/random")
    ->Apply(with_sizes)
    ->Args({43, 14});
BENCHMARK_CAPTURE(fast, near_tie, make_near_tie)
    ->Name("fast/near-tie")
    ->Apply(with_sizes)
    ->Args({25, 8})
    ->Args({28, 9})
    ->Args({31, 10});

}  // namespace
}  // namespace turncoat
