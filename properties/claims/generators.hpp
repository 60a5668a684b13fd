// RapidCheck generators of scenarios: random n, m, traitors, and random answers of the traitors, by
// a strategy or by raw lies.
//
// Bounds: n ≤ 10, m ≤ 3 and at most 4,000 messages a run, so that thousands are played a second.
// Shrinking: none of RapidCheck's, which would take any other failure for the same; finding.hpp
// shrinks scenarios that break a claim.
#pragma once

#include <rapidcheck.h>

#include <map>
#include <ostream>
#include <string>

#include "turncoat/properties/claims/claim.hpp"
#include "turncoat/properties/scenario.hpp"

namespace turncoat {

rc::Gen<Scenario> scenarios_in(Region region);

// How RapidCheck prints a counterexample: as the scenario file.
void showValue(const Scenario& scenario, std::ostream& out);

// How many scenarios of each class were met. A class that a region can't have is left out.
class Classes {
 public:
  explicit Classes(Region region);
  void count(const Scenario& scenario);
  const std::map<std::string, int>& counts() const { return counts_; }

 private:
  std::map<std::string, int> counts_;
};

}  // namespace turncoat
