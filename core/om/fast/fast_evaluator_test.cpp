// The fast evaluator against the reference, on every resolution that it makes, and what it leaves
// unvisited.
#include "turncoat/core/om/fast/fast_evaluator.hpp"

#include <gtest/gtest.h>

#include <map>
#include <utility>

#include "turncoat/core/message_count.hpp"
#include "turncoat/core/om/reference.hpp"
#include "turncoat/core/testing.hpp"

namespace turncoat {
namespace {

using test::faithful;
using test::Hashed;
using test::Scheming;

// Of many runs.
struct Comparison {
  int runs = 0;
  std::uint64_t resolutions = 0;
  std::uint64_t longest_entered = 0;  // resolutions for paths of full length

  void add(const turncoat::Setup& setup, const Adversary& adversary) {
    const ResolvedRun reference = run_reference_resolved(setup, adversary);
    const auto compare = [&](const Path& path, int i, Order order) {
      ++resolutions;
      longest_entered += path.size() == setup.rounds() ? 1 : 0;
      ASSERT_EQ(order, reference.resolutions.at({path, i}))
          << to_string(path) << " resolved by " << i;
    };
    const FastOutcome fast = run_fast(setup, adversary, {.observe = compare});
    ASSERT_TRUE(fast.decisions);
    EXPECT_EQ(*fast.decisions, reference.outcome.decisions);
    EXPECT_LE(fast.broadcasts_asked, fast.paths_visited);
    ++runs;
  }
};

TEST(FastEvaluator, ResolvesAsTheReferenceInEverySmallSetup) {
  Comparison comparison;
  for (const turncoat::Setup& setup : test::every_setup(5)) {
    for (const auto& adversary : test::adversaries()) {
      comparison.add(setup, *adversary);
      ASSERT_FALSE(HasFailure()) << test::to_string(setup);
    }
  }
  EXPECT_EQ(comparison.runs, 2'352);
  EXPECT_GT(comparison.resolutions, 10'000U);
  EXPECT_GT(comparison.longest_entered, 1'000U);
}

std::uint64_t drawn(std::uint64_t draw, int what) {
  return test::hash_of(draw, Path(), what);
}

// Any m, also where n ≤ 3m, and any number of traitors, also more than m or fewer.
turncoat::Setup drawn_setup(std::uint64_t draw) {
  turncoat::Setup setup{.n = 6 + static_cast<int>(drawn(draw, 0) % 5)};
  setup.m = 1 + static_cast<int>(drawn(draw, 1) % static_cast<std::uint64_t>(setup.n - 2));
  while (messages_sent(setup.n, setup.m) > 10'000) {
    --setup.m;
  }
  setup.order = drawn(draw, 2) % 2 == 0 ? Order::attack : Order::retreat;
  const std::uint64_t half = drawn(draw, 3);
  const std::uint64_t quarter = half & drawn(draw, 4);
  setup.traitors = Generals::of_word(drawn(draw, 5) % 2 == 0 ? half : quarter) & setup.generals();
  return setup;
}

Hashed drawn_adversary(std::uint64_t draw) {
  return Hashed({.seed = draw,
                 .silences = static_cast<int>(drawn(draw, 6) % 20),
                 .opposites = static_cast<int>(drawn(draw, 7) % 80)});
}

TEST(FastEvaluator, ResolvesAsTheReferenceInDrawnSetups) {
  Comparison comparison;
  for (std::uint64_t draw = 0; draw < 1'000; ++draw) {
    const turncoat::Setup setup = drawn_setup(draw);
    comparison.add(setup, drawn_adversary(draw));
    ASSERT_FALSE(HasFailure()) << test::to_string(setup) << ", draw " << draw;
  }
  EXPECT_GT(comparison.resolutions, 50'000U);
  EXPECT_GT(comparison.longest_entered, 10'000U);
}

// A function of one's own that ignores relayers, and says so.
class IgnoringRelayers final : public Adversary {
 public:
  explicit IgnoringRelayers(Scheming::Answer answer) : answer_(std::move(answer)) {}

  Told says(const Path& path, Generals receivers, Order relayed) const override {
    return tell_each(receivers, [&](int receiver) { return answer_(path, receiver, relayed); });
  }
  bool ignores_relayers() const override { return true; }

 private:
  Scheming::Answer answer_;
};

// Another path of that length and that sender: the same one for all of them.
Path of_that_length_and_sender(const Path& path) {
  Path same;
  for (int relay = 1; same.size() + 1 < path.size(); ++relay) {
    same = relay == path.sender() ? same : same + relay;
  }
  return path.size() == 1 ? same : same + path.sender();
}

// The same with traitors who ignore relayers: what was resolved once is recalled.
TEST(FastEvaluator, RecallsWhatTheReferenceResolves) {
  Comparison comparison;
  std::uint64_t visited = 0;
  std::uint64_t visited_without_recalling = 0;
  for (std::uint64_t draw = 0; draw < 500; ++draw) {
    const turncoat::Setup setup = drawn_setup(draw);
    const Hashed in_order = drawn_adversary(draw);
    const IgnoringRelayers adversary([&](const Path& path, int receiver, Order relayed) {
      return in_order.ask_for(of_that_length_and_sender(path), receiver, relayed);
    });
    comparison.add(setup, adversary);
    ASSERT_FALSE(HasFailure()) << test::to_string(setup) << ", draw " << draw;
    visited += run_fast(setup, adversary).paths_visited;
    const Scheming silent_about_it([&](const Path& path, int receiver, Order relayed) {
      return adversary.ask_for(path, receiver, relayed);
    });
    visited_without_recalling += run_fast(setup, silent_about_it).paths_visited;
  }
  EXPECT_GT(comparison.resolutions, 50'000U);
  EXPECT_LT(visited, visited_without_recalling);
}

TEST(FastEvaluator, ResolvesAsTheReferenceWith64Generals) {
  Comparison comparison;
  for (const int m : {1, 2}) {
    for (const int traitor_count : {2, 21, 40}) {
      for (const int first : {0, 64 - traitor_count}) {
        const turncoat::Setup setup{
            .n = 64, .m = m, .traitors = Generals::range(first, first + traitor_count)};
        comparison.add(setup, Hashed({.seed = 64, .silences = 5, .opposites = 40}));
      }
    }
  }
  EXPECT_EQ(comparison.runs, 12);
  EXPECT_GT(comparison.resolutions, 10'000U);
}

// Tells half of the loyal lieutenants of an order to attack, the others of one to retreat: the
// loyal votes are nearly a tie on every path.
template <class Kind = Scheming>
Kind two_faced(const turncoat::Setup& setup) {
  const Generals loyal = setup.loyal_lieutenants();
  return Kind([loyal](const Path&, int receiver, Order) {
    return 2 * loyal.rank(receiver) < loyal.size() ? Said::attack : Said::retreat;
  });
}

turncoat::Setup with_traitorous_commander(int n, int m) {
  return {.n = n, .m = m, .traitors = Generals::range(n - m + 1, n).with(kCommander)};
}

// (34, 11) sends 1.8e17 messages, (64, 21) 6.1e37.
TEST(FastEvaluator, VisitsFewPathsOfMany) {
  struct Case {
    int n;
    int m;
    std::uint64_t visited;
    std::uint64_t recalling;
  };
  for (const auto& [n, m, visited, recalling] :
       {Case{4, 1, 1, 1}, Case{7, 2, 2, 2}, Case{22, 7, 166, 60}, Case{34, 11, 66'956, 769},
        Case{64, 21, 0, 194'419}}) {
    const turncoat::Setup setup = with_traitorous_commander(n, m);
    const FastOutcome fast = run_fast(setup, two_faced<IgnoringRelayers>(setup));
    EXPECT_EQ(fast.paths_visited, recalling);
    EXPECT_EQ(fast.broadcasts_asked, recalling);
    ASSERT_TRUE(fast.decisions);
    EXPECT_EQ(fast.decisions->attackers(), setup.loyal_lieutenants());
    if (visited > 0) {
      const FastOutcome visiting = run_fast(setup, two_faced(setup));
      EXPECT_EQ(visiting.paths_visited, visited);
      EXPECT_EQ(visiting.decisions, fast.decisions);
    }
  }
}

// Where the reference would take too long: what is recalled is what is found without recalling.
TEST(FastEvaluator, RecallingChangesNoResolution) {
  const turncoat::Setup setup = with_traitorous_commander(34, 11);
  std::uint64_t compared = 0;
  std::uint64_t visited = 0;
  std::uint64_t visited_recalling = 0;
  for (std::uint64_t seed = 0; seed < 3; ++seed) {
    const Scheming::Answer answer = [&](const Path& path, int receiver, Order relayed) {
      return Hashed({.seed = seed, .opposites = 50})
          .ask_for(of_that_length_and_sender(path), receiver, relayed);
    };
    std::map<std::pair<Path, int>, Order> resolved;
    const auto keep = [&](const Path& path, int i, Order order) { resolved[{path, i}] = order; };
    const FastOutcome plain = run_fast(setup, Scheming(answer), {.observe = keep});
    const auto compare = [&](const Path& path, int i, Order order) {
      if (const auto found = resolved.find({path, i}); found != resolved.end()) {
        ++compared;
        ASSERT_EQ(order, found->second) << to_string(path) << " resolved by " << i;
      }
    };
    const FastOutcome recalling = run_fast(setup, IgnoringRelayers(answer), {.observe = compare});
    EXPECT_EQ(recalling.decisions, plain.decisions);
    visited += plain.paths_visited;
    visited_recalling += recalling.paths_visited;
  }
  EXPECT_GT(compared, 1'000'000U);
  EXPECT_LT(visited_recalling, visited);
  // More than 20 times as many, were the majority guessed wrong.
  EXPECT_LT(visited, 20'000U);
}

// Where traitors say the commander's order everywhere, nothing they might have said needs a look.
TEST(FastEvaluator, CountingVotesFindsLemma1) {
  int alone = 0;
  for (int n = 3; n <= kMaxGenerals; n += n < 12 ? 1 : 7) {
    for (int m = 1; m <= n - 2; ++m) {
      for (int k = 1; k <= n - 2; ++k) {
        const turncoat::Setup setup{.n = n, .m = m, .traitors = Generals::range(n - k, n)};
        const FastOutcome fast = run_fast(setup, faithful(), {.visit_limit = 2});
        ASSERT_EQ(fast.paths_visited == 1, setup.guarantees_validity()) << test::to_string(setup);
        alone += fast.paths_visited == 1 ? 1 : 0;
      }
    }
  }
  EXPECT_GT(alone, 1'000);
}

TEST(FastEvaluator, StopsAtItsLimit) {
  const turncoat::Setup setup = with_traitorous_commander(22, 7);
  EXPECT_TRUE(run_fast(setup, two_faced(setup), {.visit_limit = 166}).decisions);
  for (const std::uint64_t limit : {1, 2, 100, 165}) {
    const FastOutcome fast = run_fast(setup, two_faced(setup), {.visit_limit = limit});
    EXPECT_FALSE(fast.decisions);
    EXPECT_EQ(fast.paths_visited, limit);
  }
}

// One traitor among 64 in OM(62): a path of every choice of loyal generals would need a look.
TEST(FastEvaluator, StopsWhenToldTo) {
  const turncoat::Setup setup{.n = 64, .m = 62, .traitors = {63}};
  int asked = 0;
  const FastOutcome fast =
      run_fast(setup, Hashed({.opposites = 50}), {.stop = [&] { return ++asked == 3; }});
  EXPECT_FALSE(fast.decisions);
  EXPECT_EQ(asked, 3);
  EXPECT_EQ(fast.paths_visited, 3 * 1'024U);
}

TEST(FastEvaluator, WhatIsResolvedWhereItIsStoppedIsntObserved) {
  const turncoat::Setup setup{.n = 9, .m = 5, .traitors = {0, 6, 7, 8}};
  const Hashed adversary({.seed = 3, .opposites = 50});
  const auto reference = run_reference_resolved(setup, adversary).resolutions;
  const std::uint64_t all = run_fast(setup, adversary).paths_visited;
  ASSERT_GT(all, 100U);
  for (std::uint64_t limit = 1; limit < all; ++limit) {
    const auto compare = [&](const Path& path, int i, Order order) {
      ASSERT_EQ(order, reference.at({path, i})) << to_string(path) << " resolved by " << i;
    };
    ASSERT_FALSE(run_fast(setup, adversary, {.visit_limit = limit, .observe = compare}).decisions);
  }
}

class Watching final : public Adversary {
 public:
  explicit Watching(const turncoat::Setup& setup) : setup_(setup) {}

  Told says(const Path& path, Generals receivers, Order relayed) const override {
    ++asked;
    EXPECT_TRUE(setup_.traitors.contains(path.sender()));
    EXPECT_FALSE(receivers.empty());
    EXPECT_TRUE((setup_.loyal_lieutenants() - path.members()).contains(receivers));
    EXPECT_LE(path.size(), setup_.rounds());
    const Told lies{.attack = receivers & Generals{1, 4, 5}, .nothing = receivers & Generals{2}};
    return relayed == Order::attack ? lies : Told();
  }

  mutable std::uint64_t asked = 0;

 private:
  turncoat::Setup setup_;
};

TEST(FastEvaluator, AsksTraitorsAboutLoyalReceivers) {
  const turncoat::Setup setup{.n = 9, .m = 4, .traitors = {0, 3, 7, 8}};
  const Watching adversary(setup);
  const FastOutcome fast = run_fast(setup, adversary);
  EXPECT_EQ(fast.broadcasts_asked, adversary.asked);
  EXPECT_GT(adversary.asked, 10U);
}

TEST(FastEvaluatorDeathTest, AnAnswerAboutSomebodyElseIsABug) {
  class Careless final : public Adversary {
    Told says(const Path&, Generals, Order) const override { return {{3}, {}}; }
  };
  const turncoat::Setup setup{.n = 4, .m = 1, .traitors = {0, 3}};
  EXPECT_DEATH(run_fast(setup, Careless()), "an adversary to say one thing to each receiver");
}

TEST(FastEvaluator, NobodyLoyalMakesNoDecision) {
  const turncoat::Setup setup{.n = 3, .m = 1, .traitors = {1, 2}};
  EXPECT_EQ(run_fast(setup, faithful()).decisions, Decisions());
}

TEST(FastEvaluator, RefusesASetupThatIsNone) {
  EXPECT_THROW(run_fast({.n = 3, .m = 2}, faithful()), InvalidSetup);
  EXPECT_THROW(run_fast({.n = 65, .m = 2}, faithful()), InvalidSetup);
}

}  // namespace
}  // namespace turncoat
