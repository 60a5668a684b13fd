// Scenarios inside the guaranteed region as bytes, for agreement_fuzz.
//
// Decoding is total: any bytes are a valid scenario. Layout:
//   0     which m: an index into 2, 1, 2, 3, 2, 1, 2, 0, so that most runs are small
//   1     how many generals more than the fewest that m needs, modulo what is left up to 10
//   2     bit 0: the commander's order is attack
//   3, 4  bit g, low byte first: general g is a traitor; of those the first m count
//   5 …   what traitors say, a byte for each place (adversaries/bytes.hpp)
// Bounds: n ≤ 10 and m ≤ 3, so at most 3,609 messages: a run takes well under a millisecond.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "turncoat/properties/scenario.hpp"

namespace turncoat {

Scenario scenario_from_bytes(std::span<const std::uint8_t> bytes);

// scenario_from_bytes(bytes_from_scenario(s)) is s, for every s that comes from bytes.
std::vector<std::uint8_t> bytes_from_scenario(const Scenario& scenario);

// The scenario in another setup: lies that have no place there go.
Scenario moved_to(const Setup& setup, const Scenario& scenario);

// One change drawn from `seed`: what is said in a place, to all receivers of a path, who is a
// traitor, n, m, the order.
Scenario mutated(const Scenario& scenario, std::uint64_t seed);

// The setup of `a` with lies of both.
Scenario spliced(const Scenario& a, const Scenario& b, std::uint64_t seed);

}  // namespace turncoat
