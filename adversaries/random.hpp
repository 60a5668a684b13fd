// Lies here and there, with a given probability.
//
// Each answer is a hash of seed and path: a pure function, as every adversary must be, and the same
// on every machine. A bit of a hash stands for a receiver, so one hash serves all receivers of a
// path.
//
// Options: "probability" of a lie in one message, 0 to 1, exact to 64 bits; 0.5 by default. "seed".
#pragma once

#include <cstdint>
#include <memory>

#include "turncoat/adversaries/draws.hpp"
#include "turncoat/adversaries/strategy.hpp"

namespace turncoat {

class Random final : public Adversary {
 public:
  Random(std::uint64_t seed, double probability);

  static std::unique_ptr<Adversary> make(const JsonPlace& options, const Stage& stage);

  Told says(const Path& path, Generals receivers, Order relayed) const override;
  void says_all(const PathGrid& grid) const override;

 private:
  std::uint64_t state_of(const Path& path) const;

  std::uint64_t seed_;
  Odds odds_{};
  bool lies_always_;
};

inline constexpr Strategy kRandom{
    "random", "lies in a message with \"probability\" (0.5), drawn from \"seed\" (--seed)",
    Random::make};

}  // namespace turncoat
