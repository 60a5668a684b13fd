#include "turncoat/core/om/simulation/last_rounds_of.hpp"

namespace turncoat {

template <>
LastRoundsCode last_rounds_code_of<Isa::portable>() {
  return {.lanes = kLanesOf<Isa::portable>, .resolve = resolve_last_rounds<Isa::portable>};
}

}  // namespace turncoat
