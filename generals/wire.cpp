#include "turncoat/generals/wire.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "turncoat/adversaries/order_json.hpp"
#include "turncoat/core/generals.hpp"
#include "turncoat/support/json_place.hpp"

namespace turncoat {
namespace {

constexpr std::size_t kMostMacBytes = 256;

JsonPlace object_of(std::string_view body) {
  const JsonPlace top = parse_json(body, "body");
  if (!top.is_object()) {
    top.fail("an object");
  }
  return top;
}

std::string agreement_of(const JsonPlace& top) {
  return top.has("agreement") ? top.at("agreement").text(kMostNameBytes) : "";
}

ClaimedOrder claimed_order(const JsonPlace& place) {
  std::vector<int> generals;
  for (const JsonPlace& general : place.at("path").elements(kMaxGenerals)) {
    generals.push_back(general.integer(INT32_MIN, INT32_MAX));
  }
  return {.path = ClaimedPath(generals),
          .order = read_order(place.at("value")),
          .mac = place.has("mac") ? place.at("mac").text(kMostMacBytes) : ""};
}

void append_order(std::string& text, const WireOrder& order) {
  text += R"("path":[)";
  for (int place = 0; place < order.path.size(); ++place) {
    fmt::format_to(std::back_inserter(text), "{}{}", place > 0 ? "," : "", order.path[place]);
  }
  fmt::format_to(std::back_inserter(text), R"(],"value":"{}")", name(order.order));
  if (!order.mac.empty()) {
    fmt::format_to(std::back_inserter(text), R"(,"mac":"{}")", order.mac);
  }
}

void append_agreement(std::string& text, const std::string& agreement) {
  if (!agreement.empty()) {
    text += R"(,"agreement":)" + json_text(agreement);
  }
}

}  // namespace

ClaimedOrders read_order_body(std::string_view body) {
  const JsonPlace top = object_of(body);
  return {.agreement = agreement_of(top), .orders = {claimed_order(top)}};
}

ClaimedOrders read_orders_body(std::string_view body) {
  const JsonPlace top = object_of(body);
  ClaimedOrders claim{.agreement = agreement_of(top)};
  for (const JsonPlace& order : top.at("orders").elements(kMostOrdersAtOnce)) {
    claim.orders.push_back(claimed_order(order));
  }
  return claim;
}

Start read_start(std::string_view body) {
  const JsonPlace top = object_of(body);
  return {.agreement = agreement_of(top), .order = read_order(top.at("order"))};
}

std::string read_decide(std::string_view body) {
  return body.empty() ? "" : agreement_of(object_of(body));
}

std::string agreement_in(std::string_view target) {
  constexpr std::string_view kKey = "agreement=";
  const std::size_t question = target.find('?');
  if (question == std::string_view::npos) {
    return "";
  }
  std::string_view rest = target.substr(question + 1);
  while (!rest.empty()) {
    const std::string_view pair = until(rest, '&');
    if (pair.starts_with(kKey)) {
      return std::string(pair.substr(kKey.size(), kMostNameBytes));
    }
    rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
  }
  return "";
}

std::string start_body(Order order, const std::string& agreement) {
  std::string text = fmt::format(R"({{"order":"{}")", name(order));
  append_agreement(text, agreement);
  return text + "}";
}

std::string order_body(const WireOrder& order, const std::string& agreement) {
  std::string text = "{";
  append_order(text, order);
  append_agreement(text, agreement);
  return text + "}";
}

std::string orders_body(std::span<const WireOrder> orders, const std::string& agreement) {
  std::string text = R"({"orders":[)";
  for (const WireOrder& order : orders) {
    text += text.back() == '[' ? "{" : ",{";
    append_order(text, order);
    text += "}";
  }
  text += "]";
  append_agreement(text, agreement);
  return text + "}";
}

}  // namespace turncoat
