#include <immintrin.h>

#include "turncoat/core/om/simulation/last_rounds_of.hpp"

namespace turncoat {

template <>
class BitCounter<Isa::avx512> {
  using Words = LaneWords<Isa::avx512>::Type;

 public:
  [[gnu::always_inline]] void add(Words words) {
    total_ += reinterpret_cast<Words>(_mm512_popcnt_epi64(reinterpret_cast<__m512i>(words)));
  }
  [[gnu::always_inline]] Words total() const { return total_; }

 private:
  Words total_{};
};

template <>
LastRoundsCode last_rounds_code_of<Isa::avx512>() {
  return {.lanes = kLanesOf<Isa::avx512>, .resolve = resolve_last_rounds<Isa::avx512>};
}

}  // namespace turncoat
