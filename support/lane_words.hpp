// Neighbouring words, side by side in a register.
//
// The instruction set is in every name, so that code compiled for one is never linked in place of
// another's.
#pragma once

#include <cstdint>

#include "turncoat/support/isa.hpp"

namespace turncoat {

// As many words as a register holds.
template <Isa isa>
struct LaneWords {
  static constexpr int kBytes = isa == Isa::avx512 ? 64 : isa == Isa::avx2 ? 32 : 16;
  using Type [[gnu::vector_size(kBytes), gnu::may_alias]] = std::uint64_t;
};

template <Isa isa>
inline constexpr int kLanesOf = sizeof(typename LaneWords<isa>::Type) / sizeof(std::uint64_t);

// The words from there on, aligned as a register is.
template <Isa isa>
[[gnu::always_inline]] inline typename LaneWords<isa>::Type& lanes_at(std::uint64_t* words) {
  return *reinterpret_cast<typename LaneWords<isa>::Type*>(words);
}
template <Isa isa>
[[gnu::always_inline]] inline const typename LaneWords<isa>::Type& lanes_at(
    const std::uint64_t* words) {
  return *reinterpret_cast<const typename LaneWords<isa>::Type*>(words);
}

// In each lane `chosen` if the bit is set in `words`, else 0. Bit b is b's power of two.
template <Isa isa, class Words = typename LaneWords<isa>::Type>
[[gnu::always_inline]] inline Words where_set(Words words, int b, std::uint64_t power,
                                              Words chosen) {
  if constexpr (isa == Isa::portable) {  // SSE2 doesn't compare words of 64 bits.
    return chosen & -(words >> b & 1);
  } else {
    return (words & power) != 0 ? chosen : Words{};
  }
}

}  // namespace turncoat
