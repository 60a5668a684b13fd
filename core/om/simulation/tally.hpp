// Votes counted in bit slices: a word holds one vote of each of many voters, plane p holds bit p of
// each voter's count.
//
// Eight words at a time go through a tree of carry-save adders, so a word costs about one adder.
// Source: Muła, Kurz, Lemire: Faster Population Counts Using AVX2 Instructions, The Computer
// Journal 61(1), 2018 (there to count bits, after Harley and Seal).
#pragma once

#include <cstddef>

#include "turncoat/core/om/simulation/last_rounds.hpp"
#include "turncoat/support/isa.hpp"

namespace turncoat {

// a + b + c, each 0 or 1: the sum replaces a; returns the carry.
template <Isa isa, class Word>
[[gnu::always_inline]] inline Word add_with_carry(Word& a, const Word& b, const Word& c) {
  const Word either = a ^ b;
  const Word carry = (a & b) | (either & c);
  a = either ^ c;
  return carry;
}

// Set if at least `needed` of the votes are set, 1 ≤ needed ≤ 64. The vote number v is at votes[v ·
// stride]; `count`, at most 64, is a multiple of kVotesAtOnce.
template <Isa isa, class Word>
[[gnu::always_inline]] inline Word at_least(int needed, const Word* votes, std::ptrdiff_t stride,
                                            int count) {
  Word ones{};
  Word twos{};
  Word fours{};
  constexpr int kHighPlanes = 4;  // Of 8, 16, 32, 64.
  Word high[kHighPlanes]{};
  for (; count > 0; count -= kVotesAtOnce, votes += kVotesAtOnce * stride) {
    const Word twos_a = add_with_carry<isa>(ones, votes[0], votes[stride]);
    const Word twos_b = add_with_carry<isa>(ones, votes[2 * stride], votes[3 * stride]);
    const Word fours_a = add_with_carry<isa>(twos, twos_a, twos_b);
    const Word twos_c = add_with_carry<isa>(ones, votes[4 * stride], votes[5 * stride]);
    const Word twos_d = add_with_carry<isa>(ones, votes[6 * stride], votes[7 * stride]);
    const Word fours_b = add_with_carry<isa>(twos, twos_c, twos_d);
    Word carry = add_with_carry<isa>(fours, fours_a, fours_b);
    for (Word& plane : high) {
      const Word both = plane & carry;
      plane = plane ^ carry;
      carry = both;
    }
  }
  // count − needed, by a borrow rippling through the planes: none is left if count ≥ needed.
  const auto borrowed = [&needed](const Word& plane, const Word& borrow) {
    const bool bit = (needed & 1) != 0;
    needed >>= 1;
    return bit ? ~plane | borrow : ~plane & borrow;
  };
  Word borrow = borrowed(ones, Word{});
  borrow = borrowed(twos, borrow);
  borrow = borrowed(fours, borrow);
  for (const Word& plane : high) {
    borrow = borrowed(plane, borrow);
  }
  return ~borrow;
}

}  // namespace turncoat
