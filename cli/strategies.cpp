// turncoat strategies: what --adversary can be.
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "adversaries/catalogue.hpp"
#include "cli/verb.hpp"

namespace turncoat {

void add_strategies(CLI::App& program, int& exit_code) {
  auto json = std::make_shared<bool>(false);
  CLI::App* verb = program.add_subcommand("strategies", "List what --adversary can be");
  verb->add_flag("--json", *json, "Print one JSON document: an array of {name, help}");
  verb->callback([json, &exit_code] {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const Strategy& strategy : strategies()) {
      if (*json) {
        list.push_back({{"name", strategy.name}, {"help", strategy.help}});
      } else {
        fmt::print("{:<15} {}\n", strategy.name, strategy.help);
      }
    }
    if (*json) {
      fmt::print("{}\n", list.dump());
    } else {
      fmt::print(
          "\nWith options: '{{\"strategy\": \"random\", \"seed\": 7, \"probability\": 0.1}}'\n"
          "For each traitor its own: '{{\"0\": \"silent\", \"5\": \"flip\"}}'\n");
    }
    exit_code = kHolds;
  });
}

}  // namespace turncoat
