// Scenarios of any setup as bytes, for fuzz targets.
//
// Decoding is total: any bytes are a valid scenario. Layout:
//   0     n − 2, modulo 9
//   1     m, modulo n − 1; less if the run would be too long
//   2     bit 0: the commander's order is attack
//         bit 1: any setup. Where it isn't set the setup is one of the guaranteed region: m is
//         brought down to (n − 1) / 3, and of the traitors the m with the smallest numbers count
//   3, 4  bit g, low byte first: general g is a traitor
//   5 …   what traitors say, a byte for each place of a lie (core/lie.hpp), modulo 4: what would be
//         relayed, attack, retreat, nothing. Places after the last byte are faithful, bytes after
//         the last place are ignored
// Bounds: n ≤ 10 and at most 4,000 messages, so that a run takes well under a millisecond.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "turncoat/properties/scenario.hpp"

namespace turncoat {

Scenario scenario_from_bytes(std::span<const std::uint8_t> bytes);

// The shortest bytes: scenario_from_bytes(bytes_from_scenario(s)) is s, for every s that comes from
// bytes.
std::vector<std::uint8_t> bytes_from_scenario(const Scenario& scenario);

// The scenario in another setup: lies that have no place there go.
Scenario moved_to(const Setup& setup, const Scenario& scenario);

// One change drawn from `seed`: of the answer in a place or to all receivers of a path, of a
// traitor, n, m or the order. Inside the guaranteed region it mostly stays there.
Scenario mutated(const Scenario& scenario, std::uint64_t seed);

// The setup of `a` with lies of both.
Scenario spliced(const Scenario& a, const Scenario& b, std::uint64_t seed);

}  // namespace turncoat
