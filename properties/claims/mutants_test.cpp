// Each mutant is caught by the claims that must kill it: what shows that property tests can fail.
#include "turncoat/properties/claims/mutants.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <sstream>
#include <string>
#include <vector>

#include "turncoat/properties/claims/generators.hpp"

namespace turncoat {

void PrintTo(const Mutant& mutant, std::ostream* out) {
  *out << mutant.name;
}

namespace {

constexpr std::uint64_t kScenarios = 1'000;

bool is_broken(const Claim& claim, const Rules& rules) {
  const auto scenarios = scenarios_in(claim.region);
  for (std::uint64_t i = 0; i < kScenarios; ++i) {
    const Scenario scenario = scenarios(rc::Random(i), rc::kNominalSize).value();
    if (claim.broken(scenario, rules, i)) {
      return true;
    }
  }
  return false;
}

TEST(Mutants, TheRightRulesBreakNoClaimThatKillsOne) {
  for (const Claim& claim : claims()) {
    EXPECT_FALSE(!claim.kills.empty() && is_broken(claim, Rules{})) << claim.name;
  }
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

TEST(Mutants, ClaimsKillOnlyMutantsThatThereAre) {
  for (const Claim& claim : claims()) {
    std::istringstream names{std::string(claim.kills)};
    for (std::string name; names >> name;) {
      EXPECT_TRUE(name == kEveryMutant || find_mutant(name) != nullptr) << claim.name << name;
    }
  }
}

class KilledMutant : public testing::TestWithParam<Mutant> {};

TEST_P(KilledMutant, IsKilledByTheClaimsThatMust) {
  for (const Claim& claim : claims()) {
    if (must_kill(claim, GetParam().name)) {
      EXPECT_TRUE(is_broken(claim, GetParam().rules)) << claim.name << " lets it live";
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, KilledMutant, testing::ValuesIn(mutants().begin(), mutants().end()),
                         [](const auto& mutant) {
                           std::string name(mutant.param.name);
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace turncoat
