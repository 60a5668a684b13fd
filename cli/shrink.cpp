// turncoat shrink: a simpler scenario with the same violation.
#include "turncoat/properties/hunt/shrink.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "turncoat/cli/json_output.hpp"
#include "turncoat/cli/verbs.hpp"
#include "turncoat/cli/work.hpp"
#include "turncoat/properties/prove/minimum/minimum.hpp"
#include "turncoat/properties/scenario_json.hpp"
#include "turncoat/properties/simplicity.hpp"
#include "turncoat/support/check.hpp"
#include "turncoat/support/number_text.hpp"

namespace turncoat {
namespace {

struct ShrinkVerb {
  std::string file;
  std::string out;
  std::vector<std::string> keep;
  std::string property;
  bool minimum = false;
  WorkOptions work;
  bool json = false;
};

// The result, and a sentence about it.
struct Shrunk {
  Scenario scenario;
  std::string text;
  // Below which no number of lies violates the property; only --minimum knows one.
  std::optional<std::size_t> at_least{};
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

std::string setup_of(const Scenario& scenario) {
  return fmt::format("n={}, m={}, traitors {}", scenario.setup.n, scenario.setup.m,
                     to_string(scenario.setup.traitors));
}

Shrunk simplest(const ShrinkVerb& verb, const Scenario& scenario, Property property, Work& work) {
  const auto keeps = [&](const char* what) {
    return std::find(verb.keep.begin(), verb.keep.end(), what) != verb.keep.end();
  };
  const Scenario simplest = shrink(
      scenario, property,
      {.keep_n = keeps("n"),
       .keep_m = keeps("m"),
       .keep_traitor_count = keeps("traitors"),
       .stop = [&work] { return work.is_over(); },
       .progress =
           [&work](const Scenario& simpler) { work.show([&] { return size_of(simpler); }); }});
  const bool is_simpler = compare_simplicity(simplest, scenario) < 0;
  return {.scenario = simplest,
          .text = is_simpler ? fmt::format("from {} to {}", size_of(scenario), size_of(simplest))
                             : fmt::format("found nothing simpler than {}", size_of(scenario))};
}

Shrunk fewest_lies(const Scenario& scenario, Property property, Work& work) {
  const auto show = [&work](std::uint64_t cases) {
    work.show([cases] { return counted(cases, "case"); });
  };
  const Minimum found = minimum(scenario.setup, property,
                                {.stop = [&work] { return work.is_over(); }, .progress = show});
  if (found.verdict == Verdict::undecided) {
    const Scenario so_far = normalised(scenario);
    return {.scenario = so_far,
            .text = fmt::format("the fewest are 1 to {} with {}",
                                counted(so_far.lies.size(), "lie"), setup_of(scenario)),
            .at_least = 1};
  }
  check(found.verdict == Verdict::violated, "what the file violates to be found violated");
  const std::size_t fewest = found.scenario->lies.size();
  return {.scenario = *found.scenario,
          .text = fmt::format("{}, proved to be the fewest with {}; {} stand for every adversary",
                              fewest < scenario.lies.size()
                                  ? fmt::format("from {} to {}", with_commas(scenario.lies.size()),
                                                counted(fewest, "lie"))
                                  : fmt::format("{} as before", counted(fewest, "lie")),
                              setup_of(scenario), counted(found.cases, "case")),
          .at_least = fewest};
}

void print(const ShrinkVerb& verb, const Scenario& before, Property property, const Shrunk& shrunk,
           bool finished) {
  if (verb.json) {
    nlohmann::ordered_json json;
    json["property"] = name(property);
    json["finished"] = finished;
    json["lies"] = {{"before", before.lies.size()}, {"after", shrunk.scenario.lies.size()}};
    if (shrunk.at_least) {
      json["lies"]["at_least"] = *shrunk.at_least;
    }
    json["scenario"] = nlohmann::ordered_json::parse(write_scenario(shrunk.scenario));
    print_json(json);
  } else if (verb.out.empty()) {
    fmt::print("{}", write_scenario(shrunk.scenario));
    if (verb.minimum) {
      fmt::print(stderr, "{} kept violated; {}\n", name(property), shrunk.text);
    }
  } else {
    fmt::print("{} kept violated; {}: {}\n", name(property), shrunk.text, verb.out);
  }
  if (!finished) {
    std::fputs("turncoat: stopped before the end: this is the simplest so far\n", stderr);
  }
}

int run(const ShrinkVerb& verb) {
  const Scenario scenario = load_playable_scenario(verb.file);
  const Property property = property_to_keep(verb, scenario);
  Work work(verb.work);
  const Shrunk shrunk = verb.minimum ? fewest_lies(scenario, property, work)
                                     : simplest(verb, scenario, property, work);
  work.clear();
  if (!verb.out.empty()) {
    save_scenario(shrunk.scenario, verb.out);
  }
  print(verb, scenario, property, shrunk, !work.was_ended());
  return work.was_ended() ? kUndecided : kHolds;
}

}  // namespace

Action shrink_verb(Options& options) {
  auto verb = std::make_shared<ShrinkVerb>();
  options.text("FILE", verb->file, "A scenario file that violates IC1 or IC2").required();
  options.text("-o,--out", verb->out, "Write the result here instead of to standard output");
  options.list("--keep", verb->keep, "Keep unchanged: n, m, traitors (their number)")
      .one_of({"n", "m", "traitors"});
  options
      .text("--property", verb->property,
            "The violation to keep if there are two: IC2 (the default) or IC1")
      .one_of({"IC1", "IC2"});
  options
      .flag("--minimum", verb->minimum,
            "Find the fewest lies that violate it with this n, m, order and these traitors, and "
            "prove that fewer are impossible (n=20 takes seconds)")
      .excludes("--keep");
  describe_time_limit(options, verb->work);
  describe_progress(options, verb->work);
  options.flag("--json", verb->json, "Print one JSON document");
  return [verb] { return run(*verb); };
}

}  // namespace turncoat
