// DIMACS, the text form of a formula that every SAT solver reads.
//
// Errors: reading throws BadInput with file, line, what was found and what was expected; and what
//         the reader's bytes throw.
// Size:   the limits below bound all that is read; one variable may take some 100 bytes.
#pragma once

#include <cstdint>
#include <cstdio>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "turncoat/properties/prove/sat/cnf.hpp"
#include "turncoat/support/memory_budget.hpp"
#include "turncoat/support/token_reader.hpp"

namespace turncoat {

inline constexpr int kMaxDimacsVariables = 1 << 24;
inline constexpr std::uint64_t kMaxDimacsClauses = std::uint64_t{1} << 26;
inline constexpr std::uint64_t kMaxDimacsLiterals = std::uint64_t{1} << 28;

// Comments come first, each on a line of its own. std::ferror tells if writing failed.
void write_dimacs(const Cnf& cnf, const std::vector<std::string>& comments, std::FILE* stream);

struct DimacsSize {
  int variables = 0;
  std::uint64_t clauses = 0;
};

// "p cnf VARIABLES CLAUSES", then exactly that many clauses of such variables, each of which is
// handed to `visit`. The longest clause counts.
DimacsSize read_dimacs(TokenReader& reader, MemoryBudget& budget,
                       const std::function<void(std::span<const int>)>& visit);
Cnf read_dimacs(TokenReader& reader);

}  // namespace turncoat
