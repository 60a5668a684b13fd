// turncoat search: hunts a violation, shrinks it and saves it.
#include "turncoat/properties/hunt/search.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "turncoat/cli/found.hpp"
#include "turncoat/cli/json_output.hpp"
#include "turncoat/cli/verbs.hpp"
#include "turncoat/cli/work.hpp"
#include "turncoat/properties/scenario_json.hpp"
#include "turncoat/support/number_text.hpp"

namespace turncoat {
namespace {

struct SearchVerb {
  SearchOptions options;
  std::optional<int> traitor_count{};
  std::string property;
  WorkOptions work;
  std::string out;
  bool json = false;
};

void print_for_people(const SearchVerb& verb, const Found& found, const Scenario& simplest) {
  const Setup& setup = found.scenario.setup;
  fmt::print("{} is violated, found by {}\n", name(found.violated), found.by);
  fmt::print("traitors: {}; the commander's order: {}\n", to_string(setup.traitors),
             name(setup.order));
  fmt::print("shrunk from {} to {}: {}\n", with_commas(found.scenario.lies.size()),
             counted(simplest.lies.size(), "lie"), verb.out);
}

int run(SearchVerb& verb) {
  SearchOptions& options = verb.options;
  options.traitor_count = verb.traitor_count.value_or(options.m);
  options.property = property_of(verb.property);
  Work work(verb.work);
  options.stop = [&work] { return work.is_over(); };
  options.progress = [&work](std::uint64_t tried) {
    work.show([tried] { return counted(tried, "scenario") + " tried"; });
  };
  if (!verb.json) {
    fmt::print("searching n={}, m={}, {}, seed {}\n", options.n, options.m,
               counted(static_cast<std::uint64_t>(options.traitor_count), "traitor"), options.seed);
    std::fflush(stdout);
  }
  const SearchResult result = search(options);
  work.clear();
  nlohmann::ordered_json json;
  json["found"] = result.found.has_value();
  json["tried"] = result.tried;
  json["seed"] = options.seed;
  if (!verb.json) {
    fmt::print("{} tried\n", counted(result.tried, "scenario"));
  }
  if (result.found) {
    const Scenario simplest = made_small(result.found->scenario, result.found->violated, work);
    work.clear();
    verb.out = saved(simplest, verb.out);
    json["file"] = verb.out;
    json["scenario"] = nlohmann::ordered_json::parse(write_scenario(simplest));
    if (!verb.json) {
      print_for_people(verb, *result.found, simplest);
      if (work.was_ended()) {
        fmt::print("shrinking was stopped before its end: `turncoat shrink {} --minimum` goes on\n",
                   verb.out);
      }
    }
  } else if (!verb.json) {
    fmt::print("no violation found\n");
  }
  if (verb.json) {
    print_json(json);
  }
  if (result.found) {
    return kViolation;
  }
  return work.was_interrupted() ? kUndecided : kHolds;
}

}  // namespace

Action search_verb(Options& options) {
  auto verb = std::make_shared<SearchVerb>();
  options.number("--n", verb->options.n, {kMinGenerals, kMaxGenerals}, "Generals, 2 to 64")
      .required();
  options.number("--m", verb->options.m, {0, kMaxGenerals - 2}, "Depth of OM(m), 0 to n-2")
      .required();
  options.number("--traitor-count", verb->traitor_count, {0, kMaxGenerals},
                 "How many traitors (default: m)");
  options.text("--property", verb->property, "IC1 or IC2 (default: either)").one_of({"IC1", "IC2"});
  options.number("--seed", verb->options.seed, "All random draws follow from it");
  options.number("--tries", verb->options.tries, "Scenarios to try at most");
  describe_time_limit(options, verb->work);
  describe_progress(options, verb->work);
  options.text("-o,--out", verb->out, "Where to save the scenario (default: under out/)");
  options.flag("--json", verb->json, "Print one JSON document: {found, tried, seed, scenario}");
  return [verb] { return run(*verb); };
}

}  // namespace turncoat
