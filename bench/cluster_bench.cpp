// Generals as processes, from /start to the last decision, and the simulation of the same runs.
//
// One process a general, on loopback, all on this machine. `one-by-one` posts each message by
// itself, as anybody's general does; `orders` many at once. A strategy that sends all its messages,
// so nobody waits for a deadline.
//
// Counters: messages_per_second; cluster_memory_bytes, of all generals (PSS: what they share counts
// once).
#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include "turncoat/adversaries/catalogue.hpp"
#include "turncoat/bench/setups.hpp"
#include "turncoat/core/message_count.hpp"
#include "turncoat/core/om/simulation/simulation.hpp"
#include "turncoat/generals/cluster/cluster.hpp"
#include "turncoat/generals/round_time.hpp"

namespace turncoat {
namespace {

constexpr const char* kStrategy = "two-faced";

Setup setup_of(const benchmark::State& state) {
  return with_traitorous_commander(static_cast<int>(state.range(0)),
                                   static_cast<int>(state.range(1)));
}

Simulation simulated(const Setup& setup) {
  return run_simulation(setup, *make_adversary(kStrategy, "", {.setup = setup, .seed = 1}));
}

void count_messages(benchmark::State& state, const Setup& setup) {
  state.counters["messages_per_second"] =
      benchmark::Counter(static_cast<double>(messages_sent(setup.n, setup.m).value()),
                         benchmark::Counter::kIsIterationInvariantRate);
}

void run_cluster(benchmark::State& state, bool one_by_one) {
  const Setup setup = setup_of(state);
  const Decisions expected = simulated(setup).outcome.decisions;
  try {
    Cluster cluster({.setup = setup,
                     .program = TURNCOAT_PROGRAM,
                     .strategy = kStrategy,
                     .round_time = 10 * default_round_time(setup.n, setup.m),
                     .one_by_one = one_by_one},
                    [](const std::string&) { return false; });
    int agreement = 0;
    for (auto _ : state) {
      const Cluster::Agreed agreed = cluster.agree(std::to_string(++agreement));
      state.SetIterationTime(agreed.seconds);
      if (agreed.decisions != expected) {
        state.SkipWithError("other decisions than the simulation's");
        return;
      }
    }
    state.counters["cluster_memory_bytes"] = static_cast<double>(cluster.memory_bytes());
  } catch (const std::runtime_error& error) {
    state.SkipWithError(error.what());
    return;
  }
  count_messages(state, setup);
}

void cluster_one_by_one(benchmark::State& state) {
  run_cluster(state, true);
}
void cluster_orders(benchmark::State& state) {
  run_cluster(state, false);
}

void cluster_simulated(benchmark::State& state) {
  const Setup setup = setup_of(state);
  for (auto _ : state) {
    benchmark::DoNotOptimize(simulated(setup).outcome.decisions.attackers().word());
  }
  count_messages(state, setup);
}

void register_cluster(const char* name, void (*run)(benchmark::State&), bool largest_too) {
  benchmark::internal::Benchmark* const benchmark = benchmark::RegisterBenchmark(name, run)
                                                        ->Unit(benchmark::kMillisecond)
                                                        ->ArgNames({"n", "m"})
                                                        ->Args({4, 1})
                                                        ->Args({7, 2})
                                                        ->Args({10, 3})
                                                        ->Args({13, 4});
  if (run != cluster_simulated) {
    benchmark->UseManualTime();
  }
  if (largest_too) {
    benchmark->Args({16, 5})->Args({40, 2});
  }
}

[[maybe_unused]] const bool clusters_are_registered = [] {
  register_cluster("cluster/one-by-one", cluster_one_by_one, false);
  register_cluster("cluster/orders", cluster_orders, true);
  register_cluster("cluster/simulation", cluster_simulated, true);
  return true;
}();

}  // namespace
}  // namespace turncoat
