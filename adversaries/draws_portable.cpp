#include <cstdint>

#include "turncoat/adversaries/draws_of.hpp"

namespace turncoat {

template <>
void deceive_all<Isa::portable>(const PathGrid& grid, const std::uint64_t* states, int shift,
                                const Odds& odds) {
  deceive_all_of<Isa::portable>(grid, states, shift, odds);
}

}  // namespace turncoat
