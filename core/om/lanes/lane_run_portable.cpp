#include <memory>

#include "turncoat/core/om/lanes/lane_run_of.hpp"

namespace turncoat {

template <>
std::unique_ptr<LaneRun> make_lane_run_of<Isa::portable>(const Setup& setup, const Rules& rules) {
  return std::make_unique<LaneRunOf<Isa::portable>>(setup, rules);
}

}  // namespace turncoat
