// What generals say to each other over HTTP, as JSON.
//
//   POST /start   {"order": "attack"}                        to the commander, or to everybody
//   POST /order   {"path": [0, 3], "value": "attack"}        one message; the path ends with its
//   sender POST /orders  {"orders": [{"path": …, "value": …}, …]}   many of them GET  /status
//   {"done": true, …} POST /decide                                             {"value": "retreat"}
//
// A message may carry "mac" (keys.hpp). All may carry "agreement", a name; GET /status as
// ?agreement=NAME. Keys that are not named here
// are ignored: somebody else's general may add its own.
//
// Errors: reading throws BadInput, with the place.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "turncoat/core/claimed_path.hpp"
#include "turncoat/core/order.hpp"
#include "turncoat/core/path.hpp"

namespace turncoat {

inline constexpr std::size_t kMostNameBytes = 64;
// Of an /orders; with them no body is longer than kMostBodyBytes.
inline constexpr std::size_t kMostOrdersAtOnce = 2048;
inline constexpr std::size_t kMostBodyBytes = std::size_t{1} << 20;

struct ClaimedOrder {
  ClaimedPath path;
  Order order = kDefaultOrder;
  std::string mac{};  // "" if there is none
};

struct ClaimedOrders {
  std::string agreement{};  // "" if none is named
  std::vector<ClaimedOrder> orders{};
};

struct Start {
  std::string agreement{};
  Order order = kDefaultOrder;
};

ClaimedOrders read_order_body(std::string_view body);
ClaimedOrders read_orders_body(std::string_view body);
Start read_start(std::string_view body);
// The agreement of a /decide; the body may be empty.
std::string read_decide(std::string_view body);

// The text before that character; without one all of it.
inline std::string_view until(std::string_view text, char end) {
  return text.substr(0, text.find(end));
}

// Of a target's ?agreement=NAME, "" without it; percent signs as they stand, as names of ours need
// none.
std::string agreement_in(std::string_view target);

// A message to send.
struct WireOrder {
  Path path;
  Order order = kDefaultOrder;
  std::string mac{};  // "": none
};

std::string start_body(Order order, const std::string& agreement);
std::string order_body(const WireOrder& order, const std::string& agreement);
std::string orders_body(std::span<const WireOrder> orders, const std::string& agreement);

}  // namespace turncoat
