// Shared by tests: generals of a setup, and a network between them that loses nothing.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <utility>
#include <vector>

#include "turncoat/core/outcome.hpp"
#include "turncoat/core/setup.hpp"
#include "turncoat/generals/agreement.hpp"

namespace turncoat::test {

constexpr std::chrono::milliseconds kRoundTime{100};

struct Sent {
  Path path;
  int receiver;
  Order order;
  friend bool operator==(const Sent&, const Sent&) = default;
};

// Agreements of all generals of a setup, and what is on its way between them.
class Network {
 public:
  Network(const Setup& setup, const Adversary& adversary) : setup_(setup) {
    for (const int g : setup.generals()) {
      agreements_.emplace_back(
          Agreement::Plan{.post = {.general = g, .n = setup.n, .m = setup.m},
                          .adversary = setup.traitors.contains(g) ? &adversary : nullptr,
                          .traitors = setup.traitors,
                          .round_time = kRoundTime},
          [this](const Path& path, int receiver, Order order) {
            on_way_.push_back({path, receiver, order});
          });
    }
  }

  Agreement& of(int general) { return agreements_[general]; }

  void start(Generals whom) {
    for (const int g : whom) {
      EXPECT_TRUE(of(g).start(setup_.order, now));
    }
  }

  // Delivers all that is on its way, each message as the source of randomness has it.
  void deliver_all(std::mt19937& random) {
    while (!on_way_.empty()) {
      std::swap(on_way_[random() % on_way_.size()], on_way_.back());
      const Sent sent = on_way_.back();
      on_way_.pop_back();
      ++delivered;
      EXPECT_EQ(of(sent.receiver).receive(sent.path, sent.order, now), std::nullopt)
          << to_string(sent.path) << " to " << sent.receiver;
    }
  }

  void pass() {
    for (Agreement& agreement : agreements_) {
      agreement.pass(now);
    }
  }

  bool all_done() const {
    return std::all_of(agreements_.begin(), agreements_.end(),
                       [](const Agreement& each) { return each.is_done(); });
  }

  Decisions decisions() {
    Decisions decisions;
    for (const int i : setup_.loyal_lieutenants()) {
      decisions.set(i, of(i).decide());
    }
    return decisions;
  }

  std::chrono::milliseconds now{5000};
  std::uint64_t delivered = 0;

 private:
  Setup setup_;
  std::vector<Agreement> agreements_;
  std::vector<Sent> on_way_;
};

}  // namespace turncoat::test
