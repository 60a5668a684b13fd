// A frontier as people read it: a grid of signs, and a picture.
#pragma once

#include <string>

#include "turncoat/properties/prove/frontier.hpp"

namespace turncoat {

// A block for each property, kind of commander and order, in it a grid for each m: n
// downwards, k to the right.
std::string frontier_text(const Frontier& frontier, const FrontierRange& range);

// More would not be readable in one picture.
inline constexpr int kMaxPicturedM = 8;

// A script for gnuplot, which draws a row of panels for each of those and a column for each m.
std::string frontier_script(const Frontier& frontier, const FrontierRange& range);

}  // namespace turncoat
