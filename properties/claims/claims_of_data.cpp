// Scenarios as data: the file, and shrinking.
#include <cstdint>
#include <optional>
#include <string>

#include "turncoat/properties/claims/claim.hpp"
#include "turncoat/properties/hunt/shrink.hpp"
#include "turncoat/properties/scenario_json.hpp"
#include "turncoat/properties/simplicity.hpp"

namespace turncoat::claim {

Broken round_trip(const Scenario& scenario, const Rules& /*rules*/, std::uint64_t /*choice*/) {
  const std::string written = write_scenario(scenario);
  const Scenario read = read_scenario(written, "written");
  if (read != scenario) {
    return "the scenario read isn't the one written";
  }
  if (write_scenario(read) != written) {
    return "written again, the bytes differ";
  }
  return std::nullopt;
}

Broken shrinking(const Scenario& scenario, const Rules& rules, std::uint64_t choice) {
  const Scenario before = normalised(scenario, rules);
  for (const Property property : *before.violates) {
    const ShrinkOptions options{.keep_n = (choice & 1) != 0,
                                .keep_m = (choice & 2) != 0,
                                .keep_traitor_count = (choice & 4) != 0,
                                .rules = rules};
    const Scenario after = shrink(before, property, options);
    if (!violates(after, property, rules)) {
      return "no longer violates " + std::string(name(property));
    }
    if (compare_simplicity(after, before) > 0) {
      return "less simple than before";
    }
    if (before.setup.guaranteed() && !after.setup.guaranteed()) {
      return "left the guaranteed region";
    }
    for (const Scenario& step : simpler_steps(after)) {
      const bool is_allowed = (!options.keep_n || step.setup.n == after.setup.n) &&
                              (!options.keep_m || step.setup.m == after.setup.m) &&
                              (!options.keep_traitor_count ||
                               step.setup.traitor_count() == after.setup.traitor_count()) &&
                              (!before.setup.guaranteed() || step.setup.guaranteed());
      if (is_allowed && violates(step, property, rules) &&
          compare_simplicity(normalised(step, rules), after) < 0) {
        return "one step simpler still violates " + std::string(name(property));
      }
    }
  }
  return std::nullopt;
}

}  // namespace turncoat::claim
