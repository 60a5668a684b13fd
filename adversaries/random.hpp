// Lies here and there, with a given probability.
//
// What it says is a hash of the seed and the message, so it is a function as every adversary is,
// and the same on every machine.
//
// Options: "probability": of a lie in one message, 0 to 1, by default 0.5; "seed".
#pragma once

#include <cstdint>
#include <memory>

#include "turncoat/adversaries/strategy.hpp"

namespace turncoat {

class Random final : public Adversary {
 public:
  Random(std::uint64_t seed, double probability) : seed_(seed), probability_(probability) {}

  static std::unique_ptr<Adversary> make(const JsonPlace& options, const Stage& stage) {
    options.expect_object({"strategy", "seed", "probability"});
    return std::make_unique<Random>(
        options.has("seed") ? options.at("seed").unsigned_integer() : stage.seed,
        options.has("probability") ? options.at("probability").number(0, 1) : 0.5);
  }

  Said says(const Path& path, int receiver, Order relayed) const override {
    std::uint64_t hash = mixed(seed_);
    for (const int general : path) {
      hash = mixed(hash + static_cast<std::uint64_t>(general));
    }
    hash = mixed(hash + kMaxGenerals + static_cast<std::uint64_t>(receiver));
    const double drawn = static_cast<double>(hash >> 11) * 0x1p-53;  // in [0, 1)
    return said(drawn < probability_ ? opposite(relayed) : relayed);
  }

 private:
  // The output function of splitmix64 (Steele, Lea, Flood, OOPSLA 2014).
  static constexpr std::uint64_t mixed(std::uint64_t state) {
    state += 0x9E37'79B9'7F4A'7C15;
    state = (state ^ (state >> 30)) * 0xBF58'476D'1CE4'E5B9;
    state = (state ^ (state >> 27)) * 0x94D0'49BB'1331'11EB;
    return state ^ (state >> 31);
  }

  std::uint64_t seed_;
  double probability_;
};

inline constexpr Strategy kRandom{
    "random", "lies in a message with \"probability\" (0.5), drawn from \"seed\" (--seed)",
    Random::make};

}  // namespace turncoat
