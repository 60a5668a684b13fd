// The one way of every finding: confirmed, made simple, numbered canonically, named by its meaning,
// saved once.
//
// One bug found from many scenarios is one file, as far as they come to one simplest scenario.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "turncoat/core/om/rules.hpp"
#include "turncoat/properties/scenario.hpp"

namespace turncoat {

// The fault of a scenario, in a sentence; nothing if all is well.
using WhatIsWrong = std::function<std::optional<std::string>(const Scenario&)>;

struct Charge {
  // The file's name starts with it; if it is empty, with the properties violated: "ic2-…".
  std::string name{};
  WhatIsWrong wrong{};
  // Of the implementation under test: a mutant's scenario is played, and shrunk, as the mutant's.
  Rules rules{};
};

// That the scenario violates the property; a simpler one inside the guaranteed region, if this one
// is.
Charge charge_of(Property property, const Setup& setup, const Rules& rules = {});

struct Finding {
  Scenario scenario;
  std::string file;
  bool is_new;  // false: the file was there already, and was left as it is
};

// Throws BadInput if the file can't be written. A scenario with which nothing is wrong when it is
// played again is saved as it is, and says so: nothing that was found gets lost.
Finding keep(const Scenario& found, const Charge& charge, const std::string& folder);

// Saves under the scenario's name in the folder, unless a file of that name is there.
Finding save_once(const Scenario& scenario, const std::string& name, const std::string& folder);

}  // namespace turncoat
