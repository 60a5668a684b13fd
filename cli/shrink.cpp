// turncoat shrink: a simpler scenario with the same violation.
#include "properties/shrink.hpp"

#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "cli/verb.hpp"
#include "properties/scenario_json.hpp"
#include "properties/simplicity.hpp"

namespace turncoat {
namespace {

struct ShrinkVerb {
  std::string file;
  std::string out;
  std::vector<std::string> keep;
  std::string property;
  bool json = false;
};

Property property_to_keep(const ShrinkVerb& verb, const Scenario& scenario) {
  const std::vector<Property> violated = replay(scenario).violates;
  if (violated.empty()) {
    throw BadInput(fmt::format("{}: violates neither IC1 nor IC2: nothing to shrink", verb.file));
  }
  if (verb.property.empty()) {
    return violated.back();  // IC2 before IC1, as `search` hunts them
  }
  const Property wanted = *property_of(verb.property);
  if (std::find(violated.begin(), violated.end(), wanted) == violated.end()) {
    throw BadInput(fmt::format("{}: doesn't violate {}", verb.file, verb.property));
  }
  return wanted;
}

std::string size_of(const Scenario& scenario) {
  return fmt::format("n={}, m={}, {}, {}", scenario.setup.n, scenario.setup.m,
                     counted(static_cast<std::uint64_t>(scenario.setup.traitor_count()), "traitor"),
                     counted(scenario.lies.size(), "lie"));
}

int run(const ShrinkVerb& verb) {
  const auto keeps = [&](const char* what) {
    return std::find(verb.keep.begin(), verb.keep.end(), what) != verb.keep.end();
  };
  const Scenario scenario = load_playable_scenario(verb.file);
  const Property property = property_to_keep(verb, scenario);
  stop_on_interrupt();
  Scenario simplest;
  {
    Progress progress;
    simplest =
        shrink(scenario, property,
               {.keep_n = keeps("n"),
                .keep_m = keeps("m"),
                .keep_traitor_count = keeps("traitors"),
                .stop = was_interrupted,
                .progress = [&](const Scenario& simpler) { progress.show(size_of(simpler)); }});
  }
  if (!verb.out.empty()) {
    save_scenario(simplest, verb.out);
  }
  if (verb.json) {
    nlohmann::ordered_json json;
    json["property"] = name(property);
    json["finished"] = !was_interrupted();
    json["lies"] = {{"before", scenario.lies.size()}, {"after", simplest.lies.size()}};
    json["scenario"] = nlohmann::ordered_json::parse(write_scenario(simplest));
    fmt::print("{}\n", json.dump());
  } else if (verb.out.empty()) {
    fmt::print("{}", write_scenario(simplest));
  } else {
    const bool is_simpler = compare_simplicity(simplest, scenario) < 0;
    fmt::print("{} kept violated; {}: {}\n", name(property),
               is_simpler ? fmt::format("from {} to {}", size_of(scenario), size_of(simplest))
                          : "found nothing simpler than " + size_of(scenario),
               verb.out);
  }
  if (was_interrupted()) {
    std::fputs("turncoat: interrupted: this is the simplest so far\n", stderr);
    return kUndecided;
  }
  return kHolds;
}

}  // namespace

void add_shrink(CLI::App& program, int& exit_code) {
  auto verb = std::make_shared<ShrinkVerb>();
  CLI::App* app = program.add_subcommand("shrink", "A simpler scenario with the same violation");
  app->add_option("FILE", verb->file, "A scenario file that violates IC1 or IC2")->required();
  app->add_option("-o,--out", verb->out, "Write the result here instead of to standard output");
  app->add_option("--keep", verb->keep, "What must not change: n, m, traitors (their number)")
      ->delimiter(',')
      ->check(CLI::IsMember({"n", "m", "traitors"}));
  app->add_option("--property", verb->property,
                  "Which violation to keep, where there are two: IC2 (the default) or IC1")
      ->check(CLI::IsMember({"IC1", "IC2"}));
  app->add_flag("--json", verb->json, "Print one JSON document");
  app->callback([verb, &exit_code] { exit_code = run(*verb); });
}

}  // namespace turncoat
