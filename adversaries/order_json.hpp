// Orders as JSON: "attack", "retreat"; for what a traitor says also "silence".
//
// Errors: BadInput, with the place.
#pragma once

#include "turncoat/core/order.hpp"
#include "turncoat/support/json_place.hpp"

namespace turncoat {

Order read_order(const JsonPlace& place);
Said read_said(const JsonPlace& place);

}  // namespace turncoat
