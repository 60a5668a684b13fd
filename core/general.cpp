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
General::General(const Post& post)
    : post_(validated_post(post)),
      everybody_(Generals::first(post.n)),
      tree_(post.n, post.general) {
  if (post_.general != kCommander) {
    tree_.open_level();
  }
}

void General::send(const Visit& visit) const {
  const auto to_all_others = [&](const Path& path, Order order) {
    visit(path, everybody_ - path.members(), order);
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
  if (message.round != round_ || rounds_are_over()) {
    return Refusal::wrong_round;
  }
  if (const std::optional<Refusal> refusal = reason_to_refuse_in_its_round(message)) {
    return refusal;
  }
  return tree_.hear(message.path, message.order) ? std::nullopt
                                                 : std::optional(Refusal::second_order);
}

std::optional<Refusal> General::reason_to_refuse_in_its_round(const Message& message) const {
  const ClaimedPath& path = message.path;
  if (path.length() != static_cast<std::size_t>(message.round)) {
    return Refusal::wrong_length;
  }
  if (!everybody_.contains(message.sender) || !everybody_.contains(message.receiver) ||
      !everybody_.contains(path.members()) || path.flaw() == ClaimedPath::Flaw::unknown_general) {
    return Refusal::unknown_general;
  }
  if (path.flaw() == ClaimedPath::Flaw::repeated_general) {
    return Refusal::repeated_general;
  }
  if (path[0] != kCommander) {
    return Refusal::commander_not_first;
  }
  if (message.receiver != post_.general) {
    return Refusal::misdelivered;
  }
  if (path.members().contains(post_.general)) {
    return Refusal::receiver_on_path;
  }
  if (path[path.length() - 1] != message.sender) {
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
