#include "turncoat/properties/prove/sat/dimacs.hpp"

#include <fmt/format.h>

#include <iterator>
#include <string_view>

namespace turncoat {

void write_dimacs(const Cnf& cnf, const std::vector<std::string>& comments, std::FILE* stream) {
  for (const std::string& comment : comments) {
    std::fputs(fmt::format("c {}\n", comment).c_str(), stream);
  }
  std::fputs(fmt::format("p cnf {} {}\n", cnf.variables(), cnf.clauses()).c_str(), stream);
  fmt::memory_buffer line;
  for (const int literal : cnf.literals()) {
    fmt::format_to(std::back_inserter(line), "{}{}", literal, literal == 0 ? '\n' : ' ');
    if (literal == 0) {
      std::fwrite(line.data(), 1, line.size(), stream);
      line.clear();
    }
  }
}

DimacsSize read_dimacs(TokenReader& reader, MemoryBudget& budget,
                       const std::function<void(std::span<const int>)>& visit) {
  for (const std::string_view word : {"p", "cnf"}) {
    if (reader.next() != word) {
      reader.fail("p cnf VARIABLES CLAUSES");
    }
  }
  reader.next();
  const std::int64_t variables =
      reader.number(0, kMaxDimacsVariables,
                    fmt::format("a number of variables, at most {}", kMaxDimacsVariables));
  reader.next();
  const std::int64_t clauses =
      reader.number(0, static_cast<std::int64_t>(kMaxDimacsClauses),
                    fmt::format("a number of clauses, at most {}", kMaxDimacsClauses));
  const std::string expected =
      fmt::format("a literal from {} to {}, or 0 after a clause", -variables, variables);
  DimacsSize size{.variables = static_cast<int>(variables), .clauses = 0};
  std::vector<int> clause;
  std::uint64_t literals = 0;
  while (!reader.next().empty()) {
    if (size.clauses == static_cast<std::uint64_t>(clauses)) {
      reader.fail(fmt::format("the end of the file after {} clauses", clauses));
    }
    if (++literals > kMaxDimacsLiterals) {
      reader.fail(fmt::format("at most {} literals", kMaxDimacsLiterals));
    }
    const auto literal = static_cast<int>(reader.number(-variables, variables, expected));
    if (literal != 0) {
      budget.push_back(clause, literal);
    } else {
      visit(clause);
      ++size.clauses;
      clause.clear();
    }
  }
  if (!clause.empty() || size.clauses != static_cast<std::uint64_t>(clauses)) {
    reader.fail(clause.empty() ? fmt::format("{} clauses, not {}", clauses, size.clauses)
                               : std::string("0 after a clause"));
  }
  return size;
}

Cnf read_dimacs(TokenReader& reader) {
  Cnf cnf;
  MemoryBudget unlimited;
  const DimacsSize size =
      read_dimacs(reader, unlimited, [&cnf](std::span<const int> clause) { cnf.add(clause); });
  cnf.name_variables(size.variables);
  return cnf;
}

}  // namespace turncoat
