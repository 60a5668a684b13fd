// One numbering of the lieutenants for all scenarios that differ only in their numbers.
#pragma once

#include "turncoat/properties/scenario.hpp"

namespace turncoat {

// The simplest of all numberings (simplicity.hpp). If there are too many to go through, one that no
// swap of two lieutenants makes simpler.
Scenario canonically_numbered(const Scenario& scenario);

}  // namespace turncoat
