// One case of `turncoat prove`: a cell of the frontier, and the result of a proof.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "turncoat/properties/cell.hpp"
#include "turncoat/properties/scenario.hpp"
#include "turncoat/properties/verdict.hpp"

namespace turncoat {

struct ProofCase {
  // How large the proof was: `name` is a key of JSON and, with _ as a blank, a noun.
  struct Figure {
    std::string_view name;
    std::uint64_t value;
  };

  Cell cell;
  Verdict verdict = Verdict::undecided;
  std::vector<Figure> figures{};
  std::optional<Scenario> scenario{};
  std::string why_undecided{};
  std::string why_not_saved{};              // the scenario that violates it
  std::optional<std::string> proof_file{};  // without .cnf and .drat
  double seconds = 0;

  bool is_vacuous() const { return turncoat::is_vacuous(cell.property, cell.setup()); }
};

// "IC1, 2 traitors, loyal commander ordering attack"
std::string describe(const Cell& cell);

// "holds      IC1, …: 78,681 variables, 157,226 clauses, 0.06 s"
std::string describe(const ProofCase& each);

nlohmann::ordered_json as_json(const ProofCase& each);

}  // namespace turncoat
