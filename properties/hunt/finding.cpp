#include "turncoat/properties/hunt/finding.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "turncoat/properties/hunt/shrink.hpp"
#include "turncoat/properties/scenario_json.hpp"

namespace turncoat {

Charge charge_of(Property property, const Setup& setup, const Rules& rules) {
  const bool is_inside = setup.guaranteed();
  const auto wrong = [=](const Scenario& scenario) -> std::optional<std::string> {
    const Setup& played = scenario.setup;
    if ((is_inside && !played.guaranteed()) || !violates(scenario, property, rules)) {
      return std::nullopt;
    }
    return fmt::format("{} violated by {} of {} generals in OM({})", name(property),
                       played.traitor_count(), played.n, played.m);
  };
  return {.name = "", .wrong = wrong, .rules = rules};
}

Finding save_once(const Scenario& scenario, const std::string& name, const std::string& folder) {
  const std::string file = fmt::format("{}/{}", folder, scenario_file_name(scenario, name));
  const bool is_new = !std::filesystem::exists(file);
  if (is_new) {
    save_scenario(scenario, file);
  }
  return {scenario, file, is_new};
}

Finding keep(const Scenario& found, const Charge& charge, const std::string& folder) {
  const auto is_wrong = [&](const Scenario& scenario) {
    return charge.wrong(scenario).has_value();
  };
  if (!is_wrong(found)) {
    Scenario kept = with_outcome(found, charge.rules);
    kept.why = "found, but nothing was wrong when it was played again";
    return save_once(kept, charge.name, folder);
  }
  Scenario kept = shrink(found, is_wrong, {.rules = charge.rules});
  kept.why = *charge.wrong(kept);
  return save_once(kept, charge.name, folder);
}

}  // namespace turncoat
