#include "turncoat/core/lock_step.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "turncoat/core/om/lies_told.hpp"
#include "turncoat/core/om/reference.hpp"
#include "turncoat/core/testing.hpp"

namespace turncoat {
namespace {

using test::faithful;
using test::Scheming;
using ::testing::Each;
using ::testing::HasSubstr;

std::uint64_t sum(const std::vector<std::uint64_t>& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

TEST(LockStep, CountsMessagesAsTheClosedForm) {
  int setups = 0;
  for (int n = 2; n <= 7; ++n) {
    for (int m = 0; m <= n - 2; ++m, ++setups) {
      const turncoat::Setup setup{.n = n, .m = m, .traitors = {1}};
      const LockStepRun run = run_lock_step(setup, faithful());
      ASSERT_EQ(run.outcome.messages, (MessageCounts{.sent = *messages_sent(n, m)}));
      ASSERT_EQ(run.by_round.size(), static_cast<std::size_t>(m + 1));
      for (int round = 1; round <= m + 1; ++round) {
        ASSERT_EQ(run.by_round[round - 1], messages_in_round(n, round));
      }
      const std::uint64_t received = *messages_received_per_lieutenant(n, m);
      ASSERT_EQ(run.by_receiver.size(), static_cast<std::size_t>(n));
      ASSERT_EQ(run.by_sender.size(), static_cast<std::size_t>(n));
      ASSERT_EQ(run.by_receiver[0], 0u);
      ASSERT_EQ(run.by_sender[0], static_cast<std::uint64_t>(n - 1));
      for (int i = 1; i < n; ++i) {
        ASSERT_EQ(run.by_receiver[i], received);
        ASSERT_EQ(run.by_sender[i], received - 1) << "a lieutenant sends all but the first round";
      }
    }
  }
  EXPECT_EQ(setups, 21);
}

TEST(LockStep, EndsWhenAsked) {
  // Of the small one, which has fewer paths than lie between two questions, only the decisions ask.
  const turncoat::Setup small{.n = 4, .m = 1};
  const turncoat::Setup large{.n = 14, .m = 4};
  for (const turncoat::Setup& setup : {small, large}) {
    int questions = 0;
    const auto yes_once = [&questions] { return ++questions == 1; };
    const LockStepRun ended = run_lock_step(setup, faithful(), {.stop = yes_once});
    EXPECT_FALSE(ended.finished);
    EXPECT_EQ(questions, 1) << "an answer is kept";
    EXPECT_LE(ended.outcome.messages.sent, *messages_sent(setup.n, setup.m));
    const LockStepRun whole = run_lock_step(setup, faithful(), {.stop = [] { return false; }});
    EXPECT_TRUE(whole.finished);
    EXPECT_EQ(whole.outcome, run_lock_step(setup, faithful()).outcome);
  }
  EXPECT_LT(run_lock_step(large, faithful(), {.stop = [] { return true; }}).outcome.messages.sent,
            *messages_sent(large.n, large.m))
      << "in the midst of a round";
}

TEST(LockStep, CountsWithheldMessagesApart) {
  const turncoat::Setup setup{.n = 5, .m = 2, .traitors = {1, 4}};
  const Scheming silent([](const Path&, int, Order) { return Said::silence; });
  const LockStepRun run = run_lock_step(setup, silent);
  // 1 and 4 each, to 2 and 3: two in round 2; in round 3 two behind each other, one behind 2, 3.
  EXPECT_EQ(run.outcome.messages, (MessageCounts{.sent = 28, .withheld = 12}));
  EXPECT_THAT(run.by_round, ::testing::ElementsAre(4, 8, 16));
  EXPECT_THAT(run.by_sender, ::testing::ElementsAre(4, 3, 9, 9, 3));
  EXPECT_THAT(run.by_receiver, ::testing::ElementsAre(0, 10, 4, 4, 10));
}

TEST(LockStep, CountsOneTotalThreeWays) {
  for (const turncoat::Setup& setup : test::every_setup(5)) {
    for (const auto& adversary : test::adversaries()) {
      const LockStepRun run = run_lock_step(setup, *adversary);
      const auto& [sent, withheld] = run.outcome.messages;
      ASSERT_EQ(sum(run.by_round), sent);
      ASSERT_EQ(sum(run.by_sender), sent);
      ASSERT_EQ(sum(run.by_receiver), sent);
      ASSERT_EQ(sent + withheld, messages_sent(setup.n, setup.m));
    }
  }
}

TEST(LockStep, TracesEachMessageOnceWithTheLiesMarked) {
  int lies_traced = 0;
  for (const turncoat::Setup& setup : test::every_setup(5)) {
    for (const auto& adversary : test::adversaries()) {
      std::set<std::pair<Path, int>> traced;
      std::vector<Lie> lies;
      run_lock_step(setup, *adversary, {.trace = [&](const Sent& sent) {
                      ASSERT_EQ(sent.round, sent.path.size());
                      ASSERT_FALSE(sent.path.contains(sent.receiver));
                      ASSERT_TRUE(traced.emplace(sent.path, sent.receiver).second);
                      if (sent.lie) {
                        lies.push_back({sent.path, sent.receiver, sent.says});
                      }
                    }});
      ASSERT_EQ(traced.size(), messages_sent(setup.n, setup.m));
      std::sort(lies.begin(), lies.end());
      ASSERT_EQ(lies, lies_told(setup, *adversary)) << test::to_string(setup);
      lies_traced += static_cast<int>(lies.size());
    }
  }
  EXPECT_EQ(lies_traced, 8'517);
}

TEST(LockStep, TracesInTheOrderOfSending) {
  std::vector<std::pair<int, Path>> trace;  // rounds, then senders, then paths
  std::vector<int> senders;
  run_lock_step({.n = 3, .m = 1}, faithful(),
                {.trace = [&](const Sent& sent) { trace.emplace_back(sent.receiver, sent.path); }});
  const std::vector<std::pair<int, Path>> expected{
      {1, Path()}, {2, Path()}, {2, test::path_of({0, 1})}, {1, test::path_of({0, 2})}};
  EXPECT_EQ(trace, expected);
}

TEST(LockStep, AsksTheTraitorsOnlyForMessagesToTheLoyal) {
  const turncoat::Setup setup{.n = 5, .m = 2, .traitors = {0, 3}};
  const Scheming watching([&](const Path& path, int receiver, Order relayed) {
    EXPECT_TRUE(setup.traitors.contains(path.sender()));
    EXPECT_FALSE(setup.traitors.contains(receiver));
    return said(relayed);
  });
  run_lock_step(setup, watching);
}

TEST(LockStep, KeepsTheGeneralsAsTheyStandAtTheEnd) {
  const LockStepRun run = run_lock_step({.n = 4, .m = 1, .order = Order::attack}, faithful());
  ASSERT_EQ(run.generals.size(), 4u);
  for (int g = 0; g < 4; ++g) {
    EXPECT_EQ(run.generals[g].number(), g);
    EXPECT_TRUE(run.generals[g].rounds_are_over());
  }
  EXPECT_EQ(run.generals[2].resolved(Path()), Order::attack);
}

TEST(LockStep, LetsARunOfExactlyTheLimitPass) {
  EXPECT_NO_THROW(run_lock_step({.n = 7, .m = 2}, faithful(), {.message_limit = 156}));
}

// Before it begins: nobody was asked, nothing was sent.
TEST(LockStep, RefusesARunBeyondTheLimitBeforeItBegins) {
  int events = 0;
  const Scheming counting([&](const Path&, int, Order relayed) {
    ++events;
    return said(relayed);
  });
  for (const auto& [n, m, limit] : {std::tuple{7, 2, std::uint64_t{155}},
                                    {64, 4, kDefaultMessageLimit},
                                    {64, 62, ~std::uint64_t{0}}}) {
    const turncoat::Setup setup{.n = n, .m = m, .traitors = {0}};
    const LockStepOptions options{.message_limit = limit, .trace = [&](const Sent&) { ++events; }};
    EXPECT_THAT(test::refusal_of<TooManyMessages>([&] { run_lock_step(setup, counting, options); }),
                HasSubstr("expected at most " + std::to_string(limit)));
  }
  EXPECT_EQ(events, 0);
}

TEST(LockStep, RefusesTooManyMessagesByDefault) {
  EXPECT_THROW(run_lock_step({.n = 64, .m = 4}, faithful()), TooManyMessages);
}

TEST(LockStep, RefusesASetupThatIsNone) {
  EXPECT_THROW(run_lock_step({.n = 3, .m = 2}, faithful()), InvalidSetup);
  EXPECT_THROW(run_lock_step({.n = 3, .m = 1, .traitors = {3}}, faithful()), InvalidSetup);
}

// Two implementations: each decision, each intermediate resolution and each count.
TEST(LockStep, EqualsTheReference) {
  std::uint64_t runs = 0;
  std::uint64_t compared = 0;
  std::uint64_t expected = 0;
  for (const turncoat::Setup& setup : test::every_setup(6)) {
    for (const auto& adversary : test::adversaries()) {
      const LockStepRun stepped = run_lock_step(setup, *adversary);
      const Outcome outcome =
          run_reference(setup, *adversary, {}, [&](const Path& path, int i, Order resolved) {
            ASSERT_EQ(stepped.generals[i].resolved(path), resolved)
                << test::to_string(setup) << " general " << i << ' ' << to_string(path);
            ++compared;
          });
      ASSERT_EQ(stepped.outcome, outcome) << test::to_string(setup);
      ++runs;
      expected += *messages_received_per_lieutenant(setup.n, setup.m) *
                  static_cast<std::uint64_t>(setup.loyal_lieutenants().size());
    }
  }
  EXPECT_EQ(runs, 6 * 1'032u);
  EXPECT_EQ(compared, expected) << "a resolution for each path that the lieutenant received";
  EXPECT_EQ(compared, 274'392u);
}

}  // namespace
}  // namespace turncoat
