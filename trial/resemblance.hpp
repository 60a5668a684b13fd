// Which plausible mistake an implementation makes: the mutant that decides as it does.
#pragma once

#include <string>

#include "turncoat/trial/checks.hpp"
#include "turncoat/trial/subject.hpp"

namespace turncoat {

// Asks it scenarios on which the mutants differ from the right algorithm and from each other. Empty
// if none of them decides as it does in all of these, or if it decides rightly in all.
std::string mutant_like(Subject& subject, Way way, const CaseOptions& options);

}  // namespace turncoat
