// Lies here and there, with a given probability.
//
// Each answer is a hash of seed and path: a pure function, as every adversary must be, and the same
// on every machine. A bit of a hash stands for a receiver, so one hash serves all receivers of a
// path.
//
// Options: "probability" of a lie in one message, 0 to 1, exact to 64 bits; 0.5 by default. "seed".
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <memory>
#include <span>

#include "turncoat/adversaries/strategy.hpp"

namespace turncoat {

class Random final : public Adversary {
 public:
  Random(std::uint64_t seed, double probability)
      : seed_(mixed(seed + kIncrement)),
        probability_(probability < 1 ? static_cast<std::uint64_t>(probability * 0x1p64) : 0),
        bits_at_once_(std::min(8, 64 - std::countr_zero(probability_))),
        lies_always_(probability >= 1) {}

  static std::unique_ptr<Adversary> make(const JsonPlace& options, const Stage& stage) {
    options.expect_object({"strategy", "seed", "probability"});
    return std::make_unique<Random>(
        options.has("seed") ? options.at("seed").unsigned_integer() : stage.seed,
        options.has("probability") ? options.at("probability").number(0, 1) : 0.5);
  }

  Told says(const Path& path, Generals receivers, Order relayed) const override {
    return deceive(lies_always_ ? receivers : deceived(path, receivers), receivers, relayed);
  }

 private:
  // Draws a number from 0 to 1 for each receiver, all of them at once, bit by bit from the highest:
  // a receiver is deceived if its number is below the probability. The first bit that differs
  // decides that.
  Generals deceived(const Path& path, Generals receivers) const {
    const std::span<const std::uint64_t> words = path.words();
    std::uint64_t state = seed_ ^ words[0];
    for (const std::uint64_t word : words.subspan(1)) {
      state = mixed(state) ^ word;
    }
    std::uint64_t below = 0;
    std::uint64_t equal = receivers.word();
    for (std::uint64_t rest = probability_; rest != 0 && equal != 0;) {
      for (int bit = 0; bit < bits_at_once_; ++bit, rest <<= 1) {
        const std::uint64_t drawn = mixed(state += kIncrement);
        const std::uint64_t wanted = -(rest >> 63);  // all bits of the word
        below |= equal & ~drawn & wanted;
        equal &= ~(drawn ^ wanted);
      }
    }
    return Generals::of_word(below);
  }

  // splitmix64 (Steele, Lea, Flood, OOPSLA 2014): a state that grows by the increment, mixed.
  static constexpr std::uint64_t kIncrement = 0x9E37'79B9'7F4A'7C15;
  static constexpr std::uint64_t mixed(std::uint64_t state) {
    state = (state ^ (state >> 30)) * 0xBF58'476D'1CE4'E5B9;
    state = (state ^ (state >> 27)) * 0x94D0'49BB'1331'11EB;
    return state ^ (state >> 31);
  }

  std::uint64_t seed_;
  std::uint64_t probability_;  // in units of 2^-64
  int bits_at_once_;
  bool lies_always_;
};

inline constexpr Strategy kRandom{
    "random", "lies in a message with \"probability\" (0.5), drawn from \"seed\" (--seed)",
    Random::make};

}  // namespace turncoat
