#include <memory>

#include "turncoat/core/om/lanes/lane_run_of.hpp"

namespace turncoat {

template <>
std::unique_ptr<LaneRun> make_lane_run_of<Isa::avx512>(const Setup& setup, const Rules& rules) {
  return std::make_unique<LaneRunOf<Isa::avx512>>(setup, rules);
}

}  // namespace turncoat
