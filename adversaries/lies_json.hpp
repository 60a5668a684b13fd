// Lies as JSON: [{"path": [0, 4], "to": [1, 2, 3], "says": "retreat"}, …].
//
// An entry stands for a lie to each of its receivers. The setup must be valid.
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "turncoat/core/lie.hpp"
#include "turncoat/core/setup.hpp"
#include "turncoat/support/json_place.hpp"

namespace turncoat {

// Sorted; at most kMaxLies. Throws BadInput: a path that is none of this setup or longer than m+1,
// one that doesn't end in a traitor, a receiver who is on it or no loyal general, the same place
// twice.
std::vector<Lie> read_lies(const JsonPlace& entries, const Setup& setup);

// One entry for each path and thing said, sorted; `lies` must be.
std::vector<nlohmann::ordered_json> lies_as_json(const std::vector<Lie>& lies);

}  // namespace turncoat
