// How messages grow: runs in lock step, with m traitors among n generals.
//
// Counters, each of one run:
//   messages, received_per_lieutenant   counted as they are sent
//   closed_form                         what core/message_count.hpp says that `messages` is
//   bytes                               on a wire: wire_size.hpp
//   messages_per_second                 the rate, of this machine
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "turncoat/adversaries/flip.hpp"
#include "turncoat/adversaries/two_faced.hpp"
#include "turncoat/bench/setups.hpp"
#include "turncoat/bench/wire_size.hpp"
#include "turncoat/core/lock_step.hpp"
#include "turncoat/properties/interactive_consistency.hpp"

namespace turncoat {
namespace {

// Nothing if the run sent as many messages as the closed form says, and IC1 and IC2 hold. They must
// hold: every setup here is inside the guaranteed region.
std::optional<std::string> what_is_wrong(const Setup& setup, const LockStepRun& stepped) {
  const std::uint64_t sent = stepped.outcome.messages.sent;
  if (sent != messages_sent(setup.n, setup.m)) {
    return fmt::format("{} messages sent, expected {}", sent,
                       describe_messages_sent(setup.n, setup.m));
  }
  for (const int i : setup.lieutenants()) {
    const std::uint64_t received = stepped.by_receiver[i];
    if (received != messages_received_per_lieutenant(setup.n, setup.m)) {
      return fmt::format("lieutenant {} received {} of {} messages", i, received, sent);
    }
  }
  if (!setup.guaranteed()) {
    return "outside the guaranteed region";
  }
  const std::vector<Violation> violated = violations(setup, stepped.outcome.decisions);
  return violated.empty() ? std::nullopt : std::optional(to_string(violated.front()));
}

void count(benchmark::State& state, const Setup& setup, const LockStepRun& stepped) {
  using benchmark::Counter;
  const auto sent = static_cast<double>(stepped.outcome.messages.sent);
  const int lieutenant = setup.lieutenants().smallest();
  state.counters["messages"] = sent;
  state.counters["closed_form"] = messages_sent_approximately(setup.n, setup.m);
  state.counters["received_per_lieutenant"] = static_cast<double>(stepped.by_receiver[lieutenant]);
  state.counters["bytes"] = static_cast<double>(bytes_on_the_wire(stepped.by_round));
  state.counters["messages_per_second"] = Counter(sent, Counter::kIsIterationInvariantRate);
}

// The result is checked, with a loyal and with a traitorous commander, before anything is timed.
void lock_step(benchmark::State& state) {
  const int n = static_cast<int>(state.range(0));
  const int m = static_cast<int>(state.range(1));
  const Setup loyal = with_loyal_commander(n, m);
  if (const auto wrong = what_is_wrong(loyal, run_lock_step(loyal, Flip()))) {
    state.SkipWithError(wrong->c_str());
    return;
  }
  const Setup setup = with_traitorous_commander(n, m);
  const TwoFaced two_faced(setup);
  const LockStepRun checked = run_lock_step(setup, two_faced);
  if (const auto wrong = what_is_wrong(setup, checked)) {
    state.SkipWithError(wrong->c_str());
    return;
  }
  for (auto _ : state) {
    const LockStepRun stepped = run_lock_step(setup, two_faced);
    benchmark::DoNotOptimize(stepped.outcome.decisions.attackers().word());
  }
  count(state, setup, checked);
}

BENCHMARK(lock_step)
    ->Name("growth/lock-step")
    ->Unit(benchmark::kMicrosecond)
    ->ArgNames({"n", "m"})
    // n = 3m+1, the fewest generals for m traitors.
    ->Args({4, 1})
    ->Args({7, 2})
    ->Args({10, 3})
    ->Args({13, 4})
    ->Args({16, 5})
    // m stays, n grows by about the same factor each time, so that a fit weighs all sizes alike.
    ->Args({8, 1})
    ->Args({16, 1})
    ->Args({32, 1})
    ->Args({64, 1})
    ->Args({14, 2})
    ->Args({28, 2})
    ->Args({56, 2})
    ->Args({16, 3})
    ->Args({25, 3})
    ->Args({40, 3});

}  // namespace
}  // namespace turncoat
