// Lies as JSON: [{"path": [0, 4], "to": [1, 2, 3], "says": "retreat"}, …].
//
// An entry stands for a lie to each of its receivers. The setup must be valid.
#pragma once

#include <string>
#include <vector>

#include "turncoat/core/lie.hpp"
#include "turncoat/core/setup.hpp"
#include "turncoat/support/json_place.hpp"

namespace turncoat {

// Sorted; at most kMaxLies. Throws BadInput for a path that isn't one of this setup, is longer than
// m+1 or doesn't end in a traitor; for a receiver that is on the path or isn't a loyal general; for
// the same place twice.
std::vector<Lie> read_lies(const JsonPlace& entries, const Setup& setup);

// One JSON object for each path and thing said, sorted; `lies` must be. Such as
// {"path": [0, 4], "to": [1, 3], "says": "retreat"}.
std::vector<std::string> lies_as_json(const std::vector<Lie>& lies);

}  // namespace turncoat
