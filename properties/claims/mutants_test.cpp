// Each mutant is caught, and by which claims: what shows that the property tests can fail.
#include "turncoat/properties/claims/mutants.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "turncoat/properties/claims/generators.hpp"

namespace turncoat {
namespace {

constexpr int kScenarios = 1'000;

// The names of the claims that fail for some of the scenarios, played by these rules.
std::set<std::string> broken_claims(const Rules& rules) {
  std::set<std::string> broken;
  for (const Claim& claim : claims()) {
    if (claim.broken == claim::shrinking || claim.broken == claim::lanes) {
      continue;  // Of the shrinker, and of lanes against the same text: whatever the rules.
    }
    const auto scenarios = scenarios_in(claim.region);
    for (std::uint64_t i = 0; i < kScenarios && !broken.contains(std::string(claim.name)); ++i) {
      const Scenario scenario = scenarios(rc::Random(i), rc::kNominalSize).value();
      if (claim.broken(scenario, rules, i)) {
        broken.insert(std::string(claim.name));
      }
    }
  }
  return broken;
}

TEST(Mutants, NoClaimIsBrokenByTheRightRules) {
  EXPECT_THAT(broken_claims(Rules{}), testing::IsEmpty());
}

TEST(Mutants, EachDiffersFromTheRightRulesAndFromTheOthers) {
  for (const Mutant& mutant : mutants()) {
    EXPECT_NE(mutant.rules, Rules{}) << mutant.name;
    EXPECT_EQ(find_mutant(mutant.name), &mutant) << mutant.name;
    for (const Mutant& other : mutants()) {
      EXPECT_EQ(mutant.rules == other.rules, &mutant == &other) << mutant.name;
    }
  }
}

// Claims that compare with an implementation of its own see every mutant: those have no rules to
// change.
const std::set<std::string> kOfOtherImplementations{"FastEvaluator", "Simulation", "StateMachines"};

// Which further claims kill each mutant.
const std::map<std::string, std::set<std::string>> kKilledBy{
    {"tie-means-attack", {"TraitorsEars"}},
    {"silence-means-attack", {"Silence", "TraitorsEars"}},
    {"own-order-not-counted", {"Lemma1", "Theorem1", "TraitorsEars"}},
    {"own-order-counted-twice", {"Theorem1", "TraitorsEars"}},
    {"one-round-too-few", {"Theorem1", "TraitorsEars"}},
    {"path-members-vote", {"Lemma1", "Theorem1", "TraitorsEars", "Unanimity"}},
    {"first-heard-wins", {"Theorem1", "TraitorsEars"}},
};

class KilledMutant : public testing::TestWithParam<std::string> {};

TEST_P(KilledMutant, IsKilledByTheseClaims) {
  const Mutant* mutant = find_mutant(GetParam());
  ASSERT_NE(mutant, nullptr);
  std::set<std::string> expected = kKilledBy.at(GetParam());
  expected.insert(kOfOtherImplementations.begin(), kOfOtherImplementations.end());
  EXPECT_EQ(broken_claims(mutant->rules), expected);
}

std::vector<std::string> mutant_names() {
  std::vector<std::string> names;
  for (const Mutant& mutant : mutants()) {
    names.emplace_back(mutant.name);
  }
  return names;
}

INSTANTIATE_TEST_SUITE_P(All, KilledMutant, testing::ValuesIn(mutant_names()),
                         [](const auto& mutant) {
                           std::string name = mutant.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

TEST(Mutants, TheTableHasNoOtherMutants) {
  EXPECT_EQ(kKilledBy.size(), mutants().size());
}

}  // namespace
}  // namespace turncoat
