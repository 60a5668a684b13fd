// How far repetitions of one measurement lie apart.
#pragma once

#include <vector>

#include "turncoat/support/page/document.hpp"

namespace turncoat {

// "3 %": how far the slowest lies above the fastest; unknown for one repetition.
TableCell spread_cell(const std::vector<double>& seconds);

}  // namespace turncoat
