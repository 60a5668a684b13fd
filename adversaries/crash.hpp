// Faithful for its first k messages, then silent for ever.
//
// A general sends its messages round by round, by path, then by receiver. The place of a message in
// that order follows from the message alone, so an adversary asked in another order answers the
// same.
//
// Options: "after": k, the number of messages sent; 0, the default, is silent from the start.
#pragma once

#include <cstdint>
#include <memory>

#include "turncoat/adversaries/strategy.hpp"

namespace turncoat {

// How many messages the sender of this one sends before it. Stays at its largest value where the
// count doesn't fit 64 bits.
std::uint64_t messages_sent_before(int n, const Path& path, int receiver);

class Crash final : public Adversary {
 public:
  Crash(int n, std::uint64_t after) : n_(n), after_(after) {}

  static std::unique_ptr<Adversary> make(const JsonPlace& options, const Stage& stage) {
    options.expect_object({"strategy", "after"});
    return std::make_unique<Crash>(
        stage.setup.n, options.has("after") ? options.at("after").unsigned_integer() : 0);
  }

  Said says(const Path& path, int receiver, Order relayed) const override {
    return messages_sent_before(n_, path, receiver) < after_ ? said(relayed) : Said::silence;
  }

  // The place of a message among all does depend on it.
  bool ignores_relayers() const override { return after_ == 0; }

 private:
  int n_;
  std::uint64_t after_;
};

inline constexpr Strategy kCrash{
    "crash", "faithful for its first \"after\" messages (0), then silent", Crash::make};

}  // namespace turncoat
