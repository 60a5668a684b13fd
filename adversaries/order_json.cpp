#include "turncoat/adversaries/order_json.hpp"

#include <optional>
#include <string>

namespace turncoat {

Order read_order(const JsonPlace& place) {
  const nlohmann::json& value = place.value();
  const auto order = value.is_string() ? order_of(value.get<std::string>()) : std::nullopt;
  if (!order) {
    place.fail("\"attack\" or \"retreat\"");
  }
  return *order;
}

Said read_said(const JsonPlace& place) {
  const nlohmann::json& value = place.value();
  const auto what = value.is_string() ? said_of(value.get<std::string>()) : std::nullopt;
  if (!what) {
    place.fail("\"attack\", \"retreat\" or \"silence\"");
  }
  return *what;
}

}  // namespace turncoat
