// Loyal until a round, then another strategy.
//
// Options: "round": the first round of treason, 1 … m+1, by default the last; "then": the strategy
// from that round on, by default flip.
#pragma once

#include <memory>

#include "turncoat/adversaries/catalogue.hpp"
#include "turncoat/adversaries/flip.hpp"
#include "turncoat/adversaries/loyal.hpp"

namespace turncoat {

class Sleeper final : public Adversary {
 public:
  Sleeper(int round, std::unique_ptr<Adversary> then) : round_(round), then_(std::move(then)) {}

  static std::unique_ptr<Adversary> make(const JsonPlace& options, const Stage& stage) {
    options.expect_object({"strategy", "round", "then"});
    const int last = stage.setup.rounds();
    return std::make_unique<Sleeper>(
        options.has("round") ? options.at("round").integer(1, last) : last,
        options.has("then") ? make_adversary(options.at("then"), stage) : std::make_unique<Flip>());
  }

  Told says(const Path& path, Generals receivers, Order relayed) const override {
    return path.size() < round_ ? tell_all(receivers, said(relayed))
                                : then_->says(path, receivers, relayed);
  }
  void says_all(const PathGrid& grid) const override {
    if (grid.path.size() + 2 < round_) {
      Loyal().says_all(grid);
    } else {
      then_->says_all(grid);
    }
  }
  bool ignores_relayers() const override { return then_->ignores_relayers(); }

 private:
  int round_;
  std::unique_ptr<Adversary> then_;
};

inline constexpr Strategy kSleeper{
    "sleeper", "loyal until \"round\" (the last), then another strategy (\"then\": flip)",
    Sleeper::make};

}  // namespace turncoat
