// Where the properties hold, exactly, beside what Theorem 1 promises.
#pragma once

#include <string>
#include <vector>

#include "bench/report/document.hpp"
#include "properties/frontier.hpp"

namespace turncoat {

struct FrontierReport {
  Section section;
  std::vector<std::string> failures;  // cells that the theorem promises and that don't hold
};

FrontierReport frontier_report(const Frontier& frontier);

}  // namespace turncoat
