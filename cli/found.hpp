// What search and prove found, as they keep it: small, numbered canonically, saved once.
#pragma once

#include <string>

#include "turncoat/cli/work.hpp"
#include "turncoat/properties/scenario.hpp"

namespace turncoat {

// With the same n, m and number of traitors, as they were asked for: down to the fewest lies, or if
// the setup is too large for that, as far as the shrinker comes until the work is over.
Scenario made_small(const Scenario& found, Property property, Work& work);

// Where it was saved: in the file that was asked for, otherwise in out/ under its own name.
std::string saved(const Scenario& scenario, const std::string& file);

}  // namespace turncoat
