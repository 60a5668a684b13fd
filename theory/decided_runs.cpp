// Writes runs, decided by the reference, for compare.ml: random ones, and those of scenario files.
//
//   decided_runs RULES SEED COUNT [SCENARIO-FILE…]
//
// RULES is `right` or the name of a mutant. Random runs have n ≤ 7 and m ≤ 3. A run is a line
// `run NAME N M ORDER` and a line for each traitor, each message of a traitor to a loyal general
// (`says WHAT RECEIVER PATH…`) and each decision. The last line is `end`.
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "turncoat/adversaries/scripted.hpp"
#include "turncoat/core/lie.hpp"
#include "turncoat/core/om/reference.hpp"
#include "turncoat/properties/claims/mutants.hpp"
#include "turncoat/properties/scenario_json.hpp"

namespace turncoat {
namespace {

constexpr int kMostGenerals = 7;
constexpr int kDeepest = 3;

// Writes what another adversary says as it is asked.
class Written final : public Adversary {
 public:
  explicit Written(const Adversary& adversary) : adversary_(adversary) {}

  Told says(const Path& path, Generals receivers, Order relayed) const override {
    const Told told = adversary_.ask(path, receivers, relayed);
    for (const int receiver : receivers) {
      fmt::print("says {} {}", name(told.to(receiver)), receiver);
      for (int place = 0; place < path.size(); ++place) {
        fmt::print(" {}", path[place]);
      }
      fmt::print("\n");
    }
    return told;
  }

 private:
  const Adversary& adversary_;
};

void write_run(const std::string& run, const Setup& setup, const std::vector<Lie>& lies,
               const Rules& rules) {
  fmt::print("run {} {} {} {}\n", run, setup.n, setup.m, name(setup.order));
  for (const int traitor : setup.traitors) {
    fmt::print("traitor {}\n", traitor);
  }
  const Outcome outcome = run_reference(setup, Written(Scripted(lies)), rules);
  for (const int i : setup.loyal_lieutenants()) {
    fmt::print("decides {} {}\n", i, name(outcome.decisions.of(i)));
  }
}

// The standard library's distributions differ between implementations; this doesn't.
int draw(std::mt19937_64& random, int least, int most) {
  return least + static_cast<int>(random() % static_cast<std::uint64_t>(most - least + 1));
}

Setup draw_setup(std::mt19937_64& random) {
  Setup setup{.n = draw(random, kMinGenerals, kMostGenerals)};
  setup.m = draw(random, 0, std::min(kDeepest, setup.n - 2));
  setup.order = draw(random, 0, 1) == 0 ? Order::attack : Order::retreat;
  const int one_in = draw(random, 2, 5);
  for (const int general : setup.generals()) {
    if (draw(random, 1, one_in) == 1) {
      setup.traitors.insert(general);
    }
  }
  return setup;
}

// In each place one of the three answers, or with some luck what a loyal general would relay.
std::vector<Lie> draw_lies(std::mt19937_64& random, const Setup& setup) {
  const int one_in = draw(random, 1, 4);
  std::vector<Lie> lies;
  for_each_lie_place(setup, [&](const Path& path, int receiver) {
    if (draw(random, 1, one_in) == 1) {
      lies.push_back({path, receiver, static_cast<Said>(draw(random, 0, 2))});
    }
    return true;
  });
  return lies;
}

int run(int argc, char** argv) {
  const Mutant* mutant = argc < 4 ? nullptr : find_mutant(argv[1]);
  if (argc < 4 || (mutant == nullptr && argv[1] != std::string_view("right"))) {
    fmt::print(stderr, "usage: decided_runs right|MUTANT SEED COUNT [SCENARIO-FILE…]\n");
    return 2;
  }
  const Rules rules = mutant == nullptr ? Rules{} : mutant->rules;
  fmt::print("seed {}: n <= {}, m <= {}, rules {}\n", argv[2], kMostGenerals, kDeepest, argv[1]);
  std::mt19937_64 random(std::stoull(argv[2]));
  const int count = std::stoi(argv[3]);
  for (int i = 1; i <= count; ++i) {
    const Setup setup = draw_setup(random);
    write_run(fmt::format("random-{}", i), setup, draw_lies(random, setup), rules);
  }
  for (int i = 4; i < argc; ++i) {
    const Scenario scenario = load_playable_scenario(argv[i]);
    write_run(std::filesystem::path(argv[i]).stem().string(), scenario.setup, scenario.lies, rules);
  }
  fmt::print("end\n");
  return 0;
}

}  // namespace
}  // namespace turncoat

int main(int argc, char** argv) {
  try {
    return turncoat::run(argc, argv);
  } catch (const std::exception& failure) {
    fmt::print(stderr, "decided_runs: {}\n", failure.what());
    return 2;
  }
}
