// The meaning of "simpler": a total order on scenarios with normalised lies.
//
// Fewer generals; then smaller m; then fewer traitors; then fewer lies; then the smallest
// numbering: attack before retreat, traitors and lies with smaller numbers first.
#pragma once

#include <compare>

#include "turncoat/properties/scenario.hpp"

namespace turncoat {

// Looks at setup and lies only. less: `a` is simpler than `b`.
std::strong_ordering compare_simplicity(const Scenario& a, const Scenario& b);

}  // namespace turncoat
