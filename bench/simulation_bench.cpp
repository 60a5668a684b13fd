// The simulation at the sizes that need it: large runs, on each instruction set, against one
// scenario told in different ways.
//
//   loyal      no traitors
//   once       an adversary that ignores relayers, so that it is asked once
//   each-path  one that is asked for each path
// Counters: messages_per_second, of the time of one core, or of real time with several threads.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "turncoat/bench/drawn_lies.hpp"
#include "turncoat/bench/setups.hpp"
#include "turncoat/core/message_count.hpp"
#include "turncoat/core/om/reference.hpp"
#include "turncoat/core/om/simulation/simulation.hpp"
#include "turncoat/properties/interactive_consistency.hpp"

namespace turncoat {
namespace {

constexpr int kScenario = 0;

class DrawnOnce final : public Adversary {
 public:
  explicit DrawnOnce(const DrawnLies& lies) : one_(lies, kScenario) {}

  Told says(const Path& path, Generals receivers, Order relayed) const override {
    return one_.says(path, receivers, relayed);
  }
  bool ignores_relayers() const override { return true; }

 private:
  OneOfDrawn one_;
};

using Run = std::function<Simulation()>;

// The reference is the judge up to here; beyond, the closed form and the paper's theorem.
constexpr std::uint64_t kMessagesForReference = 5'000'000;

std::optional<std::string> wrong_with(const Run& run, const Setup& setup, const DrawnLies& lies) {
  const Outcome outcome = run().outcome;
  if (outcome.messages != MessageCounts{.sent = messages_sent(setup.n, setup.m).value()}) {
    return fmt::format("{} messages sent, expected {}", outcome.messages.sent,
                       describe_messages_sent(setup.n, setup.m));
  }
  if (const auto violated = violations(setup, outcome.decisions); !violated.empty()) {
    return to_string(violated.front());
  }
  if (outcome.messages.sent <= kMessagesForReference &&
      outcome != run_reference(setup, OneOfDrawn(lies, kScenario))) {
    return "not the reference's outcome";
  }
  return std::nullopt;
}

enum class Adversaries { loyal, once, each_path };

void simulation(benchmark::State& state, Adversaries adversaries, Isa isa, int threads) {
  Setup setup =
      with_traitorous_commander(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)));
  if (adversaries == Adversaries::loyal) {
    setup.traitors = {};
  }
  const DrawnLies lies(setup);
  const SimulationOptions options{.threads = threads, .isa = isa};
  const DrawnOnce once(lies);
  const OneOfDrawn each_path(lies, kScenario);
  const Run run = [&] {
    return adversaries == Adversaries::each_path ? run_simulation(setup, each_path, options)
                                                 : run_simulation(setup, once, options);
  };
  if (const auto wrong = wrong_with(run, setup, lies)) {
    state.SkipWithError(wrong->c_str());
    return;
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(run().outcome.decisions.attackers().word());
  }
  state.counters["messages_per_second"] =
      benchmark::Counter(static_cast<double>(messages_sent(setup.n, setup.m).value()),
                         benchmark::Counter::kIsIterationInvariantRate);
}

void add(const char* name_of_adversaries, Adversaries adversaries, Isa isa, int threads) {
  const std::string name_of_run =
      fmt::format("simulation-{}/{}/threads:{}", name(isa), name_of_adversaries, threads);
  auto* const benchmark =
      benchmark::RegisterBenchmark(name_of_run.c_str(), simulation, adversaries, isa, threads)
          ->Unit(benchmark::kMicrosecond)
          ->ArgNames({"n", "m"})
          ->Args({7, 2})
          ->Args({13, 4})
          ->Args({16, 5})
          ->Args({19, 6})
          ->Args({22, 7});
  if (threads > 1) {
    benchmark->UseRealTime();
  }
}

// Which instruction sets there are is known only when the program runs.
[[maybe_unused]] const bool simulations_are_registered = [] {
  for (const Isa isa : {Isa::portable, Isa::avx2, Isa::avx512}) {
    if (!simulation_is_available(isa)) {
      continue;
    }
    add("loyal", Adversaries::loyal, isa, 1);
    add("once", Adversaries::once, isa, 1);
    add("each-path", Adversaries::each_path, isa, 1);
  }
  add("once", Adversaries::once, best_isa_for_simulation(), 2);
  add("each-path", Adversaries::each_path, best_isa_for_simulation(), 2);
  return true;
}();

}  // namespace
}  // namespace turncoat
