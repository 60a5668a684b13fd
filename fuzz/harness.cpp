#include "turncoat/fuzz/harness.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "turncoat/properties/claims/under_test.hpp"
#include "turncoat/properties/scenario_json.hpp"

namespace turncoat {

void report(const std::string& what) {
  fmt::print(stderr, "\nBROKEN: {}\n", what);
  std::abort();
}

void check_claim(const Claim& claim, const Scenario& scenario, std::uint64_t choice) {
  if (claim.broken(scenario, rules_under_test(), choice)) {
    const Finding found =
        keep(scenario, charge_of(claim, scenario, rules_under_test(), choice), findings_folder());
    fmt::print(stderr, "{}{} {}\n", write_scenario(found.scenario),
               found.is_new ? "saved as" : "known before as", found.file);
    report(found.scenario.why);
  }
}

}  // namespace turncoat
