#include "turncoat/cli/found.hpp"

#include <cstdint>

#include "turncoat/properties/canonical.hpp"
#include "turncoat/properties/hunt/finding.hpp"
#include "turncoat/properties/hunt/shrink.hpp"
#include "turncoat/properties/prove/minimum/minimum.hpp"
#include "turncoat/properties/scenario_json.hpp"
#include "turncoat/support/number_text.hpp"

namespace turncoat {

Scenario made_small(const Scenario& found, Property property, Work& work) {
  const auto stop = [&work] { return work.is_over(); };
  try {
    const Minimum fewest =
        minimum(found.setup, property, {.stop = stop, .progress = [&work](std::uint64_t cases) {
                                          work.show([cases] { return counted(cases, "case"); });
                                        }});
    Scenario smallest =
        fewest.scenario ? with_outcome(canonically_numbered(*fewest.scenario)) : found;
    smallest.found_by = found.found_by;
    return smallest;
  } catch (const BadInput&) {  // beyond VoteLimits
    return shrink(found, property,
                  {.keep_n = true,
                   .keep_m = true,
                   .keep_traitor_count = true,
                   .stop = stop,
                   .progress = [&work](const Scenario& simpler) {
                     work.show([&] { return counted(simpler.lies.size(), "lie"); });
                   }});
  }
}

std::string saved(const Scenario& scenario, const std::string& file) {
  if (file.empty()) {
    return save_once(scenario, "", "out").file;
  }
  save_scenario(scenario, file);
  return file;
}

}  // namespace turncoat
