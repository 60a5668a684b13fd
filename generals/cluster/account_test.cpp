#include "turncoat/generals/cluster/account.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "turncoat/adversaries/scripted.hpp"
#include "turncoat/core/lock_step.hpp"
#include "turncoat/core/setup.hpp"
#include "turncoat/properties/scenario.hpp"
#include "turncoat/support/bad_input.hpp"

namespace turncoat {
namespace {

// A run by state machines, and what its generals tell of it.
class PlayedRun {
 public:
  PlayedRun(const turncoat::Setup& setup, const Adversary& adversary)
      : setup_(setup), adversary_(adversary), told_(setup.n, setup.m) {
    run_lock_step(setup, adversary, {.trace = [this](const turncoat::Sent& sent) {
                    told_.set(sent.path, sent.receiver, sent.says);
                  }});
  }

  // Somebody said something else there.
  PlayedRun& with(const Path& path, int receiver, Said said) {
    told_.set(path, receiver, said);
    return *this;
  }

  // The generals but `theirs` are ours.
  Account account(Generals theirs = {}) const {
    std::vector<std::vector<std::string>> heard(static_cast<std::size_t>(setup_.n));
    const Generals ours = setup_.generals() - theirs;
    for (const int g : ours.without(kCommander)) {
      for (int round = 1; round <= setup_.rounds(); ++round) {
        heard[g].push_back(letters(round, g));
      }
    }
    return account_of({.setup = setup_, .ours = ours, .heard = heard, .adversary = &adversary_});
  }

 private:
  std::string letters(int round, int general) const {
    std::string letters;
    told_.for_each(round, [&](const Path& path, Generals receivers) {
      if (receivers.contains(general)) {
        letters += name(*told_.at(path, general)).front();
      }
    });
    return letters;
  }

  turncoat::Setup setup_;
  const Adversary& adversary_;
  ToldTable told_;
};

const turncoat::Setup kSetup{.n = 7, .m = 2, .traitors = {0, 5}};
const Path kCommanders;

// To attack or retreat or nothing, as the place in the list has it.
std::vector<Lie> some_lies(bool with_silence = true) {
  std::vector<Lie> lies;
  for_each_lie_place(kSetup, [&](const Path& path, int receiver) {
    const auto said = static_cast<Said>(lies.size() % (with_silence ? 3 : 2));
    lies.push_back({.path = path, .to = receiver, .says = said});
    return true;
  });
  return lies;
}

TEST(AccountTest, OfOursHasEveryLie) {
  const Scripted adversary(some_lies());
  const Account account = PlayedRun(kSetup, adversary).account();
  EXPECT_EQ(account.lies, some_lies());
  EXPECT_EQ(account.lies.size(), 5U + 5U + 4U * 5U);
  EXPECT_EQ(account.unknown, 0U);
  EXPECT_TRUE(account.undetermined.empty());
  EXPECT_FALSE(account.wrong);
  EXPECT_EQ(account.missing, std::vector<std::uint64_t>(7));
}

TEST(AccountTest, KnowsWhatOursSaidToOthers) {
  const Scripted adversary(some_lies());
  // All traitors are ours, so all that was said to the loyal ones follows.
  const Account account = PlayedRun(kSetup, adversary).account({2, 3});
  EXPECT_EQ(account.lies, some_lies());
  EXPECT_FALSE(account.wrong);
}

TEST(AccountTest, KnowsWhatOthersWereToldAsTheyRelayedIt) {
  const Scripted adversary(some_lies(false));
  // The traitor 5 and the loyal 2 are not ours: 2 relays what 5 told it in round 2, not in round 3.
  const Account account = PlayedRun(kSetup, adversary).account({2, 5});
  std::vector<Lie> known = some_lies(false);
  EXPECT_EQ(std::erase_if(known,
                          [](const Lie& lie) {
                            return lie.to == 2 && lie.path.size() == 3 && lie.path.sender() == 5;
                          }),
            4);
  // Nor does anybody here know what 5 heard, so nor what follows from it; its word was heard.
  EXPECT_EQ(account.lies, known);
  EXPECT_EQ(account.unknown, 4U);
  EXPECT_EQ(account.undetermined, (Generals{2}));
  EXPECT_FALSE(account.wrong);
}

TEST(AccountTest, NamesTheFirstWrongMessageOfALoyalGeneral) {
  const Scripted adversary({});
  const Path late = kCommanders + 2 + 3;
  const Path early = kCommanders + 4;
  const Account account = PlayedRun(kSetup, adversary)
                              .with(late, 1, Said::retreat)
                              .with(early, 6, Said::retreat)
                              .account();
  ASSERT_TRUE(account.wrong);
  EXPECT_EQ(account.wrong->path, early);
  EXPECT_EQ(describe(*account.wrong),
            "general 4 is loyal, and said retreat to general 6 for [0,4], expected attack");
}

TEST(AccountTest, NamesALoyalCommanderWhoSaysSomethingElse) {
  const turncoat::Setup setup{.n = 4, .m = 1};
  const Account account =
      PlayedRun(setup, Scripted({})).with(kCommanders, 2, Said::retreat).account();
  ASSERT_TRUE(account.wrong);
  EXPECT_EQ(account.wrong->path, kCommanders);
}

TEST(AccountTest, NamesAnotherLoyalGeneralThatRelaysTwoThings) {
  const turncoat::Setup setup{.n = 4, .m = 1};
  const Account account =
      PlayedRun(setup, Scripted({})).with(kCommanders + 2, 3, Said::retreat).account({2});
  ASSERT_TRUE(account.wrong);
  EXPECT_EQ(account.wrong->path, kCommanders + 2);
  EXPECT_EQ(account.wrong->receiver, 3);
}

TEST(AccountTest, CountsWhatDidNotComeFromALoyalGeneral) {
  const turncoat::Setup setup{.n = 4, .m = 1, .traitors = {3}};
  const Account account = PlayedRun(setup, Scripted({}))
                              .with(kCommanders + 1, 2, Said::silence)
                              .with(kCommanders + 3, 2, Said::silence)
                              .account();
  EXPECT_EQ(account.missing, (std::vector<std::uint64_t>{0, 1, 0, 0}));
  EXPECT_FALSE(account.wrong);
}

TEST(AccountTest, RefusesWhatNobodyCanHaveHeard) {
  const turncoat::Setup setup{.n = 4, .m = 1};
  const Scripted adversary({});
  for (const std::vector<std::string>& heard :
       {std::vector<std::string>{"a"}, {"a", "a"}, {"a", "aaa"}, {"a", "ax"}, {"a", "aa", "aa"}}) {
    EXPECT_THROW(account_of({.setup = setup,
                             .ours = setup.generals(),
                             .heard = {{}, heard, {"a", "aa"}, {"a", "aa"}},
                             .adversary = &adversary}),
                 BadInput);
  }
}

TEST(ToldTableTest, KnowsNothingAtFirstAndEachMessageByItself) {
  ToldTable told(5, 2);
  int messages = 0;
  for (int round = 1; round <= 3; ++round) {
    told.for_each(round, [&](const Path& path, Generals receivers) {
      EXPECT_EQ(path.size(), round);
      for (const int receiver : receivers) {
        EXPECT_EQ(told.at(path, receiver), std::nullopt);
        told.set(path, receiver, static_cast<Said>(messages++ % 3));
      }
    });
  }
  EXPECT_EQ(messages, 4 + 12 + 24);
  messages = 0;
  for (int round = 1; round <= 3; ++round) {
    told.for_each(round, [&](const Path& path, Generals receivers) {
      for (const int receiver : receivers) {
        EXPECT_EQ(told.at(path, receiver), static_cast<Said>(messages++ % 3));
      }
    });
  }
}

}  // namespace
}  // namespace turncoat
