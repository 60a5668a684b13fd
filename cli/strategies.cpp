// turncoat strategies: the strategies for --adversary.
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "turncoat/adversaries/catalogue.hpp"
#include "turncoat/cli/json_output.hpp"
#include "turncoat/cli/verbs.hpp"

namespace turncoat {
namespace {

int run(bool json) {
  if (json) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const Strategy& strategy : strategies()) {
      list.push_back({{"name", strategy.name}, {"help", strategy.help}});
    }
    print_json(list);
    return kHolds;
  }
  for (const Strategy& strategy : strategies()) {
    fmt::print("{:<15} {}\n", strategy.name, strategy.help);
  }
  fmt::print(
      "\nWith options: '{{\"strategy\": \"random\", \"seed\": 7, \"probability\": 0.1}}'\n"
      "For each traitor its own: '{{\"0\": \"silent\", \"5\": \"flip\"}}'\n");
  return kHolds;
}

}  // namespace

Action strategies_verb(Options& options) {
  auto json = std::make_shared<bool>(false);
  options.flag("--json", *json, "Print one JSON document: an array of {name, help}");
  return [json] { return run(*json); };
}

}  // namespace turncoat
