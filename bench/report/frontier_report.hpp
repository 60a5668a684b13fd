// Exactly which cells hold, beside the promise of Theorem 1.
#pragma once

#include <string>
#include <vector>

#include "turncoat/properties/prove/frontier.hpp"
#include "turncoat/support/page/document.hpp"

namespace turncoat {

struct FrontierReport {
  Section section;
  std::vector<std::string> failures;  // cells that the theorem promises and that don't hold
};

FrontierReport frontier_report(const Frontier& frontier);

}  // namespace turncoat
