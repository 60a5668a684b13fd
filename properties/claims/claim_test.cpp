// Property tests: every claim (claim.hpp) on random scenarios of its region.
//
// RC_PARAMS="seed=… max_success=…" sets seed and number. A counterexample is saved as a scenario
// file in TURNCOAT_OUT (out/ where that isn't set); one of Theorem 1 or Lemma 1 is shrunk first.
#include "turncoat/properties/claims/claim.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "turncoat/properties/claims/generators.hpp"
#include "turncoat/properties/hunt/shrink.hpp"
#include "turncoat/properties/scenario_json.hpp"

namespace turncoat {

// What GoogleTest shows of the parameter.
void PrintTo(const Claim& claim, std::ostream* out) {
  *out << claim.statement;
}

namespace {

// Overwritten as RapidCheck shrinks: the last one written is the simplest.
void save_counterexample(const Claim& claim, const Scenario& scenario) {
  Scenario counterexample = normalised(scenario);
  counterexample.why = fmt::format("breaks the claim: {}", claim.statement);
  const char* folder = std::getenv("TURNCOAT_OUT");
  const std::string file =
      fmt::format("{}/property-{}.json", folder == nullptr ? "out" : folder, claim.name);
  const bool is_of_paper = claim.region == Region::guaranteed || claim.region == Region::lemma_1;
  if (is_of_paper && !counterexample.violates->empty()) {
    counterexample = shrink(counterexample, counterexample.violates->front());
  }
  save_scenario(counterexample, file);
  RC_LOG() << "saved as " << file << "\n";
}

class ClaimTest : public testing::TestWithParam<Claim> {};

TEST_P(ClaimTest, HoldsForRandomScenarios) {
  const Claim& claim = GetParam();
  Classes classes(claim.region);
  const bool holds = rc::check(std::string(claim.statement), [&] {
    const Scenario scenario = *scenarios_in(claim.region).as("scenario");
    const auto choice = *rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>()).as("choice");
    RC_ASSERT(is_inside(claim.region, scenario.setup));
    classes.count(scenario);
    if (const auto broken = claim.broken(scenario, Rules{}, choice)) {
      save_counterexample(claim, scenario);
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
