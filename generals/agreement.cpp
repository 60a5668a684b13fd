#include "turncoat/generals/agreement.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "turncoat/support/check.hpp"

namespace turncoat {

Agreement::Agreement(const Plan& plan, Send send)
    : plan_(plan),
      send_(std::move(send)),
      general_(plan.post),
      received_(plan.post.n, plan.post.general),
      heard_(static_cast<std::size_t>(rounds())),
      late_(static_cast<std::size_t>(plan.post.n)) {
  for (int round = 1; round <= rounds() && !is_commander(); ++round) {
    received_.open_level();
  }
}

bool Agreement::start(Order order, Time now) {
  if (is_commander()) {
    if (started_) {
      return order == plan_.post.order;
    }
    plan_.post.order = order;
    general_ = General(plan_.post);
  }
  begin_clock(now);
  go_on(now);
  return true;
}

void Agreement::begin_clock(Time now) {
  if (!started_) {
    started_ = now;
    send_all();
  }
}

std::optional<Refusal> Agreement::receive(const ClaimedPath& path, Order order, Time now) {
  pass(now);
  const auto length = static_cast<int>(std::min<std::size_t>(path.length(), kMaxGenerals + 1));
  if (length < 1 || length > rounds()) {
    return Refusal::wrong_length;
  }
  // If the path has a flaw, nobody asks who sent it.
  const Message message{.round = length,
                        .sender = path.flaw() ? kCommander : path[length - 1],
                        .receiver = plan_.post.general,
                        .path = path,
                        .order = order};
  if (const std::optional<Refusal> refusal = general_.reason_to_refuse_in_its_round(message)) {
    return refusal;
  }
  if (received_.has_heard(path)) {
    return received_.order_of(path) == order ? std::nullopt : std::optional(Refusal::second_order);
  }
  if (length < round()) {
    ++late_[message.sender];
    return Refusal::wrong_round;
  }
  received_.hear(path, order);
  ++heard(length, message.sender);
  if (length == round()) {
    hear(path, order);
  }
  begin_clock(now);
  go_on(now);
  return std::nullopt;
}

void Agreement::hear(const ClaimedPath& path, Order order) {
  const std::optional<Refusal> refusal = general_.receive({.round = round(),
                                                           .sender = path[path.length() - 1],
                                                           .receiver = plan_.post.general,
                                                           .path = path,
                                                           .order = order});
  check(!refusal, "a general to take what was checked before");
}

void Agreement::pass(Time now) {
  if (started_) {
    go_on(now);
  }
}

std::optional<Agreement::Time> Agreement::deadline() const {
  if (!started_ || general_.rounds_are_over()) {
    return std::nullopt;
  }
  return *started_ + round() * plan_.round_time;
}

void Agreement::go_on(Time now) {
  while (!general_.rounds_are_over() && (round_is_complete() || now >= *deadline())) {
    general_.end_round();
    send_all();
    hear_what_came_early();
  }
}

bool Agreement::round_is_complete() const {
  for (const int sender : Generals::first(plan_.post.n)) {
    if (heard_[round() - 1][sender] < expected(round(), sender)) {
      return false;
    }
  }
  return true;
}

// The commander sends to each lieutenant in round 1; each of the other lieutenants relays in round
// r what it heard on the (n−3)(n−4)…(n−r) paths of length r−1 that lack both.
std::uint64_t Agreement::expected(int round, int sender) const {
  if (is_commander() || sender == plan_.post.general || (sender == kCommander) != (round == 1)) {
    return 0;
  }
  std::uint64_t paths = 1;
  for (int taken = 3; taken <= round; ++taken) {
    paths *= static_cast<std::uint64_t>(plan_.post.n - taken);
  }
  return paths;
}

void Agreement::send_all() {
  if (general_.rounds_are_over()) {
    return;
  }
  general_.send([this](const Path& path, Generals receivers, Order relayed) {
    const Generals lied_to = plan_.adversary != nullptr ? receivers - plan_.traitors : Generals();
    const Told told = lied_to.empty() ? Told() : plan_.adversary->ask(path, lied_to, relayed);
    for (const int receiver : receivers) {
      const Said says = lied_to.contains(receiver) ? told.to(receiver) : said(relayed);
      if (says != Said::silence) {
        send_(path, receiver, turncoat::heard(says));
      }
    }
  });
}

void Agreement::hear_what_came_early() {
  if (!general_.rounds_are_over() && !is_commander()) {
    received_.for_each(round(), [this](const Path& path, Order order) {
      if (received_.has_heard(path)) {
        hear(path, order);
      }
    });
  }
}

std::vector<std::uint64_t> Agreement::missing() const {
  std::vector<std::uint64_t> missing(static_cast<std::size_t>(plan_.post.n));
  for (int r = 1; r <= std::min(round(), rounds()); ++r) {
    for (const int sender : Generals::first(plan_.post.n)) {
      missing[sender] += expected(r, sender) - heard_[r - 1][sender];
    }
  }
  return missing;
}

Order Agreement::decide() {
  check(is_done(), "all rounds over before a general decides");
  if (!decision_) {
    decision_ = general_.decide();
  }
  return *decision_;
}

void Agreement::for_each_heard(int round,
                               const std::function<void(const Path&, Said)>& visit) const {
  if (is_commander()) {
    return;
  }
  received_.for_each(round, [&](const Path& path, Order order) {
    visit(path, received_.has_heard(path) ? said(order) : Said::silence);
  });
}

}  // namespace turncoat
