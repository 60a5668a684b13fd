#include "turncoat/core/general.hpp"

#include <string>

#include "turncoat/support/check.hpp"

namespace turncoat {
namespace {

const General::Post& validated_post(const General::Post& post) {
  validated(Setup{.n = post.n, .m = post.m});
  if (post.general < 0 || post.general >= post.n) {
    throw InvalidSetup("general is " + std::to_string(post.general) + ", expected 0 to " +
                       std::to_string(post.n - 1));
  }
  return post;
}

}  // namespace

// Validated first: a tree of a general out of range would be a bug, not bad input.
General::General(const Post& post) : post_(validated_post(post)), tree_(post.n, post.general) {
  if (post_.general != kCommander) {
    tree_.open_level();
  }
}

void General::send(const Visit& visit) const {
  const Generals everybody = Generals::first(post_.n);
  const auto to_all_others = [&](const Path& path, Order order) {
    for (const int receiver : everybody - path.members()) {
      visit(path, receiver, order);
    }
  };
  if (post_.general == kCommander) {
    if (round_ == 1) {
      to_all_others(Path(), post_.order);
    }
  } else if (round_ > 1 && !rounds_are_over()) {
    tree_.for_each(round_ - 1, [&](const Path& path, Order order) {
      to_all_others(path + post_.general, order);
    });
  }
}

std::optional<Refusal> General::receive(const Message& message) {
  if (const std::optional<Refusal> refusal = reason_to_refuse(message)) {
    return refusal;
  }
  const bool is_first = tree_.hear(Path::from(message.path), message.order);
  return is_first ? std::nullopt : std::optional(Refusal::second_order);
}

// But for a second order, which only the tree knows of.
std::optional<Refusal> General::reason_to_refuse(const Message& message) const {
  if (message.round != round_ || rounds_are_over()) {
    return Refusal::wrong_round;
  }
  // Before anything that takes time or memory in proportion to the path.
  if (message.path.size() != static_cast<std::size_t>(round_)) {
    return Refusal::wrong_length;
  }
  const Generals everybody = Generals::first(post_.n);
  if (!everybody.contains(message.sender) || !everybody.contains(message.receiver)) {
    return Refusal::unknown_general;
  }
  Generals members;
  for (const int general : message.path) {
    if (!everybody.contains(general)) {
      return Refusal::unknown_general;
    }
    if (members.contains(general)) {
      return Refusal::repeated_general;
    }
    members.insert(general);
  }
  if (message.path.front() != kCommander) {
    return Refusal::commander_not_first;
  }
  if (message.receiver != post_.general) {
    return Refusal::misdelivered;
  }
  if (members.contains(post_.general)) {
    return Refusal::receiver_on_path;
  }
  if (message.path.back() != message.sender) {
    return Refusal::sender_not_last;
  }
  return std::nullopt;
}

void General::end_round() {
  check(!rounds_are_over(), "a round to end");
  ++round_;
  if (post_.general != kCommander && !rounds_are_over()) {
    tree_.open_level();
  }
}

Order General::decide() {
  check(rounds_are_over(), "all rounds over before a general decides");
  if (post_.general == kCommander) {
    return post_.order;
  }
  tree_.resolve();
  return tree_.resolved(Path());
}

}  // namespace turncoat
