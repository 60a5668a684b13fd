#include "turncoat/core/om/simulation/last_rounds_of.hpp"

namespace turncoat {

template <>
LastRoundsCode last_rounds_code_of<Isa::avx2>() {
  return {.lanes = kLanesOf<Isa::avx2>, .resolve = resolve_last_rounds<Isa::avx2>};
}

}  // namespace turncoat
