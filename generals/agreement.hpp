// One general's part in one agreement over a network: the state machine of core/, with messages
// that come early kept, and rounds that end.
//
// Without I/O and without a clock: it is told what came and what time it is.
//
// Rounds: a round ends once all of its messages came; at the latest when its time is over, and what
//         didn't come by then is silence. All generals count from their start: round r ends at
//         start + r × round_time at the latest, so that who waits to the end of a round isn't late
//         in the next one.
// Trust:  nobody. What is refused changes nothing.
// Size:   two bytes a path that it may hear (heard_tree.hpp). Bound n and m first.
// Source: Lamport, Shostak, Pease, TOPLAS 4(3), 1982, section 3; assumption A3, the absence of a
//         message can be detected, is the deadline.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <variant>
#include <vector>

#include "turncoat/core/adversary.hpp"
#include "turncoat/core/claimed_path.hpp"
#include "turncoat/core/general.hpp"
#include "turncoat/core/heard_tree.hpp"

namespace turncoat {

class Agreement {
 public:
  // Of any clock that doesn't go back.
  using Time = std::chrono::milliseconds;

  struct Plan {
    General::Post post;
    // A traitor's; null for a loyal general. Lives as long as the agreement.
    const Adversary* adversary = nullptr;
    // Whom a traitor knows as such, itself included: among themselves they relay.
    Generals traitors{};
    Time round_time{};
  };

  // A message of its own for somebody.
  using Send = std::function<void(const Path& path, int receiver, Order order)>;

  // Throws InvalidSetup. `send` is called from within start, receive and pass.
  Agreement(const Plan& plan, Send send);

  // The commander's order counts, for a lieutenant only the clock starts. False, and nothing
  // changes, if a commander was given the other order before.
  [[nodiscard]] bool start(Order order, Time now);

  // Why the message is refused; nothing if it is taken, now or before: a repeat that is equal
  // changes nothing. The first one taken starts the clock.
  [[nodiscard]] std::optional<Refusal> receive(const ClaimedPath& path, Order order, Time now);

  // Ends the rounds whose time is over.
  void pass(Time now);
  // When the round that it is in ends at the latest; nothing if the clock stands still.
  std::optional<Time> deadline() const;

  bool is_done() const { return started_ && general_.rounds_are_over(); }
  // 1 … m+1, then m+2.
  int round() const { return general_.round(); }
  // By sender, up to the round that it is in: messages that haven't come.
  std::vector<std::uint64_t> missing() const;
  // By sender: messages that were refused as their round was over.
  const std::vector<std::uint64_t>& late() const { return late_; }

  // Once it is done.
  Order decide();

  // What it heard in that round, in ascending order of the paths; nothing for the commander.
  void for_each_heard(int round, const std::function<void(const Path&, Said)>& visit) const;

 private:
  bool is_commander() const { return plan_.post.general == kCommander; }
  int rounds() const { return plan_.post.m + 1; }
  // Of one sender in a round.
  std::uint64_t expected(int round, int sender) const;
  std::uint64_t& heard(int round, int sender) { return heard_[round - 1][sender]; }
  bool round_is_complete() const;
  void begin_clock(Time now);
  void hear(const ClaimedPath& path, Order order);
  void go_on(Time now);
  void send_all();
  void hear_what_came_early();

  Plan plan_;
  Send send_;
  General general_;
  HeardTree received_;                                          // whatever was taken, early or not
  std::vector<std::array<std::uint64_t, kMaxGenerals>> heard_;  // [round − 1][sender]
  std::vector<std::uint64_t> late_;
  std::optional<Time> started_;
  std::optional<Order> decision_;
};

}  // namespace turncoat
