#include "turncoat/properties/hunt/search.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "turncoat/adversaries/catalogue.hpp"
#include "turncoat/adversaries/scripted.hpp"
#include "turncoat/core/message_count.hpp"
#include "turncoat/core/om/lanes/lane_run.hpp"
#include "turncoat/core/om/reference.hpp"
#include "turncoat/properties/lane_play.hpp"
#include "turncoat/properties/scenario_json.hpp"

namespace turncoat {
namespace {

TEST(Search, IsDeterministic) {
  const SearchOptions options{.n = 6, .m = 2, .traitor_count = 2, .seed = 7};
  const SearchResult first = search(options);
  const SearchResult second = search(options);
  ASSERT_TRUE(first.found);
  EXPECT_EQ(first.found->scenario, second.found->scenario);
  EXPECT_EQ(first.tried, second.tried);
}

// With two traitors among six either could be broken, by a loyal commander's order to attack.
TEST(Search, HuntsIC2First) {
  const SearchResult result = search({.n = 6, .m = 2, .traitor_count = 2});
  ASSERT_TRUE(result.found);
  EXPECT_EQ(result.found->violated, Property::IC2);
  EXPECT_EQ(result.found->scenario.setup,
            (turncoat::Setup{.n = 6, .m = 2, .order = Order::attack, .traitors = {1, 2}}));
}

TEST(Search, DrawsWhatStrategiesMissFromTheSeed) {
  const auto found = [](std::uint64_t seed) {
    return search({.n = 4, .m = 2, .traitor_count = 2, .property = Property::IC1, .seed = seed})
        .found.value()
        .scenario;
  };
  EXPECT_EQ(found(1).found_by, "search: random lies");
  EXPECT_EQ(found(1), found(1));
  EXPECT_NE(found(1), found(2));
}

TEST(Search, SaysHowFarItIs) {
  std::vector<std::uint64_t> said;
  const SearchResult result = search(
      {.n = 4, .m = 1, .traitor_count = 1, .tries = 5'000, .progress = [&](std::uint64_t tried) {
         said.push_back(tried);
       }});
  ASSERT_FALSE(said.empty());
  EXPECT_TRUE(std::is_sorted(said.begin(), said.end()));
  EXPECT_EQ(said.back(), result.tried);
}

TEST(Search, TriesExactlyAsManyAsAsked) {
  for (const std::uint64_t tries : {0, 1, 5, 35, 36, 1'000, 10'000}) {
    const SearchResult result = search({.n = 7, .m = 2, .traitor_count = 2, .tries = tries});
    EXPECT_FALSE(result.found);
    EXPECT_EQ(result.tried, tries);
  }
}

TEST(Search, FindsNothingBeyondTheTriesAllowed) {
  SearchOptions options{.n = 4, .m = 2, .traitor_count = 2, .property = Property::IC1, .seed = 1};
  std::uint64_t needed = 1;  // tries, to find what random lies find
  for (options.tries = needed; !search(options).found; options.tries = ++needed) {
    ASSERT_LT(needed, 2'000U);
  }
  EXPECT_EQ(search(options).tried, needed);
  // All strategies, then random lies: the fourth of the first pass.
  const auto all = strategies();
  EXPECT_EQ(needed, 4U + std::count_if(all.begin(), all.end(), [](const Strategy& strategy) {
                      return !strategy.needs_options;
                    }));
  EXPECT_EQ(search(options).found->by, "random lies");
}

TEST(Search, DrawsNoLiesAgainstIC2) {
  const SearchResult result =
      search({.n = 7, .m = 2, .traitor_count = 2, .property = Property::IC2});
  EXPECT_FALSE(result.found);
  EXPECT_GT(result.tried, 10U);
  EXPECT_LT(result.tried, 50U);  // A strategy, an order: one try.
}

TEST(Search, HuntsOnlyThePropertyAskedFor) {
  for (const Property property : kProperties) {
    const SearchResult result = search({.n = 6, .m = 2, .traitor_count = 2, .property = property});
    ASSERT_TRUE(result.found);
    EXPECT_EQ(result.found->violated, property);
    EXPECT_TRUE(violates(result.found->scenario, property));
  }
}

TEST(Search, EndsAtOnceWhereNobodyCanLie) {
  const SearchResult without_traitors = search({.n = 4, .m = 1, .traitor_count = 0});
  EXPECT_FALSE(without_traitors.found);
  EXPECT_GT(without_traitors.tried, 0U);
  EXPECT_LT(without_traitors.tried, 100U);
  EXPECT_EQ(search({.n = 4, .m = 1, .traitor_count = 4}).tried, 0U);
}

TEST(Search, EndsAtOneYesOfStop) {
  for (const int yes : {1, 2, 3, 20, 40, 60, 80}) {
    int asked = 0;
    const SearchResult result =
        search({.n = 7, .m = 2, .traitor_count = 2, .tries = 100'000, .stop = [&] {
                  return ++asked == yes;
                }});
    EXPECT_LT(result.tried, 100'000U) << yes;
    EXPECT_EQ(asked, yes);
  }
}

TEST(Search, RefusesSetupsThatCantBePlayed) {
  EXPECT_THROW(search({.n = 3, .m = 5}), InvalidSetup);
  EXPECT_THROW(search({.n = 64, .m = 40}), TooManyMessages);
  EXPECT_THROW(search({.n = 4, .m = 1, .traitor_count = 5}), InvalidSetup);
}

TEST(LanePlay, ALaneTakenOutDecidesAsItDidInThePass) {
  const turncoat::Setup setup{.n = 6, .m = 2, .order = Order::attack, .traitors = {0, 3}};
  const auto run = make_lane_run(setup);
  for (int lane = 0; lane < kLanes; lane += 37) {
    RandomLanes lanes(5, 1);
    run->run(lanes);
    std::map<int, bool> attacks;
    for (const int i : setup.loyal_lieutenants()) {
      attacks[i] = run->decision(i).lane(lane);
    }
    RandomLanes again(5, 1);
    const Scripted script(lies_in_lane(*run, again, lane));
    const Decisions decisions = run_reference(setup, script).decisions;
    for (const int i : setup.loyal_lieutenants()) {
      EXPECT_EQ(decisions.attackers().contains(i), attacks[i]) << "lane " << lane;
    }
  }
}

TEST(LanePlay, TakesOutSilencesAndNothingThatIsNoLie) {
  class SilentIn final : public LaneAdversary {
   public:
    void says(const Path&, int, const LaneBits&, LaneSaid& says) override {
      says.silent.set(70, true);
    }
  };
  const turncoat::Setup setup{.n = 4, .m = 1, .order = Order::attack, .traitors = {3}};
  const auto run = make_lane_run(setup);
  SilentIn silent;
  EXPECT_EQ(lies_in_lane(*run, silent, 70),
            (std::vector<Lie>{{Path() + 3, 1, Said::silence}, {Path() + 3, 2, Said::silence}}));
  EXPECT_EQ(lies_in_lane(*run, silent, 0), std::vector<Lie>{});
}

TEST(LanePlay, RandomLiesAreAsRareAsAsked) {
  for (const int rarity : {1, 2, 3}) {
    RandomLanes lanes(1, rarity);
    int lies = 0;
    for (int message = 0; message < 100; ++message) {
      LaneSaid says{};
      lanes.says(Path(), 1, LaneBits{}, says);
      for (int lane = 0; lane < kLanes; ++lane) {
        lies += says.attack.lane(lane) ? 1 : 0;
      }
    }
    EXPECT_NEAR(lies, 100.0 * kLanes / (1 << rarity), 1'000) << rarity;
  }
}

// As many scenarios as are counted: 2^40 could be drawn.
TEST(LanePlay, LanesOfARandomPassDiffer) {
  const turncoat::Setup setup{.n = 7, .m = 2, .traitors = {1, 2}};
  const auto run = make_lane_run(setup);
  std::set<std::vector<Lie>> scenarios;
  for (int lane = 0; lane < kLanes; ++lane) {
    RandomLanes lanes(1982, 1);
    scenarios.insert(lies_in_lane(*run, lanes, lane));
  }
  EXPECT_EQ(scenarios.size(), std::size_t{kLanes});
}

TEST(LanePlay, TheFirstLaneIsTheLowestThatIsSet) {
  LaneBits bits{};
  EXPECT_EQ(first_lane(bits), std::nullopt);
  for (const int lane : {511, 130, 67, 64, 3}) {
    bits.set(lane, true);
    EXPECT_EQ(first_lane(bits), lane);
  }
}

TEST(LanePlay, ViolatedLanesAreThoseWhereTheReferenceSeesAViolation) {
  const turncoat::Setup setup{.n = 3, .m = 1, .order = Order::attack, .traitors = {2}};
  const auto run = make_lane_run(setup);
  RandomLanes lanes(1, 1);
  run->run(lanes);
  const LaneBits violated = violated_lanes(Property::IC2, setup, *run);
  int count = 0;
  for (int lane = 0; lane < kLanes; ++lane) {
    EXPECT_EQ(violated.lane(lane), !run->decision(1).lane(lane));
    count += violated.lane(lane) ? 1 : 0;
  }
  EXPECT_GT(count, 0);
  EXPECT_LT(count, kLanes);
  EXPECT_EQ(violated_lanes(Property::IC1, setup, *run), LaneBits{});  // vacuous
}

}  // namespace
}  // namespace turncoat
