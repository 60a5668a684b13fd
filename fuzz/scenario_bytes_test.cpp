#include "turncoat/properties/scenario_bytes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "turncoat/core/message_count.hpp"
#include "turncoat/properties/claims/claim.hpp"

namespace turncoat {
namespace {

std::vector<std::uint8_t> random_bytes(std::uint64_t seed) {
  std::mt19937_64 draw(seed);
  std::vector<std::uint8_t> bytes(draw() % 600);
  for (std::uint8_t& byte : bytes) {
    byte = static_cast<std::uint8_t>(draw());
  }
  return bytes;
}

// Small enough; lies sorted, one for each place, all in places of the setup.
void expect_wellformed(const Scenario& scenario) {
  EXPECT_NO_THROW(validated(scenario.setup));
  EXPECT_LE(scenario.setup.n, 10);
  EXPECT_LE(*messages_sent(scenario.setup.n, scenario.setup.m), 4'000U);
  EXPECT_EQ(moved_to(scenario.setup, scenario).lies, scenario.lies);
  for (std::size_t i = 1; i < scenario.lies.size(); ++i) {
    const Lie& before = scenario.lies[i - 1];
    const Lie& lie = scenario.lies[i];
    EXPECT_TRUE(before.path < lie.path || (before.path == lie.path && before.to < lie.to));
  }
}

TEST(ScenarioBytes, AnyBytesAreAScenarioOfAnySetup) {
  std::set<std::pair<int, int>> inside;
  std::set<std::pair<int, int>> any;
  std::size_t lies = 0;
  for (std::uint64_t seed = 0; seed < 3'000; ++seed) {
    std::vector<std::uint8_t> bytes = random_bytes(seed);
    bytes.resize(std::max<std::size_t>(bytes.size(), 3));
    const Scenario scenario = scenario_from_bytes(bytes);
    expect_wellformed(scenario);
    const bool is_any = (bytes[2] & 2) != 0;
    EXPECT_TRUE(is_any || scenario.setup.guaranteed());
    (is_any ? any : inside).insert({scenario.setup.n, scenario.setup.m});
    lies += scenario.lies.size();
  }
  EXPECT_EQ(inside.size(), 9U + 7U + 4U + 1U);  // n = 2 … 10, 4 … 10, 7 … 10, 10
  EXPECT_EQ(any.size(), 34U);
  EXPECT_GT(lies, 10'000U);
}

TEST(ScenarioBytes, NoBytesAreAScenario) {
  EXPECT_EQ(scenario_from_bytes({}).setup,
            (turncoat::Setup{.n = 2, .m = 0, .order = Order::retreat}));
  EXPECT_TRUE(scenario_from_bytes({}).lies.empty());
}

// (4,1), attack, any setup, traitors 0 and 1, then these. Places: [0] to 2, 3; [0,1] to 2, 3.
std::vector<Lie> lies_of(std::initializer_list<std::uint8_t> says) {
  std::vector<std::uint8_t> bytes{2, 1, 3, 3, 0};
  bytes.insert(bytes.end(), says);
  const Scenario scenario = scenario_from_bytes(bytes);
  EXPECT_EQ(scenario.setup,
            (turncoat::Setup{.n = 4, .m = 1, .order = Order::attack, .traitors = {0, 1}}));
  return scenario.lies;
}

TEST(ScenarioBytes, SayAttackRetreatOrNothing) {
  const std::vector<Lie> lies{
      {Path(), 3, Said::attack}, {Path() + 1, 2, Said::retreat}, {Path() + 1, 3, Said::silence}};
  EXPECT_EQ(lies_of({0, 1, 2, 3}), lies);
  EXPECT_EQ(lies_of({4, 253, 130, 255}), lies);             // modulo 4
  EXPECT_EQ(lies_of({0, 1, 2, 3, 1, 1, 1}), lies);          // after the last place: ignored
  EXPECT_EQ(lies_of({0, 1}), (std::vector<Lie>{lies[0]}));  // after the last byte: faithful
  EXPECT_EQ(lies_of({}), std::vector<Lie>{});
}

TEST(ScenarioBytes, OfAScenarioAreTheShortest) {
  for (std::uint64_t seed = 0; seed < 1'000; ++seed) {
    const std::vector<std::uint8_t> bytes =
        bytes_from_scenario(scenario_from_bytes(random_bytes(seed)));
    EXPECT_TRUE(bytes.size() == 5 || bytes.back() != 0);
  }
}

TEST(ScenarioBytes, EncodingIsTheInverseOfDecoding) {
  for (std::uint64_t seed = 0; seed < 1'000; ++seed) {
    const Scenario scenario = scenario_from_bytes(random_bytes(seed));
    EXPECT_EQ(scenario_from_bytes(bytes_from_scenario(scenario)), scenario);
  }
}

TEST(ScenarioBytes, MutationsChangeEverythingAndMostlyStayInTheRegion) {
  int inside = 0;
  int stayed = 0;
  std::map<std::string, int> changed;
  for (std::uint64_t seed = 0; seed < 2'000; ++seed) {
    const Scenario before = scenario_from_bytes(random_bytes(seed));
    const Scenario after = mutated(before, seed);
    expect_wellformed(after);
    EXPECT_EQ(scenario_from_bytes(bytes_from_scenario(after)), after);
    inside += before.setup.guaranteed() ? 1 : 0;
    stayed += before.setup.guaranteed() && after.setup.guaranteed() ? 1 : 0;
    changed["out of the region"] += before.setup.guaranteed() && !after.setup.guaranteed() ? 1 : 0;
    changed["into the region"] += !before.setup.guaranteed() && after.setup.guaranteed() ? 1 : 0;
    changed["n"] += after.setup.n != before.setup.n ? 1 : 0;
    changed["m"] += after.setup.m != before.setup.m ? 1 : 0;
    changed["order"] += after.setup.order != before.setup.order ? 1 : 0;
    changed["traitors"] += after.setup.traitors != before.setup.traitors ? 1 : 0;
    changed["lies only"] += after.setup == before.setup && after.lies != before.lies ? 1 : 0;
  }
  for (const auto& [what, times] : changed) {
    EXPECT_GT(times, what.ends_with("region") ? 10 : 100) << what << times;
  }
  EXPECT_GT(stayed, inside * 9 / 10);
}

TEST(ScenarioBytes, MutationsChangeWhatIsSaidInEveryWay) {
  const turncoat::Setup setup{.n = 7, .m = 2, .order = Order::attack, .traitors = {1, 2}};
  const Lie first{Path() + 1, 3, Said::retreat};
  const Lie second{Path() + 2, 4, Said::attack};
  const Scenario before{.why = "",
                        .found_by = "scenario_fuzz",
                        .setup = setup,
                        .lies = {first, second},
                        .violates = {},
                        .decisions = {}};
  std::map<std::string, int> seen;
  for (std::uint64_t seed = 0; seed < 2'000; ++seed) {
    const Scenario after = mutated(before, seed);
    if (after.setup != setup) {
      continue;
    }
    std::set<Path> paths;
    for (const Lie& lie : after.lies) {
      if (lie != first && lie != second) {
        paths.insert(lie.path);
        seen[std::string(name(lie.says))] += 1;
      }
    }
    EXPECT_LE(paths.size(), 1U);  // One change is to one path at most.
    seen["one more"] += after.lies.size() == before.lies.size() + 1 ? 1 : 0;
    seen["several more"] += after.lies.size() > before.lies.size() + 2 ? 1 : 0;
    seen["one less"] += after.lies.size() == before.lies.size() - 1 ? 1 : 0;
  }
  for (const char* what :
       {"attack", "retreat", "silence", "one more", "several more", "one less"}) {
    EXPECT_GT(seen[what], 50) << what;
  }
}

TEST(ScenarioBytes, MovingDropsLiesThatHaveNoPlace) {
  const turncoat::Setup setup{.n = 4, .m = 1, .order = Order::attack, .traitors = {1}};
  const Lie stays{Path() + 1, 2, Said::retreat};
  Scenario scenario = scenario_from_bytes({});
  for (const Lie& goes : {Lie{Path() + 1, 4, Said::retreat},      // to nobody
                          Lie{Path() + 1, 1, Said::retreat},      // to a traitor
                          Lie{Path() + 2, 3, Said::retreat},      // by a loyal general
                          Lie{Path() + 5, 2, Said::retreat},      // by nobody
                          Lie{Path() + 2 + 1, 3, Said::retreat},  // too long a path
                          Lie{Path() + 1, 0, Said::retreat}}) {   // to one on the path
    scenario.lies = {stays, goes};
    EXPECT_EQ(moved_to(setup, scenario).lies, std::vector{stays}) << to_string(goes.path);
  }
  scenario.lies = {stays, Lie{Path() + 5 + 1, 2, Said::retreat}};  // through nobody
  EXPECT_EQ(moved_to({.n = 5, .m = 2, .order = Order::attack, .traitors = {1}}, scenario).lies,
            std::vector{stays});
}

TEST(ScenarioBytes, SplicingTakesLiesOfBoth) {
  int with_both = 0;
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    const Scenario a = scenario_from_bytes(random_bytes(seed));
    const Scenario b = scenario_from_bytes(random_bytes(seed + 500));
    const Scenario both = spliced(a, b, seed);
    expect_wellformed(both);
    EXPECT_EQ(both.setup, a.setup);
    const auto is_in = [](const std::vector<Lie>& lies, const Lie& lie) {
      return std::binary_search(lies.begin(), lies.end(), lie);
    };
    bool has_a = false;
    bool has_b = false;
    for (const Lie& lie : both.lies) {
      has_a = has_a || !is_in(b.lies, lie);
      has_b = has_b || !is_in(a.lies, lie);
      EXPECT_TRUE(is_in(a.lies, lie) || is_in(b.lies, lie));
    }
    with_both += has_a && has_b ? 1 : 0;
  }
  EXPECT_GT(with_both, 50);
}

}  // namespace
}  // namespace turncoat
