// Whom a traitor deceives, drawn for all receivers of a path at once; for several paths side by
// side in vectors.
#pragma once

#include <cstddef>
#include <cstdint>

#include "turncoat/core/adversary.hpp"
#include "turncoat/support/lane_words.hpp"

namespace turncoat {

// splitmix64 (Steele, Lea, Flood, OOPSLA 2014): a state that grows by the increment, mixed.
inline constexpr std::uint64_t kDrawIncrement = 0x9E37'79B9'7F4A'7C15;

template <class Words>
[[gnu::always_inline]] constexpr Words mixed(Words state) {
  state = (state ^ (state >> 30)) * 0xBF58'476D'1CE4'E5B9;
  state = (state ^ (state >> 27)) * 0x94D0'49BB'1331'11EB;
  return state ^ (state >> 31);
}

// The chance of a lie.
struct Odds {
  std::uint64_t probability;  // in units of 2^-64
  int bits_at_once;           // between two looks whether the rest of the bits matters
};

template <class Words>
[[gnu::always_inline]] inline bool any_set(const Words& words) {
  std::uint64_t together = 0;
  for (std::size_t lane = 0; lane < sizeof(Words) / sizeof(std::uint64_t); ++lane) {
    together |= words[lane];
  }
  return together != 0;
}
[[gnu::always_inline]] inline bool any_set(std::uint64_t word) {
  return word != 0;
}

// Draws a number from 0 to 1 for each receiver, bit by bit from the highest: a receiver is deceived
// if its number is below the probability. The first bit that differs decides that.
template <class Words>
[[gnu::always_inline]] inline Words deceived(Words state, Words receivers, const Odds& odds) {
  Words below{};
  Words equal = receivers;
  for (std::uint64_t rest = odds.probability; rest != 0 && any_set(equal);) {
    for (int bit = 0; bit < odds.bits_at_once; ++bit, rest <<= 1) {
      state += kDrawIncrement;
      const Words drawn = mixed(state);
      const std::uint64_t wanted = -(rest >> 63);  // all bits of the word
      below |= equal & ~drawn & wanted;
      equal &= ~(drawn ^ wanted);
    }
  }
  return below;
}

// The same in a grid. `states` is what was mixed of each lane's path, `shift` is where the sender
// comes in.
using DeceiveAll = void (*)(const PathGrid& grid, const std::uint64_t* states, int shift,
                            const Odds& odds);

// Each compiled for its instruction set, in a file of its own.
template <Isa isa>
void deceive_all(const PathGrid& grid, const std::uint64_t* states, int shift, const Odds& odds);

DeceiveAll deceive_all_with(Isa isa);

}  // namespace turncoat
