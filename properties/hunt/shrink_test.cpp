// How good the shrinker is: what random violating scenarios end as.
#include "turncoat/properties/hunt/shrink.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "turncoat/adversaries/scripted.hpp"
#include "turncoat/core/om/lanes/lane_run.hpp"
#include "turncoat/properties/cell.hpp"
#include "turncoat/properties/claims/mutants.hpp"
#include "turncoat/properties/edit.hpp"
#include "turncoat/properties/lane_play.hpp"
#include "turncoat/properties/scenario_json.hpp"
#include "turncoat/properties/simplicity.hpp"

namespace turncoat {
namespace {

struct Violating {
  Scenario scenario;
  Property property;
};

// Random lies that violate a property in the setup: of all properties at most `most`.
std::vector<Violating> violating(const Setup& setup, std::uint64_t seed, std::size_t most) {
  const int rarity = 1 + static_cast<int>(seed % 2);
  const auto run = make_lane_run(setup);
  RandomLanes lanes(seed, rarity);
  run->run(lanes);
  std::vector<std::pair<Property, int>> hits;
  for (const Property property : kProperties) {
    const LaneBits violated = violated_lanes(property, setup, *run);
    for (int lane = 0; lane < kLanes && hits.size() < most; ++lane) {
      if (violated.lane(lane)) {
        hits.emplace_back(property, lane);
      }
    }
  }
  std::vector<Violating> found;
  for (const auto& [property, lane] : hits) {
    RandomLanes again(seed, rarity);
    found.push_back({Scenario{.why = "",
                              .found_by = "",
                              .setup = setup,
                              .lies = lies_in_lane(*run, again, lane),
                              .violates = {},
                              .decisions = {}},
                     property});
  }
  return found;
}

// At (6,2) with two traitors, of each kind of commander and each order: `count` of them.
std::vector<Violating> violating_at_6_2(std::size_t count) {
  std::vector<Violating> found;
  for (std::uint64_t seed = 1; found.size() < count; ++seed) {
    const Setup setup{.n = 6,
                      .m = 2,
                      .order = seed % 3 == 0 ? Order::retreat : Order::attack,
                      .traitors = seed % 2 == 0 ? Generals{0, 3} : Generals{2, 5}};
    for (const Violating& each :
         violating(setup, seed, std::min<std::size_t>(20, count - found.size()))) {
      found.push_back(each);
    }
  }
  return found;
}

// Some of every size with 4 to 6 generals, m of 1 or 2, and up to n − 2 traitors.
std::vector<Violating> violating_at_every_size() {
  std::vector<Violating> found;
  for (int n = 4; n <= 6; ++n) {
    for (int m = 1; m <= 2; ++m) {
      for (int k = 1; k < n - 1; ++k) {
        for (const Cell& cell : cells_of(n, m, k)) {
          for (const std::uint64_t seed : {1, 2}) {
            for (const Violating& each : violating(cell.setup(), seed, 4)) {
              found.push_back(each);
            }
          }
        }
      }
    }
  }
  return found;
}

TEST(Shrink, EndsRandomViolationsWithThreeGeneralsAndOneLie) {
  std::map<Property, int> ended;
  for (const auto& [scenario, property] : violating_at_6_2(1'000)) {
    const Scenario simplest = shrink(scenario, property);
    ASSERT_TRUE(violates(simplest, property));
    ASSERT_EQ(simplest.setup.n, 3);
    ASSERT_EQ(simplest.lies.size(), 1U);
    ++ended[property];
  }
  EXPECT_EQ(ended[Property::IC1] + ended[Property::IC2], 1'000);
  EXPECT_GT(ended[Property::IC1], 100);
  EXPECT_GT(ended[Property::IC2], 100);
}

TEST(Shrink, LeavesFewLiesWhereTheSetupIsHeld) {
  std::map<std::size_t, int> spread;  // how often each number of lies was left
  for (const auto& [scenario, property] : violating_at_6_2(1'000)) {
    const Scenario simplest =
        shrink(scenario, property, {.keep_n = true, .keep_m = true, .keep_traitor_count = true});
    ASSERT_EQ(simplest.setup.n, 6);
    ASSERT_EQ(simplest.setup.m, 2);
    ASSERT_EQ(simplest.setup.traitor_count(), 2);
    ++spread[simplest.lies.size()];
  }
  for (const auto& [lies, times] : spread) {
    std::printf("  %zu lies: %d times\n", lies, times);
  }
  // Six is the smallest number there is (a solver found none with five).
  EXPECT_EQ(spread, (std::map<std::size_t, int>{{6, 1'000}}));
}

// Scenarios that two steps make simpler, one after the other. With m = 3 there are some.
TEST(Shrink, LeavesNothingThatTwoStepsMakeSimpler) {
  std::vector<Violating> all = violating_at_6_2(400);
  for (const Violating& each : violating_at_every_size()) {
    all.push_back(each);
  }
  int shrunk = 0;
  int pairs = 0;
  for (const auto& [scenario, property] : all) {
    // Held, or nearly all of them end with three generals and one lie.
    const bool held = shrunk++ % 4 != 0;
    const ShrinkOptions options{.keep_n = held, .keep_m = held, .keep_traitor_count = held};
    const Scenario simplest = shrink(scenario, property, options);
    const auto sizes = [](const turncoat::Setup& s) {
      return std::tuple(s.n, s.m, s.traitor_count());
    };
    for (const Scenario& first : all_steps(simplest)) {
      for (const Scenario& second : all_steps(first)) {
        ++pairs;
        if ((!held || sizes(second.setup) == sizes(scenario.setup)) &&
            compare_simplicity(second, simplest) < 0) {
          ASSERT_FALSE(violates(second, property))
              << write_scenario(simplest) << write_scenario(second);
        }
      }
    }
  }
  EXPECT_EQ(shrunk, 784);
  EXPECT_EQ(pairs, 447'657);
}

// All that violate the property with these sizes and at most two lies, whichever the commander and
// its order are.
std::vector<Scenario> violating_with_two_lies(int n, int m, int k, Property property) {
  std::vector<Scenario> found;
  const auto note = [&](const Scenario& scenario) {
    if (violates(scenario, property)) {
      found.push_back(normalised(scenario));
    }
  };
  for (const Cell& cell : cells_of(n, m, k)) {
    if (cell.property != property) {
      continue;
    }
    std::vector<Lie> lies;
    for_each_lie_place(cell.setup(), [&](const Path& path, int to) {
      for (const Said says : {Said::retreat, Said::attack, Said::silence}) {
        lies.push_back({path, to, says});
      }
      return true;
    });
    for (std::size_t i = 0; i < lies.size(); ++i) {
      Scenario scenario{.why = "",
                        .found_by = "",
                        .setup = cell.setup(),
                        .lies = {lies[i]},
                        .violates = {},
                        .decisions = {}};
      note(scenario);
      for (std::size_t j = i / 3 * 3 + 3; j < lies.size(); ++j) {
        scenario.lies = {lies[i], lies[j]};
        note(scenario);
      }
    }
  }
  return found;
}

// Whichever scenario it starts from, if there are few to go through.
TEST(Shrink, EndsAtTheSimplestOfAllWithFewLies) {
  int shrunk = 0;
  for (const auto& [n, m] : {std::pair{3, 1}, {4, 1}, {4, 2}, {5, 1}}) {
    for (int k = 1; k <= n; ++k) {
      for (const Property property : kProperties) {
        const std::vector<Scenario> all = violating_with_two_lies(n, m, k, property);
        for (const Scenario& each : all) {
          const Scenario simplest =
              shrink(each, property, {.keep_n = true, .keep_m = true, .keep_traitor_count = true});
          const bool is_simplest = std::none_of(all.begin(), all.end(), [&](const Scenario& other) {
            return compare_simplicity(other, simplest) < 0;
          });
          ASSERT_TRUE(is_simplest) << write_scenario(each) << write_scenario(simplest);
          ++shrunk;
        }
      }
    }
  }
  EXPECT_EQ(shrunk, 199);
}

// The first random violation of a pass at (8,3).
Scenario violating_at_8_3(Property property) {
  const Setup setup{.n = 8, .m = 3, .traitors = {2, 5, 7}};
  const auto run = make_lane_run(setup);
  RandomLanes lanes(3, 1);
  run->run(lanes);
  const auto lane = first_lane(violated_lanes(property, setup, *run));
  RandomLanes again(3, 1);
  return record(setup, Scripted(lies_in_lane(*run, again, lane.value())), "", "");
}

// A pass that is lost leaves a larger setup or more lies.
TEST(Shrink, EndsAsSmallWhateverIsHeld) {
  struct Row {
    bool keep_n, keep_m, keep_traitor_count;
    Property property;
    int n, m, traitor_count;
    std::size_t lies;
  };
  constexpr Property IC1 = Property::IC1;
  constexpr Property IC2 = Property::IC2;
  for (const Row& row : {
           Row{false, false, false, IC1, 3, 0, 1, 1},
           {false, false, true, IC1, 5, 0, 3, 1},
           {false, true, false, IC1, 5, 3, 1, 4},
           {false, true, true, IC1, 6, 3, 3, 12},
           {true, false, false, IC1, 8, 0, 1, 1},
           {true, false, true, IC1, 8, 0, 3, 1},
           {true, true, false, IC1, 8, 3, 3, 26},
           {true, true, true, IC1, 8, 3, 3, 26},
           {false, false, false, IC2, 3, 1, 1, 1},
           {false, false, true, IC2, 5, 1, 3, 2},
           {false, true, false, IC2, 5, 3, 1, 4},
           {false, true, true, IC2, 5, 3, 3, 4},
           {true, false, false, IC2, 8, 1, 4, 4},
           {true, false, true, IC2, 8, 2, 3, 12},
           {true, true, false, IC2, 8, 3, 3, 26},
           {true, true, true, IC2, 8, 3, 3, 26},
       }) {
    SCOPED_TRACE(testing::Message() << name(row.property) << " keep n " << row.keep_n << " m "
                                    << row.keep_m << " traitors " << row.keep_traitor_count);
    const Scenario simplest = shrink(
        violating_at_8_3(row.property), row.property,
        {.keep_n = row.keep_n, .keep_m = row.keep_m, .keep_traitor_count = row.keep_traitor_count});
    EXPECT_EQ(simplest.setup.n, row.n);
    EXPECT_EQ(simplest.setup.m, row.m);
    EXPECT_EQ(simplest.setup.traitor_count(), row.traitor_count);
    EXPECT_EQ(simplest.lies.size(), row.lies);
  }
}

TEST(Shrink, StopsWhenAskedWithTheSimplestSoFar) {
  const auto [scenario, property] = violating_at_6_2(1).front();
  int attempts = 0;
  const Scenario stopped =
      shrink(scenario, property, {.keep_n = true, .stop = [&] { return ++attempts > 3; }});
  EXPECT_TRUE(violates(stopped, property));
  const Scenario finished = shrink(scenario, property, {.keep_n = true});
  EXPECT_TRUE(compare_simplicity(finished, stopped) < 0);
}

// It needs to be told only once.
TEST(Shrink, EndsAtTheFirstYes) {
  const auto [scenario, property] = violating_at_6_2(1).front();
  ShrinkOptions options{.keep_n = true, .keep_m = true, .keep_traitor_count = true};
  int questions = 0;
  options.stop = [&] { return ++questions < 0; };
  shrink(scenario, property, options);
  EXPECT_GT(questions, 50);
  for (int yes = 1; yes <= questions; ++yes) {
    int asked = 0;
    options.stop = [&] { return ++asked == yes; };
    EXPECT_TRUE(violates(shrink(scenario, property, options), property));
    EXPECT_EQ(asked, yes);
  }
}

TEST(Shrink, StaysInTheGuaranteedRegionWithAMutant) {
  const Rules rules = find_mutant("own-order-not-counted")->rules;
  const turncoat::Setup setup{.n = 10, .m = 3, .order = Order::attack, .traitors = {1, 2, 3}};
  Scenario scenario{
      .why = "", .found_by = "", .setup = setup, .lies = {}, .violates = {}, .decisions = {}};
  for_each_lie_place(setup, [&](const Path& path, int to) {
    scenario.lies.push_back({path, to, Said::retreat});
    return true;
  });
  ASSERT_TRUE(violates(scenario, Property::IC2, rules));
  const Scenario simplest = shrink(scenario, Property::IC2, {.rules = rules});
  EXPECT_TRUE(simplest.setup.guaranteed());
  EXPECT_TRUE(violates(simplest, Property::IC2, rules));
  EXPECT_EQ(simplest.setup.n, 4);
  EXPECT_EQ(simplest.lies.size(), 1U);
}

TEST(Shrink, TellsTheNewStoryWhereTheSetupChanged) {
  auto [scenario, property] = violating_at_6_2(1).front();
  scenario.why = "the old story";
  EXPECT_THAT(shrink(scenario, property).why, testing::HasSubstr("shrunk from n=6, m=2"));
  EXPECT_EQ(
      shrink(scenario, property, {.keep_n = true, .keep_m = true, .keep_traitor_count = true}).why,
      "the old story");
}

TEST(Shrink, KeepsTheNumberOfTraitorsWhereFewerWouldDo) {
  const turncoat::Setup setup{.n = 6, .m = 1, .order = Order::attack, .traitors = {1, 2, 3}};
  Scenario scenario{
      .why = "", .found_by = "", .setup = setup, .lies = {}, .violates = {}, .decisions = {}};
  for_each_lie_place(setup, [&](const Path& path, int to) {
    scenario.lies.push_back({path, to, Said::retreat});
    return true;
  });
  int calls = 0;
  const auto count = [&](const Scenario& simpler) {
    EXPECT_TRUE(violates(simpler, Property::IC2));
    ++calls;
  };
  const Scenario kept =
      shrink(scenario, Property::IC2, {.keep_traitor_count = true, .progress = count});
  EXPECT_EQ(kept.setup.traitor_count(), 3);
  EXPECT_GT(calls, 0);
  EXPECT_EQ(shrink(scenario, Property::IC2).setup.traitor_count(), 1);
}

TEST(Shrink, ExpectsAViolation) {
  const Scenario holds = record({.n = 4, .m = 1}, Scripted({}), "", "");
  EXPECT_DEATH(shrink(holds, Property::IC2), "a scenario that is wrong");
}

Scenario scenario_of(int n, int m, Order order, Generals traitors, std::vector<Lie> lies) {
  return {.why = "",
          .found_by = "",
          .setup = {.n = n, .m = m, .order = order, .traitors = traitors},
          .lies = std::move(lies),
          .violates = {},
          .decisions = {}};
}

// Every single change, by hand, of one scenario.
TEST(Shrink, TakesEverySingleStep) {
  const Lie told{Path() + 3, 1, Said::attack};
  const Lie kept_silent{Path() + 3, 2, Said::silence};
  const auto lie = [](int by, int to, Said says) { return Lie{Path() + by, to, says}; };
  EXPECT_THAT(
      simpler_steps(scenario_of(4, 1, Order::retreat, {3}, {told, kept_silent})),
      testing::UnorderedElementsAre(
          scenario_of(3, 1, Order::retreat, {2}, {lie(2, 1, Said::silence)}),  // without general 1
          scenario_of(3, 1, Order::retreat, {2}, {lie(2, 1, Said::attack)}),   // without general 2
          scenario_of(3, 1, Order::retreat, {}, {}),                           // without general 3
          scenario_of(4, 0, Order::retreat, {3}, {}),                          // one round less
          scenario_of(4, 1, Order::retreat, {}, {}),                           // 3 turned loyal
          scenario_of(4, 1, Order::retreat, {3}, {told}),
          scenario_of(4, 1, Order::retreat, {3}, {kept_silent}),
          scenario_of(4, 1, Order::retreat, {3}, {told, lie(3, 2, Said::retreat)}),
          scenario_of(4, 1, Order::retreat, {3}, {told, lie(3, 2, Said::attack)}),
          scenario_of(4, 1, Order::attack, {3}, {told, kept_silent}),
          scenario_of(4, 1, Order::attack, {3}, {lie(3, 1, Said::retreat), kept_silent}),
          // 3 swapped with 1, and with 2
          scenario_of(4, 1, Order::retreat, {1},
                      {lie(1, 2, Said::silence), lie(1, 3, Said::attack)}),
          scenario_of(4, 1, Order::retreat, {2},
                      {lie(2, 1, Said::attack), lie(2, 3, Said::silence)})));
}

TEST(Edit, AGeneralGoesWithAllItsLiesAndTheOthersCloseRanks) {
  const Lie by{Path() + 2, 4, Said::retreat};
  const Lie through{Path() + 2 + 3, 4, Said::retreat};
  const Lie to{Path() + 3, 2, Said::retreat};
  const Lie stays{Path() + 4 + 3, 1, Said::retreat};
  const Scenario scenario{.why = "",
                          .found_by = "",
                          .setup = {.n = 5, .m = 3, .order = Order::attack, .traitors = {2, 3}},
                          .lies = {by, through, to, stays},
                          .violates = {},
                          .decisions = {}};
  const Scenario rest = without_general(scenario, 2);
  EXPECT_EQ(rest.setup, (turncoat::Setup{.n = 4, .m = 2, .order = Order::attack, .traitors = {2}}));
  EXPECT_EQ(rest.lies, (std::vector<Lie>{{Path() + 3 + 2, 1, Said::retreat}}));
  EXPECT_EQ(with_m(scenario, 1).lies, (std::vector<Lie>{by, to}));
  EXPECT_EQ(with_loyal(scenario, 3).lies, (std::vector<Lie>{by}));
  EXPECT_EQ(with_loyal(scenario, 3).setup.traitors, Generals{2});
  EXPECT_EQ(with_loyal(scenario, 2).lies, (std::vector<Lie>{through, to, stays}));
  EXPECT_EQ(with_order(scenario, Order::retreat).setup.order, Order::retreat);
}

TEST(Simplicity, OrdersByGeneralsThenMThenTraitorsThenLiesThenNumbering) {
  const Lie lie{Path() + 1, 2, Said::retreat};
  const Lie later{Path() + 1, 3, Said::retreat};
  const std::vector<Scenario> ascending{
      scenario_of(3, 1, Order::retreat, {1, 2}, {lie, later}),
      scenario_of(4, 0, Order::retreat, {1, 2}, {lie, later}),
      scenario_of(4, 1, Order::retreat, {2}, {lie, later}),
      scenario_of(4, 1, Order::attack, {0, 1}, {lie}),
      scenario_of(4, 1, Order::attack, {0, 2}, {lie}),
      scenario_of(4, 1, Order::attack, {0, 2}, {later}),
      scenario_of(4, 1, Order::attack, {1, 2}, {lie}),
      scenario_of(4, 1, Order::retreat, {0, 1}, {lie}),
      scenario_of(4, 1, Order::attack, {0, 1}, {lie, later}),
  };
  for (std::size_t i = 1; i < ascending.size(); ++i) {
    EXPECT_TRUE(compare_simplicity(ascending[i - 1], ascending[i]) < 0) << i;
    EXPECT_TRUE(compare_simplicity(ascending[i], ascending[i - 1]) > 0) << i;
  }
}

}  // namespace
}  // namespace turncoat
