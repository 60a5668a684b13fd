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
#include "turncoat/support/number_text.hpp"
#include "turncoat/support/printable.hpp"

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

void print_for_people(const Found& found, const Saved& saved, const Work& work, std::FILE* out) {
  const Setup& setup = found.scenario.setup;
  fmt::print(out, "{} is violated, found by {}\n", name(found.violated), found.by);
  fmt::print(out, "traitors: {}; the commander's order: {}\n", to_string(setup.traitors),
             name(setup.order));
  fmt::print(out, "shrunk from {} to {}: {}\n", with_commas(found.scenario.lies.size()),
             counted(saved.scenario.lies.size(), "lie"),
             saved.file.empty() ? "not saved" : printable(saved.file));
  if (work.was_ended() && !saved.file.empty()) {
    fmt::print(out,
               "shrinking was stopped before its end: `turncoat shrink {} --minimum` goes on\n",
               printable(saved.file));
  }
}

// `saved` if a violation was found.
void print_as_json(const SearchVerb& verb, const SearchResult& result,
                   const std::optional<Saved>& saved, const Work& work) {
  nlohmann::ordered_json json;
  json["found"] = saved || !result.too_large.empty();
  json["finished"] = !work.was_ended();
  json["tried"] = result.tried;
  json["seed"] = verb.options.seed;
  if (saved) {
    add_saved(json, *saved);
  } else if (!result.too_large.empty()) {
    json["why_not_saved"] = result.too_large;
  }
  print_json(json);
}

int run(SearchVerb& verb) {
  SearchOptions& options = verb.options;
  options.traitor_count = verb.traitor_count.value_or(options.m);
  options.property = property_of(verb.property);
  refuse_two_outputs(verb.json, "-o", verb.out);
  refuse_unwritable(verb.out);
  Work work(verb.work);
  options.stop = [&work] { return work.is_over(); };
  options.progress = [&work](std::uint64_t tried) {
    work.show([tried] { return counted(tried, "scenario") + " tried"; });
  };
  std::FILE* const out = stream_beside(verb.out);
  if (!verb.json) {
    fmt::print(out, "searching n={}, m={}, {}, seed {}\n", options.n, options.m,
               counted(static_cast<std::uint64_t>(options.traitor_count), "traitor"), options.seed);
    std::fflush(out);
  }
  const SearchResult result = search(options);
  work.clear();
  if (!verb.json) {
    fmt::print(out, "{} tried\n", counted(result.tried, "scenario"));
    std::fflush(out);
  }
  std::optional<Saved> saved;
  if (result.found) {
    saved = saved_and_made_small(result.found->scenario, result.found->violated, verb.out, work);
  }
  if (verb.json) {
    print_as_json(verb, result, saved, work);
  } else if (saved) {
    print_for_people(*result.found, *saved, work, out);
  } else if (!result.too_large.empty()) {
    fmt::print(out, "{}: not saved\n", result.too_large);
  } else {
    fmt::print(out, "no violation found{}\n",
               work.was_ended() ? fmt::format(" before its end: {}", work.why_ended()) : "");
  }
  if (saved && !saved->why_not_saved.empty()) {
    fmt::print(stderr, "turncoat: {}\n", printable(saved->why_not_saved));
    return kBadInput;
  }
  return saved || !result.too_large.empty() ? kViolation : work.was_ended() ? kUndecided : kHolds;
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
  options.file("-o,--out", verb->out,
               "Where to save the scenario (default: under out/); - is standard output");
  options.flag("--json", verb->json,
               "Print one JSON document: {found, finished, tried, seed, file, scenario}");
  return [verb] { return run(*verb); };
}

}  // namespace turncoat
