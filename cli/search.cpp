// turncoat search: hunts a violation, shrinks it and saves it.
#include "properties/search.hpp"

#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>

#include "adversaries/number_text.hpp"
#include "cli/verb.hpp"
#include "cli/verbs.hpp"
#include "properties/minimum.hpp"
#include "properties/scenario_json.hpp"
#include "properties/shrink.hpp"

namespace turncoat {
namespace {

struct SearchVerb {
  SearchOptions options;
  std::optional<int> traitor_count{};
  std::string property;
  double time_limit_seconds = 0;
  std::string out;
  bool json = false;
};

// Smaller with the traitors that there are, as they were asked for: down to the fewest lies, or if
// the setup is too large for that, as far as the shrinker comes.
Scenario made_small(const Scenario& found, Property property, const std::function<bool()>& stop) {
  Progress progress;
  try {
    const Minimum fewest = minimum(found.setup, property, {.stop = stop});
    Scenario smallest = fewest.scenario ? *fewest.scenario : found;
    smallest.found_by = found.found_by;
    return smallest;
  } catch (const BadInput&) {  // beyond VoteLimits
    return shrink(found, property,
                  {.keep_n = true,
                   .keep_m = true,
                   .keep_traitor_count = true,
                   .stop = stop,
                   .progress = [&](const Scenario& simpler) {
                     progress.show("shrinking: " + counted(simpler.lies.size(), "lie"));
                   }});
  }
}

void print_for_people(const SearchVerb& verb, const Found& found, const Scenario& simplest) {
  const Setup& setup = found.scenario.setup;
  fmt::print("{} is violated, found by {}\n", name(found.violated), found.by);
  fmt::print("traitors: {}; the commander's order: {}\n", to_string(setup.traitors),
             name(setup.order));
  fmt::print("shrunk from {} to {}: {}\n", with_commas(found.scenario.lies.size()),
             counted(simplest.lies.size(), "lie"), verb.out);
}

int run(SearchVerb& verb) {
  using Clock = std::chrono::steady_clock;
  SearchOptions& options = verb.options;
  options.traitor_count = verb.traitor_count.value_or(options.m);
  options.property = property_of(verb.property);
  const Clock::time_point start = Clock::now();
  options.stop = [&] {
    const std::chrono::duration<double> elapsed = Clock::now() - start;
    return was_interrupted() ||
           (verb.time_limit_seconds > 0 && elapsed.count() >= verb.time_limit_seconds);
  };
  if (!verb.json) {
    fmt::print("searching n={}, m={}, {}, seed {}\n", options.n, options.m,
               counted(static_cast<std::uint64_t>(options.traitor_count), "traitor"), options.seed);
    std::fflush(stdout);
  }
  stop_on_interrupt();
  SearchResult result;
  {
    Progress progress;
    options.progress = [&](std::uint64_t tried) {
      progress.show(fmt::format("{} scenarios tried", with_commas(tried)));
    };
    result = search(options);
  }
  nlohmann::ordered_json json;
  json["found"] = result.found.has_value();
  json["tried"] = result.tried;
  json["seed"] = options.seed;
  if (!verb.json) {
    fmt::print("{} scenarios tried\n", with_commas(result.tried));
  }
  if (result.found) {
    const Scenario simplest =
        made_small(result.found->scenario, result.found->violated, options.stop);
    if (verb.out.empty()) {
      verb.out = "out/" + scenario_file_name(simplest);
    }
    save_scenario(simplest, verb.out);
    json["file"] = verb.out;
    json["scenario"] = nlohmann::ordered_json::parse(write_scenario(simplest));
    if (!verb.json) {
      print_for_people(verb, *result.found, simplest);
      if (options.stop()) {
        fmt::print("shrinking was stopped before its end: `turncoat shrink {} --minimum` goes on\n",
                   verb.out);
      }
    }
  } else if (!verb.json) {
    fmt::print("no violation found\n");
  }
  if (verb.json) {
    fmt::print("{}\n", json.dump());
  }
  if (result.found) {
    return kViolation;
  }
  return was_interrupted() ? kUndecided : kHolds;
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
  options.number("--seed", verb->options.seed, "What is drawn at random follows from it");
  options.number("--tries", verb->options.tries, "Scenarios to try at most");
  options.seconds("--time-limit", verb->time_limit_seconds,
                  "Seconds to search, and to shrink, at most");
  options.text("-o,--out", verb->out, "Where to save what is found (default: under out/)");
  options.flag("--json", verb->json, "Print one JSON document: {found, tried, seed, scenario}");
  return [verb] { return run(*verb); };
}

}  // namespace turncoat
