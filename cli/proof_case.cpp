#include "turncoat/cli/proof_case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "turncoat/support/number_text.hpp"
#include "turncoat/support/printable.hpp"

namespace turncoat {
namespace {

std::string_view commander(const Cell& cell) {
  return cell.commander_is_loyal ? "loyal" : "traitor";
}

}  // namespace

std::string describe(const Cell& cell) {
  return fmt::format("{}, {}, {} commander{}", name(cell.property),
                     counted(static_cast<std::uint64_t>(cell.k), "traitor"), commander(cell),
                     cell.commander_is_loyal ? fmt::format(" ordering {}", name(cell.order)) : "");
}

std::string describe(const ProofCase& each) {
  std::string text = fmt::format("{:<10} {}: ", name(each.verdict), describe(each.cell));
  if (each.verdict == Verdict::undecided) {
    text += fmt::format("{}, ", printable(each.why_undecided));
  } else if (!each.why_not_saved.empty()) {
    text += fmt::format("{}: not saved, ", each.why_not_saved);
  } else {
    for (const auto& [name, value] : each.figures) {
      std::string noun(name);
      std::replace(noun.begin(), noun.end(), '_', ' ');
      text += fmt::format("{} {}, ", with_commas(value), noun);
    }
  }
  return text + fmt::format("{:.2f} s", each.seconds);
}

nlohmann::ordered_json as_json(const ProofCase& each) {
  using nlohmann::ordered_json;
  const Cell& cell = each.cell;
  ordered_json row{{"n", cell.n}, {"m", cell.m}, {"k", cell.k}};
  row["commander"] = commander(cell);
  row["property"] = name(cell.property);
  row["order"] = cell.commander_is_loyal ? ordered_json(name(cell.order)) : ordered_json();
  row["verdict"] = name(each.verdict);
  for (const auto& [name, value] : each.figures) {
    row[std::string(name)] = value;
  }
  row["seconds"] = each.seconds;
  if (each.verdict == Verdict::undecided) {
    row["why"] = each.why_undecided;
  }
  if (!each.why_not_saved.empty()) {
    row["why_not_saved"] = each.why_not_saved;
  }
  if (each.proof_file) {
    const bool is_written = each.verdict == Verdict::holds;
    row["cnf"] = is_written ? ordered_json(*each.proof_file + ".cnf") : ordered_json();
    row["drat"] = is_written ? ordered_json(*each.proof_file + ".drat") : ordered_json();
  }
  return row;
}

}  // namespace turncoat
