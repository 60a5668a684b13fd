// Single changes to a scenario. Each gives setup and lies; expectations are the caller's.
#pragma once

#include <array>

#include "turncoat/properties/scenario.hpp"

namespace turncoat {

// Numbers for all generals: a lieutenant g becomes numbering[g]; the commander stays 0.
using Numbering = std::array<int, kMaxGenerals>;

Numbering identity_numbering();
Scenario renumbered(const Scenario& scenario, const Numbering& numbering);
Scenario with_swapped(const Scenario& scenario, int lieutenant, int other);

// The other generals close ranks; lies by, to or through the general go. m ≤ n−2 is restored.
Scenario without_general(const Scenario& scenario, int lieutenant);
// Lies with a path longer than the last round's.
Scenario with_m(const Scenario& scenario, int m);
// Its lies go, and nobody has lied to it.
Scenario with_loyal(const Scenario& scenario, int general);
Scenario with_order(const Scenario& scenario, Order order);
// Attack and retreat exchanged, in the order and in all lies. Silence stays.
Scenario turned_over(const Scenario& scenario);

}  // namespace turncoat
