// One general as a state machine without I/O: it takes messages, returns the messages that it sends
// in each round, and decides.
//
// A run:  for each round 1 … m+1: send(visit), then receive(message) for each that arrives, then
//         end_round(); then decide().
// Trust:  nobody. A message with a malformed, forged, repeated or late path is refused with the
//         reason, and changes nothing.
// Size:   a byte for each path that it heard (heard_tree.hpp). Bound n and m first
//         (message_count.hpp).
// Source: Lamport, Shostak, Pease, TOPLAS 4(3), 1982, section 3, seen from one general.
#pragma once

#include <functional>
#include <optional>

#include "turncoat/core/heard_tree.hpp"
#include "turncoat/core/message.hpp"
#include "turncoat/core/setup.hpp"

namespace turncoat {

class General {
 public:
  struct Post {
    int general = 0;  // which one this is
    int n = kMinGenerals;
    int m = 0;
    Order order = kDefaultOrder;  // the commander's; ignored for a lieutenant

    friend bool operator==(const Post&, const Post&) = default;
  };

  // Throws InvalidSetup.
  explicit General(const Post& post);

  int number() const { return post_.general; }
  // 1 … m+1, then m+2: all rounds are over.
  int round() const { return round_; }
  bool rounds_are_over() const { return round_ > post_.m + 1; }

  // The messages of a loyal general in this round, by path: to each of the receivers the same.
  using Visit = std::function<void(const Path& path, Generals receivers, Order order)>;
  void send(const Visit& visit) const;

  // Why the message is refused; nothing if it is accepted.
  [[nodiscard]] std::optional<Refusal> receive(const Message& message);
  // The same for a message that may be too early or too late, if it would come in its round; but
  // for a second order.
  [[nodiscard]] std::optional<Refusal> reason_to_refuse_in_its_round(const Message& message) const;

  // A general that was not heard from counts as having said retreat.
  void end_round();

  // The order it obeys, after all rounds; the commander's is its own.
  Order decide();
  // Its resolution of a path that doesn't contain it, after `decide`.
  Order resolved(const Path& path) const { return tree_.resolved(path); }

  // The same general in the same state: it will send and decide the same.
  friend bool operator==(const General&, const General&) = default;

 private:
  Post post_;
  Generals everybody_;
  int round_ = 1;
  HeardTree tree_;
};

}  // namespace turncoat
