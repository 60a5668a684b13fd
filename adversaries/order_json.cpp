#include "turncoat/adversaries/order_json.hpp"

#include <optional>
#include <string>

namespace turncoat {

Order read_order(const JsonPlace& place) {
  const auto order = place.is_text() ? order_of(place.text(kMaxJsonBytes)) : std::nullopt;
  if (!order) {
    place.fail("\"attack\" or \"retreat\"");
  }
  return *order;
}

Said read_said(const JsonPlace& place) {
  const auto what = place.is_text() ? said_of(place.text(kMaxJsonBytes)) : std::nullopt;
  if (!what) {
    place.fail("\"attack\", \"retreat\" or \"silence\"");
  }
  return *what;
}

}  // namespace turncoat
