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
Action general_verb(Options& options);
Action cluster_verb(Options& options);
Action keys_verb(Options& options);
Action trial_verb(Options& options);
Action strategies_verb(Options& options);

// In the order in which they are listed to a user.
inline constexpr Verb kVerbs[] = {
    {"run", "Play one run: the decisions, IC1 and IC2, the number of messages", run_verb},
    {"replay",
     "Play scenario files and compare each with what it expects. Exit code 1 if one differs",
     replay_verb},
    {"shrink", "Make a scenario simpler and keep its violation", shrink_verb},
    {"search", "Hunt a violation, shrink it and save it. Exit code 1 if one is found", search_verb},
    {"prove",
     "Prove that IC1 and IC2 hold for every adversary, or find a scenario that violates one",
     prove_verb},
    {"frontier",
     "Find exactly where IC1 and IC2 hold for every adversary: for all n, m and numbers of "
     "traitors up to a maximum",
     frontier_verb},
    {"check-proof",
     "Check a proof (DRAT, as text or binary) that a formula (DIMACS) can't be satisfied: without "
     "a "
     "solver",
     check_proof_verb},
    {"general",
     "Be one general, as a process that speaks HTTP with the others, until Ctrl-C or SIGTERM",
     general_verb},
    {"cluster",
     "Run generals as processes that speak HTTP, some of them other programs, and compare what "
     "they "
     "decide with what OM(m) decides",
     cluster_verb},
    {"keys", "Write fresh secrets for generals on several machines, a file for each", keys_verb},
    {"trial",
     "Try somebody else's implementation of OM(m), and make its failures small. Exit code 1 if one "
     "is found",
     trial_verb},
    {"strategies", "List the strategies for --adversary", strategies_verb},
};

}  // namespace turncoat
