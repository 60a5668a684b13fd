#include <cstdint>

#include "turncoat/adversaries/draws_of.hpp"

namespace turncoat {

template <>
void deceive_all<Isa::avx512>(const PathGrid& grid, const std::uint64_t* states, int shift,
                              const Odds& odds) {
  deceive_all_of<Isa::avx512>(grid, states, shift, odds);
}

}  // namespace turncoat
