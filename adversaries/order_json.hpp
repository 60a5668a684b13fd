// Orders as JSON: "attack", "retreat"; in what is said also "silence".
//
// Errors: BadInput, with the place.
#pragma once

#include "adversaries/json_place.hpp"
#include "core/order.hpp"

namespace turncoat {

Order read_order(const JsonPlace& place);
Said read_said(const JsonPlace& place);

}  // namespace turncoat
