// Property tests: every claim (claim.hpp) on random scenarios of its region.
//
// RC_PARAMS="seed=… max_success=…" sets seed and number. A counterexample is shrunk and saved as a
// scenario file in TURNCOAT_OUT, or out/ if that isn't set. TURNCOAT_MUTANT=NAME plays that mutant.
#include "turncoat/properties/claims/claim.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "turncoat/properties/claims/generators.hpp"
#include "turncoat/properties/claims/under_test.hpp"
#include "turncoat/properties/scenario_json.hpp"

namespace turncoat {

// What GoogleTest shows of the parameter.
void PrintTo(const Claim& claim, std::ostream* out) {
  *out << claim.statement;
}

namespace {

class ClaimTest : public testing::TestWithParam<Claim> {};

TEST_P(ClaimTest, HoldsForRandomScenarios) {
  const Claim& claim = GetParam();
  Classes classes(claim.region);
  const bool holds = rc::check(std::string(claim.statement), [&] {
    const Scenario scenario = *scenarios_in(claim.region).as("scenario");
    const auto choice = *rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>()).as("choice");
    RC_ASSERT(is_inside(claim.region, scenario.setup));
    classes.count(scenario);
    if (const auto broken = claim.broken(scenario, rules_under_test(), choice)) {
      const Charge charge = charge_of(claim, scenario, rules_under_test(), choice);
      const Finding finding = keep(scenario, charge, findings_folder());
      RC_LOG() << write_scenario(finding.scenario) << "saved as " << finding.file << "\n";
      RC_FAIL(*broken);
    }
  });
  EXPECT_TRUE(holds);
  EXPECT_GE(classes.counts().size(), 5U);
  for (const auto& [name, count] : classes.counts()) {
    fmt::print("  {:<28}{}\n", name, count);
    EXPECT_GT(count, 0) << "no scenario of the class: " << name;
  }
}

INSTANTIATE_TEST_SUITE_P(All, ClaimTest, testing::ValuesIn(claims().begin(), claims().end()),
                         [](const auto& claim) { return std::string(claim.param.name); });

}  // namespace
}  // namespace turncoat
