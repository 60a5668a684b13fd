// OM(m) as a function: a scenario a line in, the decisions of the loyal lieutenants a line out.
// With the reference of this project; turncoat trial --decider
// build/release/trial/samples/sample_decider
#include <fmt/format.h>

#include <cstdio>
#include <iostream>
#include <string>

#include "turncoat/properties/scenario.hpp"
#include "turncoat/properties/scenario_json.hpp"
#include "turncoat/support/json_place.hpp"

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    try {
      const turncoat::Scenario scenario = turncoat::read_scenario(line, "scenario");
      const turncoat::Decisions decisions = turncoat::play(scenario).decisions;
      std::string text;
      for (const int i : decisions.deciders()) {
        text += fmt::format("{}\"{}\":\"{}\"", text.empty() ? "" : ",", i, name(decisions.of(i)));
      }
      fmt::print("{{\"decisions\":{{{}}}}}\n", text);
    } catch (const turncoat::BadInput& wrong) {
      fmt::print("{{\"error\":{}}}\n", turncoat::json_text(wrong.what()));
    }
    std::fflush(stdout);
  }
  return 0;
}
