// scenario_fuzz, checking one claim only, finds each mutant that the claim must kill: from its
// corpus, or in a libFuzzer build from nothing.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "turncoat/properties/claims/claim.hpp"
#include "turncoat/properties/claims/mutants.hpp"

namespace turncoat {
namespace {

struct Killing {
  Claim claim;
  Mutant mutant;
};

void PrintTo(const Killing& killing, std::ostream* out) {
  *out << killing.claim.name << " of " << killing.mutant.name;
}

std::vector<Killing> killings() {
  std::vector<Killing> all;
  for (const Claim& claim : claims()) {
    for (const Mutant& mutant : mutants()) {
      if (claim.fuzzed != Fuzzed::never && must_kill(claim, mutant.name)) {
        all.push_back({claim, mutant});
      }
    }
  }
  return all;
}

class ScenarioFuzz : public testing::TestWithParam<Killing> {};

TEST_P(ScenarioFuzz, FindsTheMutantByThisClaimAlone) {
  const auto& [claim, mutant] = GetParam();
  const std::string command = fmt::format("TURNCOAT_CLAIM={} {} {} {}", claim.name,
                                          TURNCOAT_IS_FOUND, mutant.name, TURNCOAT_SCENARIO_FUZZ);
  EXPECT_EQ(std::system(command.c_str()), 0) << command;
}

INSTANTIATE_TEST_SUITE_P(All, ScenarioFuzz, testing::ValuesIn(killings()), [](const auto& killing) {
  std::string name = fmt::format("{}_{}", killing.param.claim.name, killing.param.mutant.name);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace turncoat
