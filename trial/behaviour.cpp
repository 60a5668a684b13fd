#include "turncoat/trial/behaviour.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>

namespace turncoat {
namespace {

// What differs first from what a right one sends; both sorted.
std::string difference(const std::vector<SentOrder>& sent, const std::vector<SentOrder>& expected) {
  std::vector<SentOrder> missing;
  std::vector<SentOrder> surplus;
  std::set_difference(expected.begin(), expected.end(), sent.begin(), sent.end(),
                      std::back_inserter(missing));
  std::set_difference(sent.begin(), sent.end(), expected.begin(), expected.end(),
                      std::back_inserter(surplus));
  const auto same_place = [](const SentOrder& a, const SentOrder& b) {
    return a.path == b.path && a.receiver == b.receiver;
  };
  if (surplus.empty()) {
    return fmt::format("it doesn't send {}", message_text(missing.front()));
  }
  const SentOrder& first = surplus.front();
  if (std::find(expected.begin(), expected.end(), first) != expected.end()) {
    return fmt::format("it sends {} twice", message_text(first));
  }
  for (const SentOrder& other : missing) {
    if (same_place(other, first)) {
      return fmt::format("it sends {}, expected {}", message_text(first), name(other.order));
    }
  }
  return fmt::format("it sends {}, which nobody expects", message_text(first));
}

std::vector<Mistake> mistakes_of(const Behaviour& behaviour, const Play& play) {
  std::vector<Mistake> mistakes;
  for (const Behaviour& allowed : play.allowed) {
    if (behaviour == allowed) {
      return {};
    }
  }
  const auto same_sends =
      std::find_if(play.allowed.begin(), play.allowed.end(),
                   [&](const Behaviour& allowed) { return allowed.sends == behaviour.sends; });
  if (same_sends == play.allowed.end()) {
    mistakes.push_back({.kind = Mistake::Kind::relays,
                        .what = difference(behaviour.sends, play.allowed.front().sends)});
  }
  const bool decides_as_allowed =
      std::any_of(play.allowed.begin(), play.allowed.end(),
                  [&](const Behaviour& allowed) { return allowed.decision == behaviour.decision; });
  if (same_sends != play.allowed.end() || !decides_as_allowed) {
    mistakes.push_back({.kind = Mistake::Kind::decides,
                        .what = fmt::format("it decides {}, expected {}", name(behaviour.decision),
                                            name(opposite(behaviour.decision)))});
  }
  return mistakes;
}

}  // namespace

std::string message_text(const SentOrder& sent) {
  return fmt::format("{} for {} to {}", name(sent.order), to_string(sent.path), sent.receiver);
}

Judged judged_by(const TrialCase& one, const Play& play, const std::vector<Behaviour>& behaviours) {
  const Behaviour& last = behaviours.back();
  Judged judged;
  if (one.general != kCommander) {
    judged.decisions.set(one.general, last.decision);
  }
  judged.mistakes = mistakes_of(last, play);
  if (one.manner == Manner::again &&
      std::any_of(behaviours.begin(), behaviours.end(),
                  [&](const Behaviour& each) { return each != last; })) {
    judged.mistakes.push_back({.kind = Mistake::Kind::differs,
                               .what = "the same agreement again, and it does something else"});
  }
  return judged;
}

}  // namespace turncoat
