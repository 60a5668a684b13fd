// The simulation against each strategy of the catalogue, so that a slow one can't hide behind the
// fastest; beside it the reference against random traitors.
//
// Counters: messages_per_second, of the time of one core. Messages that are withheld count too.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "turncoat/adversaries/catalogue.hpp"
#include "turncoat/adversaries/lies_json.hpp"
#include "turncoat/bench/setups.hpp"
#include "turncoat/core/message_count.hpp"
#include "turncoat/core/om/reference.hpp"
#include "turncoat/core/om/simulation/simulation.hpp"
#include "turncoat/properties/interactive_consistency.hpp"

namespace turncoat {
namespace {

// As for --adversary.
using Describe = std::string (*)(const Setup& setup);

// Silence in the first places of a lie.
std::string scripted(const Setup& setup) {
  constexpr std::size_t kLies = 10'000;
  std::vector<Lie> lies;
  for_each_lie_place(setup, [&](const Path& path, int receiver) {
    lies.push_back({path, receiver, Said::silence});
    return lies.size() < kLies;
  });
  return fmt::format(R"({{"strategy": "scripted", "lies": [{}]}})",
                     fmt::join(lies_as_json(lies), ", "));
}

// Half of its messages are sent.
std::string crash_late(const Setup& setup) {
  const std::uint64_t messages = messages_sent(setup.n, setup.m).value();
  const auto of_each = messages / static_cast<std::uint64_t>(setup.n - 1);
  return fmt::format(R"({{"strategy": "crash", "after": {}}})", of_each / 2);
}

std::string random_rarely(const Setup& /*setup*/) {
  return R"({"strategy": "random", "probability": 0.1})";
}

std::string sleeper_random(const Setup& /*setup*/) {
  return R"({"strategy": "sleeper", "then": "random"})";
}

std::string each(const Setup& setup) {
  return fmt::format(R"({{"0": "split", "{}": "random"}})", setup.n - 1);
}

// For strategies that need options, and options that cost more than none.
const std::map<std::string, Describe> descriptions{
    {"scripted", scripted},
    {"crash-late", crash_late},
    {"random-rarely", random_rarely},
    {"sleeper-random", sleeper_random},
    {"each", each},
};

std::unique_ptr<Adversary> adversary_of(const std::string& name, const Setup& setup) {
  constexpr std::uint64_t kSeed = 1;
  const auto description = descriptions.find(name);
  return make_adversary(description == descriptions.end() ? name : description->second(setup),
                        "strategies_bench", Stage{setup, kSeed});
}

// The reference is the judge up to here; beyond, the closed form and the paper's theorem.
constexpr std::uint64_t kMessagesForReference = 5'000'000;

std::optional<std::string> wrong_with(const Outcome& outcome, const Setup& setup,
                                      const Adversary& adversary) {
  const std::uint64_t made = outcome.messages.sent + outcome.messages.withheld;
  if (made != messages_sent(setup.n, setup.m)) {
    return fmt::format("{} messages made, expected {}", made,
                       describe_messages_sent(setup.n, setup.m));
  }
  if (const auto violated = violations(setup, outcome.decisions); !violated.empty()) {
    return to_string(violated.front());
  }
  if (made <= kMessagesForReference && outcome != run_reference(setup, adversary)) {
    return "not the reference's outcome";
  }
  return std::nullopt;
}

using Engine = Outcome (*)(const Setup& setup, const Adversary& adversary);

Outcome by_simulation(const Setup& setup, const Adversary& adversary) {
  return run_simulation(setup, adversary).outcome;
}

Outcome by_reference(const Setup& setup, const Adversary& adversary) {
  return run_reference(setup, adversary);
}

void run(benchmark::State& state, Engine engine, const std::string& name) {
  const Setup setup =
      with_traitorous_commander(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)));
  const std::unique_ptr<Adversary> adversary = adversary_of(name, setup);
  if (const auto wrong = wrong_with(engine(setup, *adversary), setup, *adversary)) {
    state.SkipWithError(wrong->c_str());
    return;
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(engine(setup, *adversary).decisions.attackers().word());
  }
  state.counters["messages_per_second"] =
      benchmark::Counter(static_cast<double>(messages_sent(setup.n, setup.m).value()),
                         benchmark::Counter::kIsIterationInvariantRate);
}

void add(const std::string& name_of_run, Engine engine, const std::string& name) {
  benchmark::RegisterBenchmark(("strategies/" + name_of_run).c_str(), run, engine, name)
      ->Unit(benchmark::kMicrosecond)
      ->ArgNames({"n", "m"})
      ->Args({7, 2})
      ->Args({13, 4})
      ->Args({16, 5})
      ->Args({19, 6});
}

// Each strategy of the catalogue, whatever it comes to hold, and those described here.
[[maybe_unused]] const bool strategies_are_registered = [] {
  std::vector<std::string> names;
  for (const Strategy& strategy : strategies()) {
    names.emplace_back(strategy.name);
  }
  for (const char* name : {"crash-late", "random-rarely", "sleeper-random", "each"}) {
    names.emplace_back(name);
  }
  for (const std::string& name : names) {
    add(name, by_simulation, name);
  }
  add("random-by-the-reference", by_reference, "random");
  return true;
}();

}  // namespace
}  // namespace turncoat
