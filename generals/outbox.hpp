// What a general has to say to one other, over one connection.
//
// A peer that doesn't answer delays nobody else. A message is sent again only if the connection
// broke before an answer, and dropped once it can't count any more. To a peer that knows it, many
// messages go at once (POST /orders).
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "turncoat/core/order.hpp"
#include "turncoat/core/path.hpp"
#include "turncoat/generals/http/http.hpp"
#include "turncoat/generals/http/loop.hpp"
#include "turncoat/generals/keys.hpp"
#include "turncoat/generals/wire.hpp"

namespace turncoat {

class Outbox {
 public:
  struct Counts {
    std::uint64_t delivered = 0;  // answered
    std::uint64_t refused = 0;    // of these, with an error
    std::uint64_t dropped = 0;
  };

  struct Manner {
    bool one_by_one = false;     // each message is a POST of its own, whatever the peer knows
    const Keys* keys = nullptr;  // its messages have a mac; they live as long as the outbox
    // On purpose (fault.hpp).
    bool garbage = false;               // garbage in place of each message
    std::chrono::milliseconds delay{};  // before a round's first message
  };

  // To general `receiver`.
  Outbox(Loop& loop, int receiver, const Address& peer, const Manner& manner);

  // `until`, of the loop's clock: from then on it can't count.
  void add(const std::string& agreement, const Path& path, Order order,
           std::chrono::milliseconds until);
  // What it still has, it drops, and waits for no answer.
  void stop();

  const Counts& counts() const { return counts_; }
  std::uint64_t waiting() const { return waiting_; }

 private:
  // The messages of a round of an agreement: a few bytes each, as there may be many.
  struct Batch {
    std::string agreement;
    int path_size = 0;
    std::chrono::milliseconds from{};
    std::chrono::milliseconds until{};
    std::vector<std::uint8_t> bytes{};  // for each message its path, then its order
    std::size_t sent = 0;               // messages

    std::size_t messages() const { return bytes.size() / static_cast<std::size_t>(path_size + 1); }
  };

  void go_on();
  void ask_what_it_knows();
  void send_some();
  void answered(std::size_t messages, const HttpAnswer& answer);
  void try_again();
  void go_on_after(std::chrono::milliseconds time);
  std::vector<WireOrder> next_orders(std::size_t most) const;

  Loop& loop_;
  int receiver_;
  Manner manner_;
  std::optional<HttpClient> client_;  // until it stops
  Timer pause_;
  std::chrono::milliseconds pause_time_;
  bool pauses_ = false;
  std::size_t at_once_;  // 0: not known yet
  std::deque<Batch> batches_;
  std::uint64_t waiting_ = 0;
  std::uint64_t garbage_sent_ = 0;
  Counts counts_;
};

}  // namespace turncoat
