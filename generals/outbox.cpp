#include "turncoat/generals/outbox.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <span>
#include <utility>

#include "turncoat/generals/garbage.hpp"
#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/json_place.hpp"

namespace turncoat {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFirstPause{10};
constexpr milliseconds kLongestPause{1000};
constexpr milliseconds kLongestAnswer{30'000};

// A peer's word for how many messages it takes at once, in its status.
std::size_t orders_at_once(const HttpAnswer& status) {
  try {
    const JsonPlace top = parse_json(status.body, "status");
    if (status.status == http_status::kOk && top.is_object() && top.has("orders")) {
      return static_cast<std::size_t>(
          top.at("orders").integer(1, static_cast<int>(kMostOrdersAtOnce)));
    }
    return 0;
  } catch (const BadInput&) {
    return 0;  // somebody else's general: one by one
  }
}

}  // namespace

Outbox::Outbox(Loop& loop, int receiver, const Address& peer, const Manner& manner)
    : loop_(loop),
      receiver_(receiver),
      manner_(manner),
      client_(std::in_place, loop, peer),
      pause_(loop),
      pause_time_(kFirstPause),
      at_once_(manner.one_by_one || manner.garbage ? 1 : 0) {}

void Outbox::add(const std::string& agreement, const Path& path, Order order, milliseconds until) {
  if (!client_) {
    return;
  }
  if (batches_.empty() || batches_.back().agreement != agreement ||
      batches_.back().path_size != path.size()) {
    batches_.push_back({.agreement = agreement,
                        .path_size = path.size(),
                        .from = loop_.now() + manner_.delay,
                        .until = until});
  }
  for (const int general : path) {
    batches_.back().bytes.push_back(static_cast<std::uint8_t>(general));
  }
  batches_.back().bytes.push_back(static_cast<std::uint8_t>(order));
  ++waiting_;
  // Once all of the round was added.
  if (waiting_ == 1) {
    loop_.post([this] { go_on(); });
  }
}

void Outbox::stop() {
  client_.reset();
  pause_.cancel();
  batches_.clear();
  waiting_ = 0;
}

void Outbox::go_on() {
  if (!client_ || client_->is_busy() || pauses_) {
    return;
  }
  while (!batches_.empty() && loop_.now() >= batches_.front().until) {
    const std::uint64_t left = batches_.front().messages() - batches_.front().sent;
    counts_.dropped += left;
    waiting_ -= left;
    batches_.pop_front();
  }
  if (batches_.empty()) {
    return;
  }
  if (loop_.now() < batches_.front().from) {
    go_on_after(batches_.front().from - loop_.now());
    return;
  }
  if (at_once_ == 0) {
    ask_what_it_knows();
  } else {
    send_some();
  }
}

void Outbox::ask_what_it_knows() {
  client_->request("GET", "/status", "", kLongestAnswer,
                   [this](const std::optional<HttpAnswer>& status) {
                     if (!status) {
                       try_again();
                       return;
                     }
                     at_once_ = std::max<std::size_t>(orders_at_once(*status), 1);
                     go_on();
                   });
}

void Outbox::send_some() {
  const std::vector<WireOrder> orders = next_orders(at_once_);
  const std::string& agreement = batches_.front().agreement;
  const auto done = [this, messages = orders.size()](const std::optional<HttpAnswer>& answer) {
    if (answer && at_once_ > 1 &&
        (answer->status == http_status::kNotFound || answer->status == http_status::kWrongMethod)) {
      at_once_ = 1;  // its status has "orders", but it doesn't know /orders
      go_on();
    } else if (answer) {
      answered(messages, *answer);
    } else {
      try_again();
    }
  };
  const milliseconds time =
      std::clamp(batches_.front().until - loop_.now(), milliseconds(1), kLongestAnswer);
  if (manner_.garbage) {
    client_->request("POST", "/order", garbage_body(garbage_sent_++), time, done);
  } else if (at_once_ == 1) {
    client_->request("POST", "/order", order_body(orders.front(), agreement), time, done);
  } else {
    client_->request("POST", "/orders", orders_body(orders, agreement), time, done);
  }
}

std::vector<WireOrder> Outbox::next_orders(std::size_t most) const {
  const Batch& batch = batches_.front();
  const auto size = static_cast<std::size_t>(batch.path_size) + 1;
  const std::size_t count = std::min(most, batch.messages() - batch.sent);
  std::vector<WireOrder> orders;
  orders.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::span message = std::span(batch.bytes).subspan((batch.sent + i) * size, size);
    WireOrder order{.path = Path::empty(), .order = static_cast<Order>(message.back())};
    for (const std::uint8_t general : message.first(size - 1)) {
      order.path.push(general);
    }
    if (manner_.keys != nullptr) {
      order.mac = manner_.keys->mac({.agreement = batch.agreement,
                                     .path = message.first(size - 1),
                                     .receiver = receiver_,
                                     .order = order.order},
                                    receiver_);
    }
    orders.push_back(order);
  }
  return orders;
}

void Outbox::answered(std::size_t messages, const HttpAnswer& answer) {
  pause_time_ = kFirstPause;
  counts_.delivered += messages;
  counts_.refused += answer.status == http_status::kOk ? 0 : messages;
  waiting_ -= messages;
  Batch& batch = batches_.front();
  batch.sent += messages;
  if (batch.sent == batch.messages()) {
    batches_.pop_front();
  }
  go_on();
}

void Outbox::try_again() {
  go_on_after(pause_time_);
  pause_time_ = std::min(2 * pause_time_, kLongestPause);
}

void Outbox::go_on_after(milliseconds time) {
  pauses_ = true;
  pause_.after(time, [this] {
    pauses_ = false;
    go_on();
  });
}

}  // namespace turncoat
