// A trial for people, on standard output.
#pragma once

#include <vector>

#include "turncoat/trial/entry.hpp"

namespace turncoat {

// One implementation, check by check.
void print_trial(const TrialEntry& entry);
// Many: a line each, in columns.
void print_table(const std::vector<TrialEntry>& entries);

}  // namespace turncoat
