#include "turncoat/core/om/lanes/lane_run.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "turncoat/core/message_count.hpp"
#include "turncoat/core/om/reference.hpp"
#include "turncoat/core/testing.hpp"

namespace turncoat {
namespace {

using test::Hashed;

// Lane 0 is faithful, lane 1 lies always, lane 2 is silent, the others in between.
Hashed adversary_of_lane(int k) {
  switch (k) {
    case 0:
      return Hashed({});
    case 1:
      return Hashed({.opposites = 100});
    case 2:
      return Hashed({.silences = 100});
    default:
      return Hashed({.seed = static_cast<std::uint64_t>(k),
                     .silences = k % 4 * 15,
                     .opposites = 20 + k % 7 * 5});
  }
}

// Each lane's own adversary, asked for all of them.
class EachLane final : public LaneAdversary {
 public:
  void says(const Path& path, int receiver, const LaneBits& relayed, LaneSaid& says) override {
    EXPECT_EQ(says.attack, relayed);
    EXPECT_EQ(says.silent, LaneBits());
    for (int k = 0; k < kLanes; ++k) {
      const Order order = relayed.lane(k) ? Order::attack : Order::retreat;
      const Said what = adversary_of_lane(k).ask_for(path, receiver, order);
      says.silent.set(k, what == Said::silence);
      // Where a lane is silent the other bit must not matter.
      says.attack.set(k, what == Said::attack || (what == Said::silence && k % 2 == 0));
    }
  }
};

struct Resolution {
  Path path;
  int general;
  LaneBits orders;
};

class Recording final : public LaneObserver {
 public:
  void resolved(const Path& path, int i, const LaneBits& order) override {
    resolutions.push_back({path, i, order});
  }

  std::vector<Resolution> resolutions;
};

// Every rule of Rules changed, one by one, and some together.
std::vector<Rules> all_rules() {
  return {{},
          {.tie = Order::attack},
          {.silence = Order::attack},
          {.own_votes = 0},
          {.own_votes = 2},
          {.rounds_left_out = 1},
          {.path_members_vote = true},
          {.first_heard_wins = true},
          {.tie = Order::attack, .silence = Order::attack, .path_members_vote = true}};
}

class LaneRunOn : public ::testing::TestWithParam<Isa> {
 protected:
  void SetUp() override {
    if (!is_available(GetParam())) {
      GTEST_SKIP() << "this build or machine has no " << name(GetParam());
    }
  }
};

INSTANTIATE_TEST_SUITE_P(Isa, LaneRunOn, ::testing::Values(Isa::portable, Isa::avx512),
                         [](const auto& isa) { return std::string(name(isa.param)); });

// How many orders of that lane were compared, decisions and intermediate resolutions.
int compare_lane(const Setup& setup, const Rules& rules, int k, const LaneRun& run,
                 const std::vector<Resolution>& resolutions) {
  int compared = 0;
  auto next = resolutions.begin();
  const Outcome outcome =
      run_reference(setup, adversary_of_lane(k), rules, [&](const Path& path, int i, Order order) {
        ASSERT_NE(next, resolutions.end());
        ASSERT_EQ(next->general, i);
        ASSERT_TRUE(next->path == path) << to_string(next->path) << " for " << to_string(path);
        ASSERT_EQ(next->orders.lane(k), order == Order::attack)
            << test::to_string(setup) << " lane " << k << ' ' << to_string(path) << " at " << i;
        ++next;
        ++compared;
      });
  EXPECT_EQ(next, resolutions.end());
  for (const int i : setup.loyal_lieutenants()) {
    EXPECT_EQ(run.decision(i).lane(k), outcome.decisions.of(i) == Order::attack)
        << test::to_string(setup) << " lane " << k << " at " << i;
    ++compared;
  }
  return compared;
}

TEST_P(LaneRunOn, EqualsTheReferenceInEveryLane) {
  const std::vector<turncoat::Setup> setups{
      {.n = 2, .m = 0, .traitors = {0}},
      {.n = 3, .m = 1, .order = Order::retreat, .traitors = {2}},
      {.n = 3, .m = 1, .traitors = {1, 2}},
      {.n = 4, .m = 1, .traitors = {0}},
      {.n = 4, .m = 2, .traitors = {0, 3}},
      {.n = 5, .m = 2, .order = Order::retreat, .traitors = {0, 3}},
      {.n = 5, .m = 3, .traitors = {1}},
      {.n = 6, .m = 2, .traitors = {4, 5}}};
  int compared = 0;
  int expected = 0;
  for (const turncoat::Setup& setup : setups) {
    for (const Rules& rules : all_rules()) {
      const auto run = make_lane_run(setup, rules, GetParam());
      EachLane adversary;
      Recording recording;
      run->run(adversary, &recording);
      for (int k = 0; k < kLanes; ++k) {
        compared += compare_lane(setup, rules, k, *run, recording.resolutions);
        ASSERT_FALSE(HasFailure());
      }
      const int m = rules.rounds(setup.m) - 1;
      const auto received = static_cast<int>(*messages_received_per_lieutenant(setup.n, m));
      expected += kLanes * setup.loyal_lieutenants().size() * (received + 1);
    }
  }
  EXPECT_EQ(compared, expected) << "a resolution for each message received, and a decision";
  EXPECT_EQ(compared, 727'040);
}

// 63 votes, with two of its own 64: as many planes of the counters as are ever used.
TEST_P(LaneRunOn, EqualsTheReferenceWithMostGenerals) {
  const turncoat::Setup setup{.n = 64, .m = 1, .traitors = Generals::range(30, 55).with(0)};
  for (const Rules& rules : all_rules()) {
    const auto run = make_lane_run(setup, rules, GetParam());
    EachLane adversary;
    Recording recording;
    run->run(adversary, &recording);
    for (const int k : {0, 1, 2, 3, 63, 64, 255, 511}) {
      compare_lane(setup, rules, k, *run, recording.resolutions);
      ASSERT_FALSE(HasFailure());
    }
  }
}

TEST_P(LaneRunOn, DecidesTheSameWithoutAnObserverAndAgain) {
  const turncoat::Setup setup{.n = 5, .m = 2, .traitors = {0, 3}};
  const auto run = make_lane_run(setup, {}, GetParam());
  EachLane adversary;
  Recording recording;
  run->run(adversary, &recording);
  std::vector<LaneBits> first;
  for (const int i : setup.loyal_lieutenants()) {
    first.push_back(run->decision(i));
  }
  run->run(adversary);
  for (const int i : setup.loyal_lieutenants()) {
    EXPECT_EQ(run->decision(i), first[setup.loyal_lieutenants().rank(i)]);
  }
}

TEST_P(LaneRunOn, RefusesASetupThatIsNone) {
  EXPECT_THROW(make_lane_run({.n = 3, .m = 2}, {}, GetParam()), InvalidSetup);
}

TEST(Isa, ThePortableOneIsAlwaysThereAndTheBestIsAvailable) {
  EXPECT_TRUE(is_available(Isa::portable));
  EXPECT_TRUE(is_available(best_isa()));
  EXPECT_EQ(best_isa() == Isa::avx512, is_available(Isa::avx512));
}

TEST(Isa, HasAName) {
  EXPECT_EQ(name(Isa::portable), "portable");
  EXPECT_EQ(name(Isa::avx512), "avx512");
}

TEST(LaneBits, KeepEachLaneApart) {
  LaneBits bits;
  for (int k = 0; k < kLanes; ++k) {
    ASSERT_FALSE(bits.lane(k));
    bits.set(k, true);
    ASSERT_TRUE(bits.lane(k));
  }
  for (int k = 0; k < kLanes; ++k) {
    bits.set(k, false);
    ASSERT_FALSE(bits.lane(k));
    ASSERT_EQ(k + 1 == kLanes || bits.lane(k + 1), true);
  }
  EXPECT_EQ(bits, LaneBits());
}

}  // namespace
}  // namespace turncoat
