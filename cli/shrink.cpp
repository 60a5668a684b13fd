// turncoat shrink: a simpler scenario with the same violation.
#include "turncoat/properties/hunt/shrink.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <functional>
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
#include "turncoat/support/new_file.hpp"
#include "turncoat/support/number_text.hpp"
#include "turncoat/support/printable.hpp"
#include "turncoat/support/stop.hpp"
#include "turncoat/support/text_file.hpp"

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

Property property_to_keep(const ShrinkVerb& verb, const Scenario& scenario, const Stop& stop) {
  const std::vector<Property> violated = violated_by(scenario, {}, stop);
  const std::string file = name_of_input(verb.file);
  if (violated.empty()) {
    throw BadInput(fmt::format("{}: violates neither IC1 nor IC2: nothing to shrink", file));
  }
  if (verb.property.empty()) {
    return violated.back();  // IC2 before IC1, as `search` hunts them
  }
  const Property wanted = *property_of(verb.property);
  if (std::find(violated.begin(), violated.end(), wanted) == violated.end()) {
    throw BadInput(fmt::format("{}: doesn't violate {}", file, verb.property));
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

// Calls `keep` with each simpler scenario.
Shrunk simplest(const ShrinkVerb& verb, const Scenario& scenario, Property property, Work& work,
                const std::function<void(const Scenario&)>& keep) {
  const auto keeps = [&](const char* what) {
    return std::find(verb.keep.begin(), verb.keep.end(), what) != verb.keep.end();
  };
  const Scenario simplest = shrink(scenario, property,
                                   {.keep_n = keeps("n"),
                                    .keep_m = keeps("m"),
                                    .keep_traitor_count = keeps("traitors"),
                                    .stop = [&work] { return work.is_over(); },
                                    .progress =
                                        [&](const Scenario& simpler) {
                                          work.show([&] { return size_of(simpler); });
                                          keep(simpler);
                                        }});
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

// `kept`: what stayed violated; nothing if the work was over before that was known.
void print(const ShrinkVerb& verb, const Scenario& before, std::optional<Property> kept,
           const Shrunk& shrunk, bool finished) {
  const std::string sentence =
      kept ? fmt::format("{} kept violated; {}", name(*kept), shrunk.text) : shrunk.text;
  if (verb.json) {
    nlohmann::ordered_json json;
    json["property"] = kept ? nlohmann::ordered_json(name(*kept)) : nlohmann::ordered_json();
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
      fmt::print(stderr, "{}\n", sentence);
    }
  } else {
    fmt::print(stream_beside(verb.out), "{}: {}\n", sentence, printable(verb.out));
  }
  if (!finished) {
    std::fputs("turncoat: stopped before the end: this is the simplest so far\n", stderr);
  }
}

// Calls `keep` with each simpler scenario.
Shrunk shrunk_by(const ShrinkVerb& verb, const Scenario& scenario, Property property, Work& work,
                 const std::function<void(const Scenario&)>& keep) {
  return verb.minimum ? fewest_lies(scenario, property, work)
                      : simplest(verb, scenario, property, work, keep);
}

int run(ShrinkVerb& verb) {
  refuse_two_outputs(verb.json, "-o", verb.out);
  if (!verb.out.empty()) {
    const NewFile tried(verb.out);  // or fail before the work
  }
  Work work(verb.work);
  const Scenario scenario = load_playable_scenario(verb.file);
  const bool can_keep = !verb.out.empty() && can_be_replaced(verb.out);
  double saved = work.seconds();
  const auto keep = [&](const Scenario& simpler) {
    constexpr double kSecondsBetweenSaves = 10;
    if (can_keep && work.seconds() > saved + kSecondsBetweenSaves) {
      save_scenario(simpler, verb.out);
      saved = work.seconds();
    }
  };
  Shrunk shrunk{.scenario = scenario,
                .text = "",
                .at_least = verb.minimum ? std::optional<std::size_t>(1) : std::nullopt};
  std::optional<Property> property;
  try {
    property = property_to_keep(verb, scenario, [&work] { return work.is_over(); });
    shrunk = shrunk_by(verb, scenario, *property, work, keep);
  } catch (const Stopped&) {  // before it is known what is violated
    shrunk.text = fmt::format("{}, as it was read", size_of(scenario));
  }
  work.clear();
  try {
    if (!verb.out.empty()) {
      save_scenario(shrunk.scenario, verb.out);
    }
  } catch (const BadInput& error) {  // Then it is printed instead.
    fmt::print(stderr, "turncoat: {}\n", printable(error.what()));
    verb.out.clear();
    print(verb, scenario, property, shrunk, !work.was_ended());
    return kBadInput;
  }
  print(verb, scenario, property, shrunk, !work.was_ended());
  return work.was_ended() ? kUndecided : kHolds;
}

}  // namespace

Action shrink_verb(Options& options) {
  auto verb = std::make_shared<ShrinkVerb>();
  options.file("FILE", verb->file, "A scenario file that violates IC1 or IC2; - is standard input")
      .required();
  options.file("-o,--out", verb->out, "Write the result here instead of to standard output");
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
