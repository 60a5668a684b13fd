// Fuzzes the messages to one general.
//
//   1. bytes → who the general is (n ≤ 8, m ≤ 3), then messages, proper ones, ones with one thing
//      wrong and arbitrary ones, and the ends of rounds
//   2. a message is accepted exactly where `is_proper` says so; a refused one changes nothing
//   3. at the end the general must have resolved every path as the reference does, with everybody
//      else a traitor who said what was accepted, and otherwise nothing
// Oracle: `is_proper` below, written apart from the general's own checks; the reference.
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <vector>

#include "turncoat/core/general.hpp"
#include "turncoat/core/om/reference.hpp"
#include "turncoat/fuzz/harness.hpp"
#include "turncoat/properties/claims/under_test.hpp"

namespace {

using namespace turncoat;

constexpr int kMostGenerals = 8;
constexpr int kDeepest = 3;

class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : next_(data), end_(data + size) {}
  bool empty() const { return next_ == end_; }
  int next() { return empty() ? 0 : *next_++; }
  int below(int bound) { return next() % bound; }

 private:
  const std::uint8_t* next_;
  const std::uint8_t* end_;
};

// A message as it is written, with a path that can be damaged.
struct Written {
  int round;
  int sender;
  int receiver;
  std::vector<int> path;
  Order order;

  Message message() const { return {round, sender, receiver, ClaimedPath(path), order}; }
};

// One that the general would accept in this round if it comes first.
Written proper_message(Bytes& bytes, const General::Post& post, int round) {
  Written message{round, kCommander, post.general, {kCommander}, Order::retreat};
  Generals left = Generals::first(post.n).without(kCommander).without(post.general);
  while (static_cast<int>(message.path.size()) < round && !left.empty()) {
    const int relay = left.at_rank(bytes.below(left.size()));
    left = left.without(relay);
    message.path.push_back(relay);
  }
  message.sender = message.path.back();
  message.order = bytes.below(2) == 0 ? Order::attack : Order::retreat;
  return message;
}

// Any number, most of them near those that mean something.
int any_number(Bytes& bytes) {
  const int byte = bytes.next();
  return byte < 240 ? byte % 12 - 2 : (byte - 248) * 250'000'000;
}

void damage(Bytes& bytes, Written& message) {
  switch (bytes.below(6)) {
    case 0:
      message.round = any_number(bytes);
      break;
    case 1:
      message.sender = any_number(bytes);
      break;
    case 2:
      message.receiver = any_number(bytes);
      break;
    case 3:
      message.path.push_back(any_number(bytes));
      break;
    case 4:
      message.path.pop_back();
      break;
    default:
      message.path[bytes.next() % message.path.size()] = any_number(bytes);
      break;
  }
}

Written any_message(Bytes& bytes) {
  Written message{any_number(bytes), any_number(bytes), any_number(bytes), {}, Order::attack};
  for (int length = bytes.below(80); length > 0 && !bytes.empty(); --length) {
    message.path.push_back(any_number(bytes));
  }
  return message;
}

bool is_proper(const Written& message, const General::Post& post, int round) {
  const auto is_general = [&](int g) { return g >= 0 && g < post.n; };
  const std::vector<int>& path = message.path;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (!is_general(path[i]) || path[i] == post.general ||
        std::count(path.begin(), path.end(), path[i]) != 1) {
      return false;
    }
  }
  return !path.empty() && path[0] == kCommander && path.back() == message.sender &&
         message.receiver == post.general && message.round == round && round <= post.m + 1 &&
         path.size() == static_cast<std::size_t>(round);
}

class AsAccepted final : public Adversary {
 public:
  explicit AsAccepted(const std::map<std::vector<int>, Order>& accepted) : accepted_(accepted) {}
  Told says(const Path& path, Generals receivers, Order /*relayed*/) const override {
    const auto order = accepted_.find(std::vector<int>(path.begin(), path.end()));
    return tell_all(receivers, order == accepted_.end() ? Said::silence : said(order->second));
  }

 private:
  const std::map<std::vector<int>, Order>& accepted_;
};

void compare_with_reference(General& general, const General::Post& post,
                            const std::map<std::vector<int>, Order>& accepted) {
  const Order decision = general.decide();
  if (post.general == kCommander) {
    if (decision != post.order) {
      report("the commander doesn't obey its own order");
    }
    return;
  }
  const Setup setup{.n = post.n,
                    .m = post.m,
                    .order = post.order,
                    .traitors = Generals::first(post.n).without(post.general)};
  const auto observe = [&](const Path& path, int i, Order resolved) {
    if (general.resolved(path) != resolved) {
      report(fmt::format("general {} resolves {} to {}, the reference to {}", i, to_string(path),
                         name(general.resolved(path)), name(resolved)));
    }
  };
  const Outcome outcome = run_reference(setup, AsAccepted(accepted), rules_under_test(), observe);
  if (outcome.decisions.of(post.general) != decision) {
    report("the general's decision differs from the reference's");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Bytes bytes(data, size);
  General::Post post;
  post.n = kMinGenerals + bytes.below(kMostGenerals - kMinGenerals + 1);
  post.m = bytes.below(std::min(kDeepest, post.n - 2) + 1);
  post.general = bytes.below(post.n);
  post.order = bytes.below(2) == 0 ? Order::attack : Order::retreat;
  General general(post);
  std::map<std::vector<int>, Order> accepted;
  while (!bytes.empty()) {
    const int what = bytes.below(16);
    if (what == 0) {
      if (!general.rounds_are_over()) {
        general.end_round();
      }
      continue;
    }
    Written message = what < 4 ? any_message(bytes) : proper_message(bytes, post, general.round());
    if (what >= 12) {
      damage(bytes, message);
    }
    const General before = general;
    const auto refusal = general.receive(message.message());
    const bool is_acceptable =
        is_proper(message, post, before.round()) && !accepted.contains(message.path);
    if (refusal.has_value() == is_acceptable) {
      report(fmt::format("a message with path [{}] was {}", fmt::join(message.path, ","),
                         refusal ? name(*refusal) : "accepted"));
    }
    if (refusal && general != before) {
      report("a refused message changed the general");
    }
    if (!refusal) {
      accepted[message.path] = message.order;
    }
  }
  while (!general.rounds_are_over()) {
    general.end_round();
  }
  compare_with_reference(general, post, accepted);
  return 0;
}
