// The lies that an adversary tells in a run: from a function to a list.
#pragma once

#include <vector>

#include "turncoat/core/adversary.hpp"
#include "turncoat/core/lie.hpp"
#include "turncoat/core/om/rules.hpp"
#include "turncoat/core/setup.hpp"

namespace turncoat {

// The lies that the adversary tells in this setup, sorted, without faithful answers. Throws
// BadInput beyond kMaxLies. Runs the reference: bound its messages first.
std::vector<Lie> lies_told(const Setup& setup, const Adversary& adversary, const Rules& rules = {});

}  // namespace turncoat
