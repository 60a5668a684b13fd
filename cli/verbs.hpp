// The verbs of turncoat, and the exit codes they answer. A new one has a source of its own, a row
// in this table and a line above it.
#pragma once

#include "turncoat/cli/options.hpp"

namespace turncoat {

enum ExitCode : int { kHolds = 0, kViolation = 1, kBadInput = 2, kUndecided = 3 };

Action run_verb(Options& options);
Action replay_verb(Options& options);
Action shrink_verb(Options& options);
Action search_verb(Options& options);
Action prove_verb(Options& options);
Action frontier_verb(Options& options);
Action check_proof_verb(Options& options);
Action strategies_verb(Options& options);

// In the order in which they are listed to a user.
inline constexpr Verb kVerbs[] = {
    {"run", "One run: who decides what, whether IC1 and IC2 hold, how many messages it took",
     run_verb},
    {"replay", "Play scenario files; each as it expects? Exit code 1 where one isn't", replay_verb},
    {"shrink", "A simpler scenario with the same violation", shrink_verb},
    {"search",
     "Hunt a violation; shrink it and save it. Exit code 1 where one is found, 0 where none is",
     search_verb},
    {"prove", "Do IC1 and IC2 hold whatever the traitors say? A proof over every adversary",
     prove_verb},
    {"frontier",
     "Where IC1 and IC2 hold whatever the traitors say: for every n, m and number of traitors up "
     "to a maximum, exactly",
     frontier_verb},
    {"check-proof",
     "Does a proof (DRAT, as text) show that a formula (DIMACS) can't be satisfied? By unit "
     "propagation alone (RUP), without a solver",
     check_proof_verb},
    {"strategies", "List what --adversary can be", strategies_verb},
};

}  // namespace turncoat
