#include "core/simulation_last_rounds_of.hpp"

namespace turncoat {

template <>
LastRoundsCode last_rounds_code_of<Isa::avx512>() {
  return {.lanes = kLanesOf<Isa::avx512>, .resolve = resolve_last_rounds<Isa::avx512>};
}

}  // namespace turncoat
