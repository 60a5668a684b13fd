#include "turncoat/core/adversary.hpp"

#include <gtest/gtest.h>

#include "turncoat/core/testing.hpp"

namespace turncoat {
namespace {

const Generals kReceivers{1, 2, 4};

TEST(Told, SaysToEachReceiverOneThing) {
  const Told told{.attack = {1}, .nothing = {4}};
  EXPECT_EQ(told.to(1), Said::attack);
  EXPECT_EQ(told.to(2), Said::retreat);
  EXPECT_EQ(told.to(4), Said::silence);
}

TEST(Told, TellsAllTheSame) {
  EXPECT_EQ(tell_all(kReceivers, Said::attack), (Told{.attack = kReceivers}));
  EXPECT_EQ(tell_all(kReceivers, Said::retreat), Told());
  EXPECT_EQ(tell_all(kReceivers, Said::silence), (Told{.nothing = kReceivers}));
}

TEST(Told, DeceivesReceiversOnly) {
  EXPECT_EQ(deceive({2, 3}, kReceivers, Order::attack), (Told{.attack = {1, 4}}));
  EXPECT_EQ(deceive({2, 3}, kReceivers, Order::retreat), (Told{.attack = {2}}));
}

TEST(Told, TellsEachWhatItIsGiven) {
  const auto says = [](int receiver) {
    return receiver == 1 ? Said::attack : receiver == 2 ? Said::silence : Said::retreat;
  };
  EXPECT_EQ(tell_each(kReceivers, says), (Told{.attack = {1}, .nothing = {2}}));
}

// Answers whatever it is asked.
class Fixed final : public Adversary {
 public:
  explicit Fixed(const Told& told) : told_(told) {}

  Told says(const Path& /*path*/, Generals /*receivers*/, Order /*relayed*/) const override {
    return told_;
  }

 private:
  Told told_;
};

TEST(Adversary, IsAskedForOneReceiverOrMore) {
  const Fixed fixed({.attack = {1}, .nothing = {4}});
  EXPECT_EQ(fixed.ask(Path(), kReceivers, Order::retreat), (Told{.attack = {1}, .nothing = {4}}));
  EXPECT_EQ(Fixed({.nothing = {4}}).ask_for(Path(), 4, Order::attack), Said::silence);
  EXPECT_EQ(Fixed({}).ask_for(Path(), 4, Order::attack), Said::retreat);
}

TEST(AdversaryDeathTest, AnAnswerAboutSomebodyElseIsABug) {
  constexpr const char* kClaim = "an adversary to say one thing to each receiver";
  EXPECT_DEATH(Fixed({.attack = {3}}).ask(Path(), kReceivers, Order::attack), kClaim);
  EXPECT_DEATH(Fixed({.nothing = {3}}).ask(Path(), kReceivers, Order::attack), kClaim);
}

TEST(AdversaryDeathTest, TwoAnswersToOneReceiverAreABug) {
  EXPECT_DEATH(Fixed({.attack = {2}, .nothing = {2}}).ask(Path(), kReceivers, Order::attack),
               "an adversary to say one thing to each receiver");
}

TEST(Adversary, AnswersForManyPathsAsForEachAlone) {
  const turncoat::Setup setup{.n = 9, .m = 4, .traitors = {0, 2, 5, 8}};
  int compared = 0;
  for (const Path& path : {Path::empty(), Path(), Path() + 1, Path() + 2, Path() + 3 + 5}) {
    for (const auto& adversary : test::adversaries()) {
      compared += test::compare_grid(*adversary, setup, path, Isa::portable);
    }
  }
  // Each row has all lanes but the sender's own.
  EXPECT_EQ(compared, 6 * (3 + 3 * 7 + 3 * 6 + 2 * 6 + 2 * 5));
}

}  // namespace
}  // namespace turncoat
