// What a general on trial did, held against what it may do.
#pragma once

#include <string>
#include <vector>

#include "turncoat/trial/script.hpp"
#include "turncoat/trial/subject.hpp"

namespace turncoat {

// `behaviours`: of each of the play's scripts, the last of which is judged.
Judged judged_by(const TrialCase& one, const Play& play, const std::vector<Behaviour>& behaviours);

// "attack for [0,3] to 1"
std::string message_text(const SentOrder& sent);

}  // namespace turncoat
