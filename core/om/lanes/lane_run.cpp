#include "turncoat/core/om/lanes/lane_run.hpp"

#include "turncoat/support/check.hpp"

namespace turncoat {

// lane_run_of.hpp; declared here alone, so that no lanes are compiled for the wrong machine.
template <Isa isa>
std::unique_ptr<LaneRun> make_lane_run_of(const Setup& setup, const Rules& rules);

bool is_available(Isa isa) {
#ifdef TURNCOAT_X86_LANES
  if (isa == Isa::avx512) {
    return __builtin_cpu_supports("avx512f") != 0;
  }
#endif
  return isa == Isa::portable;
}

Isa best_isa() {
  return is_available(Isa::avx512) ? Isa::avx512 : Isa::portable;
}

std::unique_ptr<LaneRun> make_lane_run(const Setup& setup, const Rules& rules, Isa isa) {
  check(is_available(isa), "an instruction set that this machine has");
#ifdef TURNCOAT_X86_LANES
  if (isa == Isa::avx512) {
    return make_lane_run_of<Isa::avx512>(setup, rules);
  }
#endif
  return make_lane_run_of<Isa::portable>(setup, rules);
}

}  // namespace turncoat
