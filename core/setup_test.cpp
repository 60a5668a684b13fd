#include "turncoat/core/setup.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "turncoat/core/testing.hpp"

namespace turncoat {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

std::string refusal_of_setup(const Setup& setup) {
  return test::refusal_of<InvalidSetup>([&] { validated(setup); });
}

TEST(Setup, TheoremOneAsksForMoreThanThreeGeneralsATraitor) {
  EXPECT_EQ(fewest_generals(1), 4);
  EXPECT_EQ(fewest_generals(21), 64);
  EXPECT_EQ(fewest_generals(0), 2) << "no setup has fewer";
}

TEST(Setup, AcceptsTheSmallestAndTheLargest) {
  EXPECT_NO_THROW(validated({.n = 2, .m = 0}));
  EXPECT_NO_THROW(validated({.n = 64, .m = 62, .traitors = Generals::first(64)}));
}

TEST(Setup, ValidatedIsTheSetupItself) {
  const turncoat::Setup setup{.n = 4, .m = 1};
  EXPECT_EQ(&validated(setup), &setup);
}

TEST(Setup, RefusesTooFewGenerals) {
  EXPECT_THAT(refusal_of_setup({.n = 1}), HasSubstr("n is 1, expected 2 to 64"));
  EXPECT_THAT(refusal_of_setup({.n = -5}), HasSubstr("n is -5, expected 2 to 64"));
}

TEST(Setup, RefusesTooManyGenerals) {
  EXPECT_THAT(refusal_of_setup({.n = 65}), HasSubstr("n is 65, expected 2 to 64"));
}

TEST(Setup, RefusesANegativeDepth) {
  EXPECT_THAT(refusal_of_setup({.n = 4, .m = -1}), HasSubstr("m is -1, expected 0 to 2"));
}

TEST(Setup, RefusesADepthBeyondNMinus2) {
  EXPECT_NO_THROW(validated({.n = 4, .m = 2}));
  EXPECT_THAT(refusal_of_setup({.n = 4, .m = 3}),
              AllOf(HasSubstr("m is 3, expected 0 to 2"), HasSubstr("at most n-2")));
  EXPECT_THAT(refusal_of_setup({.n = 64, .m = 63}), HasSubstr("m is 63, expected 0 to 62"));
}

TEST(Setup, RefusesATraitorWhoIsNoGeneral) {
  EXPECT_NO_THROW(validated({.n = 4, .m = 1, .traitors = {3}}));
  EXPECT_THAT(refusal_of_setup({.n = 4, .m = 1, .traitors = {1, 4, 9}}),
              HasSubstr("traitor 4 is not a general, expected 0 to 3"));
}

TEST(Setup, SharesOutItsGenerals) {
  const turncoat::Setup setup{.n = 5, .m = 2, .traitors = {0, 3}};
  EXPECT_EQ(setup.rounds(), 3);
  EXPECT_EQ(setup.traitor_count(), 2);
  EXPECT_EQ(setup.generals(), (Generals{0, 1, 2, 3, 4}));
  EXPECT_EQ(setup.lieutenants(), (Generals{1, 2, 3, 4}));
  EXPECT_EQ(setup.loyal(), (Generals{1, 2, 4}));
  EXPECT_EQ(setup.loyal_lieutenants(), (Generals{1, 2, 4}));
  EXPECT_FALSE(setup.commander_is_loyal());
}

TEST(Setup, TheCommanderIsLoyalUnlessATraitor) {
  const turncoat::Setup setup{.n = 3, .m = 1, .traitors = {1}};
  EXPECT_TRUE(setup.commander_is_loyal());
  EXPECT_EQ(setup.loyal(), (Generals{0, 2}));
  EXPECT_EQ(setup.loyal_lieutenants(), Generals{2});
}

TEST(Setup, IsGuaranteedAboveThreeTimesMWithAtMostMTraitors) {
  EXPECT_TRUE((turncoat::Setup{.n = 4, .m = 1, .traitors = {0}}.guaranteed()));
  EXPECT_TRUE((turncoat::Setup{.n = 7, .m = 2, .traitors = {0, 6}}.guaranteed()));
  EXPECT_TRUE((turncoat::Setup{.n = 2, .m = 0}.guaranteed()));
  EXPECT_FALSE((turncoat::Setup{.n = 3, .m = 1, .traitors = {2}}.guaranteed()));
  EXPECT_FALSE((turncoat::Setup{.n = 6, .m = 2, .traitors = {2}}.guaranteed()));
  EXPECT_FALSE((turncoat::Setup{.n = 4, .m = 1, .traitors = {0, 1}}.guaranteed()));
  EXPECT_FALSE((turncoat::Setup{.n = 9, .m = 0, .traitors = {1}}.guaranteed()));
}

TEST(Setup, GuaranteesValidityAboveTwiceTheTraitorsPlusM) {
  EXPECT_TRUE((turncoat::Setup{.n = 4, .m = 1, .traitors = {1}}.guarantees_validity()));
  EXPECT_FALSE((turncoat::Setup{.n = 3, .m = 1, .traitors = {1}}.guarantees_validity()));
  // More traitors than m: validity is promised still, agreement is not.
  const turncoat::Setup shallow{.n = 6, .m = 1, .traitors = {1, 2}};
  EXPECT_TRUE(shallow.guarantees_validity());
  EXPECT_FALSE(shallow.guaranteed());
  EXPECT_FALSE((turncoat::Setup{.n = 5, .m = 1, .traitors = {1, 2}}.guarantees_validity()));
}

}  // namespace
}  // namespace turncoat
