// One bug, found from many scenarios, is one file.
#include "turncoat/properties/hunt/finding.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "turncoat/properties/canonical.hpp"
#include "turncoat/properties/claims/generators.hpp"
#include "turncoat/properties/claims/mutants.hpp"
#include "turncoat/properties/edit.hpp"
#include "turncoat/properties/scenario_json.hpp"
#include "turncoat/properties/simplicity.hpp"

namespace turncoat {
namespace {

class FindingTest : public testing::Test {
 protected:
  FindingTest() { std::filesystem::remove_all(folder_); }
  ~FindingTest() override { std::filesystem::remove_all(folder_); }

  // The files that come of this many random scenarios that break the claim.
  std::set<std::string> kept(const Claim& claim, const Rules& rules, int findings) {
    std::set<std::string> files;
    const auto scenarios = scenarios_in(claim.region);
    for (std::uint64_t seed = 0; findings > 0; ++seed) {
      const Scenario scenario = scenarios(rc::Random(seed), rc::kNominalSize).value();
      if (claim.broken(scenario, rules, seed)) {
        const Charge charge = charge_of(claim, scenario, rules, seed);
        files.insert(keep(scenario, charge, folder_).file);
        --findings;
      }
    }
    return files;
  }

  const std::string folder_ = testing::TempDir() + "finding-" +
                              testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(FindingTest, OneMutantFoundFromAHundredScenariosIsOneFile) {
  std::map<std::string, std::size_t> several;
  for (const Claim& claim : claims()) {
    for (const Mutant& mutant : mutants()) {
      if (must_kill(claim, mutant.name)) {
        const std::size_t files = kept(claim, mutant.rules, 100).size();
        EXPECT_GE(files, 1U);
        if (files > 1) {
          several[fmt::format("{} by {}", mutant.name, claim.name)] = files;
        }
      }
    }
  }
  // Both properties break by themselves: IC1 with a traitorous commander, where IC2 says nothing.
  EXPECT_THAT(several, testing::ElementsAre(testing::Pair("own-order-not-counted by Theorem1", 2)));
}

Scenario three_generals(std::vector<Lie> lies) {
  return {.why = "as it was found",
          .found_by = "a test",
          .setup = {.n = 3, .m = 1, .order = Order::attack, .traitors = {2}},
          .lies = std::move(lies),
          .violates = {},
          .decisions = {}};
}

TEST_F(FindingTest, IsSavedOnceAndSaysWhatIsWrong) {
  const Scenario found = three_generals({{Path() + 2, 1, Said::retreat}});
  const Charge charge = charge_of(Property::IC2, found.setup);
  const Finding first = keep(found, charge, folder_);
  EXPECT_TRUE(first.is_new);
  EXPECT_EQ(first.scenario.why, "IC2 violated by 1 of 3 generals in OM(1)");
  EXPECT_EQ(first.scenario.found_by, "a test");
  EXPECT_EQ(first.scenario.setup.traitors, Generals{1});
  EXPECT_EQ(load_scenario(first.file), first.scenario);

  Scenario again = found;
  again.found_by = "another test";
  const Finding second = keep(again, charge, folder_);
  EXPECT_FALSE(second.is_new);
  EXPECT_EQ(second.file, first.file);
  EXPECT_EQ(load_scenario(first.file).found_by, "a test");
}

TEST_F(FindingTest, ThatCantBeRepeatedIsSavedAsItIs) {
  const Scenario found = three_generals({{Path() + 2, 1, Said::attack}});
  const Finding kept = keep(found, charge_of(Property::IC2, found.setup), folder_);
  EXPECT_EQ(kept.scenario.lies, found.lies);
  EXPECT_EQ(kept.scenario.why, "found, but nothing was wrong when it was played again");
  EXPECT_EQ(load_scenario(kept.file), kept.scenario);
}

TEST_F(FindingTest, OfAMutantExpectsWhatTheMutantDoes) {
  const Rules rules = find_mutant("silence-means-attack")->rules;
  const Claim* claim = find_claim("Silence");
  ASSERT_NE(claim, nullptr);
  Scenario found = three_generals({{Path(), 2, Said::silence}});
  found.setup = {.n = 3, .m = 0, .order = Order::retreat, .traitors = {kCommander}};
  const Finding kept = keep(found, charge_of(*claim, found, rules, 0), folder_);
  EXPECT_THAT(kept.file, testing::HasSubstr("/Silence-n2-m0-k1-"));
  EXPECT_EQ(kept.scenario.decisions->of(1), Order::attack);
}

// All numberings of a scenario whose lieutenants can be told apart.
TEST(Canonical, AllNumberingsComeToOne) {
  const Scenario scenario{.why = "",
                          .found_by = "",
                          .setup = {.n = 6, .m = 2, .order = Order::attack, .traitors = {0, 2, 5}},
                          .lies = {{Path() + 2, 1, Said::retreat},
                                   {Path() + 5, 3, Said::silence},
                                   {Path() + 4 + 5, 3, Said::retreat},
                                   {Path() + 4 + 2, 1, Said::attack}},
                          .violates = {},
                          .decisions = {}};
  const Scenario canonical = canonically_numbered(scenario);
  EXPECT_EQ(canonical.setup.traitors, (Generals{0, 1, 2}));
  Numbering numbering = identity_numbering();
  int numberings = 0;
  do {
    EXPECT_EQ(canonically_numbered(renumbered(scenario, numbering)), canonical);
    ++numberings;
  } while (std::next_permutation(numbering.begin() + 1, numbering.begin() + scenario.setup.n));
  EXPECT_EQ(numberings, 120);
}

TEST(Canonical, OfManyGeneralsNoSwapIsSimpler) {
  const Scenario scenario{
      .why = "",
      .found_by = "",
      .setup = {.n = 40, .m = 1, .order = Order::attack, .traitors = {30, 20}},
      .lies = {{Path() + 20, 7, Said::retreat}, {Path() + 30, 9, Said::silence}},
      .violates = {},
      .decisions = {}};
  const Scenario canonical = canonically_numbered(scenario);
  EXPECT_EQ(canonical.setup.traitors, (Generals{1, 2}));
  for (const int a : canonical.setup.lieutenants()) {
    for (const int b : Generals::range(a + 1, canonical.setup.n)) {
      EXPECT_FALSE(compare_simplicity(with_swapped(canonical, a, b), canonical) < 0) << a << b;
    }
  }
}

}  // namespace
}  // namespace turncoat
