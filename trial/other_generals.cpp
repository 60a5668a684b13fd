#include "turncoat/trial/other_generals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "turncoat/generals/wire.hpp"
#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/json_place.hpp"
#include "turncoat/trial/silence.hpp"

namespace turncoat {
namespace {

// More than any right general sends in an agreement, and than one with a plain mistake.
constexpr std::size_t kMostTold = 100'000;

// Throws BadInput.
Path path_of(const ClaimedPath& claimed) {
  if (claimed.flaw()) {
    throw BadInput("path: a general twice, or none of 0 to 63");
  }
  std::vector<int> generals;
  for (std::size_t place = 0; place < claimed.length(); ++place) {
    generals.push_back(claimed[place]);
  }
  return Path::from(generals);
}

}  // namespace

OtherGenerals::OtherGenerals(Loop& loop, std::vector<Descriptor> listeners, int on_trial)
    : loop_(loop) {
  for (std::size_t g = 0; g < listeners.size(); ++g) {
    if (static_cast<int>(g) == on_trial) {
      listeners[g].close();
      continue;
    }
    servers_.push_back(std::make_unique<HttpServer>(
        loop, listeners[g].release(), HttpServer::Limits{.body_bytes = kMostBodyBytes},
        [this, g](const HttpRequest& request) { return answer(static_cast<int>(g), request); }));
  }
}

void OtherGenerals::begin(const std::string& agreement) {
  agreement_ = agreement;
  told_.clear();
  trouble_.reset();
}

std::size_t OtherGenerals::told_up_to(int length) const {
  return static_cast<std::size_t>(
      std::count_if(told_.begin(), told_.end(),
                    [length](const SentOrder& sent) { return sent.path.size() <= length; }));
}

HttpAnswer OtherGenerals::answer(int receiver, const HttpRequest& request) {
  const std::string_view what = until(request.target, '?');
  if (what == "/status" && request.method == "GET") {
    return {.body = fmt::format(R"({{"done":false,"orders":{}}})", kMostOrdersAtOnce)};
  }
  if ((what != "/order" && what != "/orders") || request.method != "POST") {
    return {.status = http_status::kNotFound,
            .body = R"({"error":"expected GET /status, POST /order or POST /orders"})"};
  }
  try {
    take(receiver, request);
    loop_.stop();  // it may be what is waited for
    return {.body = R"({"ok":true})"};
  } catch (const BadInput& wrong) {
    if (!trouble_) {
      trouble_ = fmt::format("it posts to {} of general {} {}: {}", what, receiver,
                             shown_line(request.body), wrong.what());
    }
    loop_.stop();
    return {.status = http_status::kBadRequest,
            .body = fmt::format(R"({{"error":{}}})", json_text(wrong.what()))};
  }
}

void OtherGenerals::take(int receiver, const HttpRequest& request) {
  const bool is_one = until(request.target, '?') == "/order";
  const ClaimedOrders claim =
      is_one ? read_order_body(request.body) : read_orders_body(request.body);
  const std::string agreement =
      claim.agreement.empty() ? agreement_in(request.target) : claim.agreement;
  std::vector<SentOrder> all;
  for (const ClaimedOrder& order : claim.orders) {
    all.push_back({.path = path_of(order.path), .receiver = receiver, .order = order.order});
  }
  if (agreement != agreement_) {
    return;
  }
  if (told_.size() + all.size() > kMostTold) {
    throw BadInput(fmt::format("more than {} messages in one agreement", kMostTold));
  }
  told_.insert(told_.end(), all.begin(), all.end());
}

}  // namespace turncoat
