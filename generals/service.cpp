#include "turncoat/generals/service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "turncoat/core/message_count.hpp"
#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/json_place.hpp"

namespace turncoat {
namespace {

HttpAnswer ok() {
  return {.body = R"({"ok":true})"};
}

HttpAnswer error(int status, const std::string& why) {
  return {.status = status, .body = fmt::format(R"({{"error":{}}})", json_text(why))};
}

int status_of(Refusal refusal) {
  return refusal == Refusal::wrong_round || refusal == Refusal::second_order
             ? http_status::kConflict
             : http_status::kBadRequest;
}

// The agreement that a body names, or else the query.
std::string named(const HttpRequest& request, const std::string& in_body) {
  return in_body.empty() ? agreement_in(request.target) : in_body;
}

// {"3":1,…}: those that aren't 0.
std::string by_general(const std::vector<std::uint64_t>& counts) {
  std::string text;
  for (std::size_t g = 0; g < counts.size(); ++g) {
    if (counts[g] > 0) {
      text += fmt::format(R"({}"{}":{})", text.empty() ? "" : ",", g, counts[g]);
    }
  }
  return "{" + text + "}";
}

bool is_json(std::string_view content_type) {
  std::string type(until(content_type, ';'));
  std::transform(type.begin(), type.end(), type.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  });
  while (type.ends_with(' ')) {
    type.pop_back();
  }
  return type == "application/json";
}

Outbox::Manner manner_of(const Service::Options& options) {
  Outbox::Manner manner{.one_by_one = options.one_by_one, .keys = options.keys};
  if (options.fault) {
    manner.garbage = options.fault->kind == Fault::Kind::garbage;
    manner.delay = options.fault->delay;
  }
  return manner;
}

}  // namespace

// Three bytes a message: what it heard, what the state machine heard of it, and its resolution.
std::size_t most_agreements(int n, int m) {
  constexpr double kBytes = double{1 << 28};
  const double each = 3 * messages_sent_approximately(n, m) / n;
  return static_cast<std::size_t>(std::clamp(kBytes / each, 1.0, 64.0));
}

Service::Service(Loop& loop, const Options& options)
    : loop_(loop),
      options_(options),
      most_agreements_(most_agreements(options.plan.post.n, options.plan.post.m)),
      timer_(loop),
      silence_(loop) {
  for (std::size_t g = 0; g < options.generals.size(); ++g) {
    const bool is_itself = static_cast<int>(g) == options.plan.post.general;
    outboxes_.push_back(is_itself
                            ? nullptr
                            : std::make_unique<Outbox>(loop, static_cast<int>(g),
                                                       options.generals[g], manner_of(options)));
  }
}

void Service::stop() {
  timer_.cancel();
  silence_.cancel();
  for (const auto& outbox : outboxes_) {
    if (outbox != nullptr) {
      outbox->stop();
    }
  }
}

HttpAnswer Service::answer(const HttpRequest& request) {
  const std::string_view what = until(request.target, '?');
  const bool asks = what == "/status" || what == "/heard";
  if (!asks && what != "/start" && what != "/order" && what != "/orders" && what != "/decide") {
    return error(http_status::kNotFound,
                 "expected /start, /order, /orders, /status, /heard or /decide");
  }
  if (request.method != (asks ? "GET" : "POST")) {
    return error(http_status::kWrongMethod,
                 fmt::format("expected {} {}", asks ? "GET" : "POST", what));
  }
  if (!asks && !request.body.empty() && !is_json(request.content_type)) {
    return error(http_status::kNoJson, "expected Content-Type: application/json");
  }
  try {
    if (what == "/start") {
      return start(request);
    }
    if (what == "/order" || what == "/orders") {
      ClaimedOrders claim =
          what == "/order" ? read_order_body(request.body) : read_orders_body(request.body);
      claim.agreement = named(request, claim.agreement);
      return take(claim);
    }
    if (what == "/decide") {
      return decide(request);
    }
    return what == "/heard" ? heard(agreement_in(request.target))
                            : status(agreement_in(request.target));
  } catch (const BadInput& wrong) {
    return error(http_status::kBadRequest, wrong.what());
  }
}

Service::Entry* Service::entry(const std::string& name) {
  if (const auto found = agreements_.find(name); found != agreements_.end()) {
    return &found->second;
  }
  if (agreements_.size() >= most_agreements_) {
    auto oldest = agreements_.end();
    for (auto each = agreements_.begin(); each != agreements_.end(); ++each) {
      if (each->second.agreement.is_done() &&
          (oldest == agreements_.end() || each->second.number < oldest->second.number)) {
        oldest = each;
      }
    }
    if (oldest == agreements_.end()) {
      return nullptr;
    }
    agreements_.erase(oldest);
  }
  Entry& made = agreements_
                    .try_emplace(name, options_.plan,
                                 [this, name](const Path& path, int receiver, Order order) {
                                   send(name, path, receiver, order);
                                 })
                    .first->second;
  made.number = ++made_;
  return &made;
}

HttpAnswer Service::start(const HttpRequest& request) {
  Start start = read_start(request.body);
  start.agreement = named(request, start.agreement);
  Entry* const found = entry(start.agreement);
  if (found == nullptr) {
    return error(http_status::kTooMany,
                 fmt::format("{} agreements are under way", most_agreements_));
  }
  if (!found->agreement.start(start.order, loop_.now())) {
    return error(http_status::kConflict, "it has started with the other order");
  }
  set_timer();
  return ok();
}

// The first refusal is the answer; what comes after it counts nevertheless.
HttpAnswer Service::take(const ClaimedOrders& claim) {
  const bool was_there = agreements_.contains(claim.agreement);
  Entry* const found = entry(claim.agreement);
  if (found == nullptr) {
    return error(http_status::kTooMany,
                 fmt::format("{} agreements are under way", most_agreements_));
  }
  std::optional<HttpAnswer> first;
  std::size_t refused = 0;
  const auto refuse = [&](int status, std::string_view why) {
    ++refused;
    if (!first) {
      first = error(status, std::string(why));
    }
  };
  for (const ClaimedOrder& order : claim.orders) {
    if (!is_genuine(order, claim.agreement)) {
      ++forged_;
      refuse(http_status::kForbidden, order.mac.empty() ? "no mac" : "not the mac of its sender");
    } else if (const auto refusal =
                   found->agreement.receive(order.path, order.order, loop_.now())) {
      refuse(status_of(*refusal), turncoat::name(*refusal));
    }
  }
  if (!was_there && refused == claim.orders.size()) {
    agreements_.erase(claim.agreement);
  }
  set_timer();
  if (first && claim.orders.size() > 1) {
    first->body.insert(first->body.size() - 1, fmt::format(R"(,"refused":{})", refused));
  }
  return first ? *first : ok();
}

// A path with a flaw has no sender: it is refused for that.
bool Service::is_genuine(const ClaimedOrder& order, const std::string& agreement) const {
  const ClaimedPath& path = order.path;
  if (options_.keys == nullptr || path.flaw() || path.length() == 0) {
    return true;
  }
  const std::uint8_t sender = path[path.length() - 1];
  if (sender >= options_.plan.post.n || sender == options_.plan.post.general) {
    return true;
  }
  std::vector<std::uint8_t> generals(path.length());
  for (std::size_t i = 0; i < generals.size(); ++i) {
    generals[i] = path[i];
  }
  return options_.keys->is_mac(order.mac,
                               {.agreement = agreement,
                                .path = generals,
                                .receiver = options_.plan.post.general,
                                .order = order.order},
                               sender);
}

HttpAnswer Service::status(const std::string& name) const {
  std::string text;
  if (const auto found = agreements_.find(name); found == agreements_.end()) {
    text = R"({"done":false,"round":1,"missing":{},"late":{})";
  } else {
    const Agreement& agreement = found->second.agreement;
    text = fmt::format(R"({{"done":{},"round":{},"missing":{},"late":{})", agreement.is_done(),
                       agreement.round(), by_general(agreement.missing()),
                       by_general(agreement.late()));
  }
  if (!name.empty()) {
    text += R"(,"agreement":)" + json_text(name);
  }
  Outbox::Counts all;
  std::uint64_t waiting = 0;
  for (const auto& outbox : outboxes_) {
    if (outbox != nullptr) {
      all.delivered += outbox->counts().delivered;
      all.refused += outbox->counts().refused;
      all.dropped += outbox->counts().dropped;
      waiting += outbox->waiting();
    }
  }
  return {.body = text + fmt::format(R"(,"orders":{},"waiting":{},"delivered":{},"refused":{},)"
                                     R"("dropped":{},"forged":{}}})",
                                     kMostOrdersAtOnce, waiting, all.delivered, all.refused,
                                     all.dropped, forged_)};
}

HttpAnswer Service::heard(const std::string& name) const {
  const auto found = agreements_.find(name);
  if (found == agreements_.end()) {
    return error(http_status::kNotFound, "no such agreement");
  }
  std::string text = R"({"rounds":[)";
  for (int round = 1; round <= options_.plan.post.m + 1; ++round) {
    text += round > 1 ? ",\"" : "\"";
    found->second.agreement.for_each_heard(
        round, [&text](const Path&, Said says) { text += turncoat::name(says).front(); });
    text += "\"";
  }
  return {.body = text + "]}"};
}

HttpAnswer Service::decide(const HttpRequest& request) {
  const auto found = agreements_.find(named(request, read_decide(request.body)));
  if (found == agreements_.end() || !found->second.agreement.is_done()) {
    return error(http_status::kConflict, "not done");
  }
  return {.body =
              fmt::format(R"({{"value":"{}"}})", turncoat::name(found->second.agreement.decide()))};
}

// One timer for all of them: whose time comes first.
void Service::set_timer() {
  std::optional<Agreement::Time> first;
  for (const auto& [name, each] : agreements_) {
    const std::optional<Agreement::Time> deadline = each.agreement.deadline();
    if (deadline && (!first || *deadline < *first)) {
      first = deadline;
    }
  }
  if (first == next_deadline_) {
    return;
  }
  next_deadline_ = first;
  if (!first) {
    timer_.cancel();
    return;
  }
  timer_.after(std::max(*first - loop_.now(), Agreement::Time(0)), [this] {
    next_deadline_ = std::nullopt;
    for (auto& [name, each] : agreements_) {
      each.agreement.pass(loop_.now());
    }
    set_timer();
  });
}

// A round later, a message of this one can't count anywhere.
void Service::send(const std::string& name, const Path& path, int receiver, Order order) {
  const std::optional<Fault>& fault = options_.fault;
  if (fault && turncoat::falls_silent(*fault) && path.size() >= fault->round) {
    if (!falls_silent_) {
      falls_silent_ = true;
      fall_silent_once_all_is_sent();
    }
    return;
  }
  if (fault && fault->kind == Fault::Kind::forge) {
    forge(name, path, receiver, order);
  }
  const Agreement::Time round_time = options_.plan.round_time;
  outboxes_[receiver]->add(name, path, order, loop_.now() + 2 * round_time);
}

// The opposite, as if somebody else had relayed it.
void Service::forge(const std::string& name, const Path& path, int receiver, Order order) {
  Path forged = path;
  if (path.size() > 1) {
    forged.pop();
  }
  const Generals others = (Generals::first(options_.plan.post.n) - forged.members())
                              .without(options_.plan.post.general)
                              .without(receiver);
  if (!others.empty() && forged.size() <= options_.plan.post.m) {
    forged.push(others.smallest());
    outboxes_[receiver]->add(name, forged, opposite(order),
                             loop_.now() + 2 * options_.plan.round_time);
  }
}

// So that exactly the rounds before are heard.
void Service::fall_silent_once_all_is_sent() {
  constexpr std::chrono::milliseconds kBetweenLooks{2};
  const bool all_is_sent =
      std::all_of(outboxes_.begin(), outboxes_.end(), [](const std::unique_ptr<Outbox>& outbox) {
        return outbox == nullptr || outbox->waiting() == 0;
      });
  if (all_is_sent) {
    options_.fall_silent(options_.fault->kind);
  } else {
    silence_.after(kBetweenLooks, [this] { fall_silent_once_all_is_sent(); });
  }
}

}  // namespace turncoat
