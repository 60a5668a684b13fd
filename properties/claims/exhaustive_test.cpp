// Everything that traitors can say, for setups small enough to say it all: exact counts, every
// implementation, and both properties.
//
// A scenario here is a setup and an order in each place where a traitor may lie. A traitorous
// commander's own order doesn't matter then, so it is enumerated for a loyal commander only.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "turncoat/adversaries/scripted.hpp"
#include "turncoat/core/lock_step.hpp"
#include "turncoat/core/om/fast/fast_evaluator.hpp"
#include "turncoat/core/om/lanes/lane_run.hpp"
#include "turncoat/core/om/reference.hpp"
#include "turncoat/properties/interactive_consistency.hpp"

namespace turncoat {
namespace {

struct Tally {
  int scenarios = 0;
  int violating_ic1 = 0;
  int violating_ic2 = 0;
  int differing = 0;  // some implementation decided otherwise

  friend bool operator==(const Tally&, const Tally&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Tally& t) {
    return out << t.scenarios << " scenarios, IC1 violated in " << t.violating_ic1 << ", IC2 in "
               << t.violating_ic2 << ", implementations differ in " << t.differing;
  }
};

std::vector<Lie> places_of(const Setup& setup) {
  std::vector<Lie> places;
  for_each_lie_place(setup, [&](const Path& path, int receiver) {
    places.push_back({path, receiver, Said::retreat});
    return true;
  });
  return places;
}

// Lane k says in place i the bit i of first + k.
class Counting final : public LaneAdversary {
 public:
  Counting(const std::vector<Lie>& places, std::uint64_t first) : places_(places), first_(first) {}

  void says(const Path& path, int receiver, const LaneBits& /*relayed*/, LaneSaid& says) override {
    const auto place = std::find_if(places_.begin(), places_.end(), [&](const Lie& p) {
      return p.to == receiver && p.path == path;
    });
    for (int lane = 0; lane < kLanes; ++lane) {
      const std::uint64_t code = first_ + static_cast<std::uint64_t>(lane);
      says.attack.set(lane, (code >> (place - places_.begin()) & 1) != 0);
    }
  }

 private:
  const std::vector<Lie>& places_;
  std::uint64_t first_;
};

void enumerate(const Setup& setup, Tally& tally) {
  std::vector<Lie> places = places_of(setup);
  ASSERT_LT(places.size(), 24U);
  const std::uint64_t codes = std::uint64_t{1} << places.size();
  const auto lanes = make_lane_run(setup);
  for (std::uint64_t code = 0; code < codes; ++code) {
    if (code % kLanes == 0) {
      Counting counting(places, code);
      lanes->run(counting);
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
      places[i].says = (code >> i & 1) != 0 ? Said::attack : Said::retreat;
    }
    const Scripted script(places);
    const Decisions decisions = run_reference(setup, script).decisions;
    Decisions in_lane;
    for (const int i : setup.loyal_lieutenants()) {
      const bool attacks = lanes->decision(i).lane(static_cast<int>(code % kLanes));
      in_lane.set(i, attacks ? Order::attack : Order::retreat);
    }
    const bool is_alike = in_lane == decisions &&
                          run_lock_step(setup, script).outcome.decisions == decisions &&
                          run_fast(setup, script).decisions == decisions;
    ++tally.scenarios;
    tally.violating_ic1 += violation_of(Property::IC1, setup, decisions) ? 1 : 0;
    tally.violating_ic2 += violation_of(Property::IC2, setup, decisions) ? 1 : 0;
    tally.differing += is_alike ? 0 : 1;
  }
}

// Every set of that many traitors, both orders.
Tally enumerate_all(int n, int m, int traitor_count) {
  Tally tally;
  for (std::uint64_t word = 0; word < std::uint64_t{1} << n; ++word) {
    Setup setup{.n = n, .m = m, .order = Order::attack, .traitors = Generals::of_word(word)};
    if (setup.traitor_count() != traitor_count) {
      continue;
    }
    enumerate(setup, tally);
    if (setup.commander_is_loyal()) {
      setup.order = Order::retreat;
      enumerate(setup, tally);
    }
  }
  return tally;
}

Tally nothing_wrong(int scenarios) {
  return {.scenarios = scenarios, .violating_ic1 = 0, .violating_ic2 = 0, .differing = 0};
}

TEST(Exhaustive, NoTraitorBreaksOm1With4Generals) {
  EXPECT_EQ(enumerate_all(4, 1, 1), nothing_wrong(32));
}

TEST(Exhaustive, NoTraitorBreaksOm1With5Generals) {
  EXPECT_EQ(enumerate_all(5, 1, 1), nothing_wrong(80));
}

TEST(Exhaustive, NoTraitorBreaksOm1With6Generals) {
  EXPECT_EQ(enumerate_all(6, 1, 1), nothing_wrong(192));
}

TEST(Exhaustive, OneTraitorAmong3BreaksIc2Only) {
  // A loyal commander's order to attack is lost to one lying lieutenant of the two; a traitorous
  // commander can't make the two lieutenants, who pool what they heard, differ.
  EXPECT_EQ(enumerate_all(3, 1, 1),
            (Tally{.scenarios = 12, .violating_ic1 = 0, .violating_ic2 = 2, .differing = 0}));
}

TEST(Exhaustive, OneTraitorDoesntBreakOm2With5Generals) {
  EXPECT_EQ(enumerate_all(5, 2, 1).violating_ic2, 0);
}

TEST(Exhaustive, TwoTraitorsBreakOm1With5Generals) {
  const Tally tally = enumerate_all(5, 1, 2);
  EXPECT_EQ(tally.differing, 0);
  EXPECT_GT(tally.violating_ic1, 0);
  EXPECT_GT(tally.violating_ic2, 0);
}

// Where no majority of loyal votes is sure, and the fast evaluator looks at loyal senders' paths.
TEST(Exhaustive, ImplementationsAgreeWhereTraitorsAreTooMany) {
  int scenarios = 0;
  for (const auto& [n, m, traitor_count] :
       {std::array{3, 1, 2}, {4, 1, 2}, {4, 1, 3}, {4, 2, 1}, {4, 2, 2}, {4, 2, 3}, {5, 2, 3}}) {
    const Tally tally = enumerate_all(n, m, traitor_count);
    EXPECT_EQ(tally.differing, 0) << "n=" << n << " m=" << m << ", traitors: " << traitor_count;
    scenarios += tally.scenarios;
  }
  EXPECT_EQ(scenarios, 102'998);
}

}  // namespace
}  // namespace turncoat
