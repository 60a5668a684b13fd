// The scenarios of properties/cases/, compiled in: bounds, minimal attacks, the article's run, and
// whatever was once found.
#pragma once

#include <vector>

#include "turncoat/properties/scenario.hpp"

namespace turncoat {

// By the names of their files.
std::vector<Scenario> committed_cases();

}  // namespace turncoat
