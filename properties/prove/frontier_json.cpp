#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>

#include "turncoat/adversaries/order_json.hpp"
#include "turncoat/properties/prove/frontier.hpp"
#include "turncoat/support/json_place.hpp"

namespace turncoat {
namespace {

constexpr std::array kVerdicts{Verdict::holds, Verdict::violated, Verdict::vacuous,
                               Verdict::undecided};
// Of n ≤ 64: each m, each k, five questions.
constexpr std::size_t kMaxRows = std::size_t{64} * 63 * 65 * 5;

std::string row(const Cell& cell, Verdict verdict) {
  return fmt::format(
      R"({{"n": {}, "m": {}, "k": {}, "commander": "{}", "property": "{}", "order": {}, )"
      R"("verdict": "{}"}})",
      cell.n, cell.m, cell.k, cell.commander_is_loyal ? "loyal" : "traitor", name(cell.property),
      cell.commander_is_loyal ? fmt::format("\"{}\"", name(cell.order)) : "null", name(verdict));
}

bool read_commander_is_loyal(const JsonPlace& place) {
  const std::string commander = place.text(16);
  if (commander != "loyal" && commander != "traitor") {
    place.fail("\"loyal\" or \"traitor\"");
  }
  return commander == "loyal";
}

Verdict read_verdict(const JsonPlace& place) {
  const std::string text = place.text(16);
  for (const Verdict verdict : kVerdicts) {
    if (text == name(verdict)) {
      return verdict;
    }
  }
  place.fail("\"holds\", \"violated\", \"vacuous\" or \"undecided\"");
}

Cell read_cell(const JsonPlace& place) {
  Cell cell;
  cell.n = place.at("n").integer(kMinGenerals, kMaxGenerals);
  cell.m = place.at("m").integer(0, cell.n - 2);
  cell.commander_is_loyal = read_commander_is_loyal(place.at("commander"));
  cell.k = place.at("k").integer(cell.commander_is_loyal ? 0 : 1,
                                 cell.commander_is_loyal ? cell.n - 1 : cell.n);
  const auto property = property_of(place.at("property").text(16));
  if (!property || (!cell.commander_is_loyal && *property != Property::IC1)) {
    place.at("property").fail(cell.commander_is_loyal ? "\"IC1\" or \"IC2\"" : "\"IC1\"");
  }
  cell.property = *property;
  if (cell.commander_is_loyal) {
    cell.order = read_order(place.at("order"));
  } else if (!place.at("order").is_null()) {
    place.at("order").fail("null, as the commander is a traitor");
  }
  return cell;
}

}  // namespace

std::string write_frontier(const Frontier& frontier, const FrontierRange& range) {
  Frontier rows = frontier;
  for (const Cell& cell : cells_within(range)) {
    rows.emplace(cell, Verdict::undecided);
  }
  std::string text = fmt::format("{{\"format\": \"{}\",\n \"rows\": [", kFrontierFormat);
  const char* separator = "";
  for (const auto& [cell, verdict] : rows) {
    text += separator;
    text += "\n  ";
    text += row(cell, verdict);
    separator = ",";
  }
  return text + "\n ]\n}\n";
}

Frontier read_frontier(std::string_view text, const std::string& file) {
  const JsonPlace document = parse_json(text, file);
  document.expect_object({"format", "rows"});
  if (document.at("format").text(64) != kFrontierFormat) {
    document.at("format").fail(fmt::format("\"{}\"", kFrontierFormat));
  }
  Frontier frontier;
  for (const JsonPlace& place : document.at("rows").elements(kMaxRows)) {
    place.expect_object({"n", "m", "k", "commander", "property", "order", "verdict"});
    const Cell cell = read_cell(place);
    const Verdict verdict = read_verdict(place.at("verdict"));
    const bool nobody_can = is_vacuous(cell.property, cell.setup());
    if (verdict != Verdict::undecided && nobody_can != (verdict == Verdict::vacuous)) {
      place.at("verdict").fail(nobody_can ? "\"vacuous\": nobody could break it"
                                          : "another verdict: somebody could break it");
    }
    if (verdict != Verdict::undecided && !frontier.emplace(cell, verdict).second) {
      place.refuse("expected each cell once");
    }
  }
  return frontier;
}

}  // namespace turncoat
