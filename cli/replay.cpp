// turncoat replay: plays scenario files and compares with what they expect.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "turncoat/cli/json_output.hpp"
#include "turncoat/cli/verbs.hpp"
#include "turncoat/cli/work.hpp"
#include "turncoat/properties/scenario_json.hpp"
#include "turncoat/support/printable.hpp"
#include "turncoat/support/process.hpp"
#include "turncoat/support/shell_words.hpp"
#include "turncoat/support/stop.hpp"
#include "turncoat/trial/subjects.hpp"
#include "turncoat/trial/trial.hpp"

namespace turncoat {
namespace {

using nlohmann::ordered_json;

struct ReplayOptions {
  std::vector<std::string> files;
  std::string decider;
  std::string general;
  std::string http;
  WorkOptions work;
  bool json = false;
};

// An implementation on trial beside our own.
struct OnTrial {
  std::unique_ptr<Subject> subject;
  Way way{};

  // What it does otherwise than a right one, in a sentence.
  std::optional<std::string> wrong_in(const Scenario& scenario) const {
    for (const Check& check : checks()) {
      if (applies_to(check, way) && (check.name == "decides" || check.name == "relays")) {
        if (const auto failure = try_scenario(*subject, way, check, scenario).failure) {
          return failure->simplest_is;
        }
      }
    }
    return std::nullopt;
  }
};

std::optional<OnTrial> on_trial(const ReplayOptions& options) {
  const std::pair<Way, const std::string&> ways[] = {
      {Way::decider, options.decider}, {Way::general, options.general}, {Way::http, options.http}};
  for (const auto& [way, command] : ways) {
    if (!command.empty()) {
      return OnTrial{.subject = subject_of(
                         way, {.command = words_of(command, fmt::format("--{}", name(way)))}, {}),
                     .way = way};
    }
  }
  return std::nullopt;
}

ordered_json as_json(const std::string& file, const Replay& result,
                     const std::optional<std::string>& wrong) {
  ordered_json json;
  json["file"] = file;
  json["as_expected"] = result.as_expected && !wrong;
  if (wrong) {
    json["wrong"] = *wrong;
  }
  json["violates"] = ordered_json::array();
  for (const Property property : result.violates) {
    json["violates"].push_back(name(property));
  }
  json["decisions"] = ordered_json::object();
  for (const int i : result.decisions.deciders()) {
    json["decisions"][std::to_string(i)] = name(result.decisions.of(i));
  }
  return json;
}

void print_for_people(const std::string& file, const Replay& result,
                      const std::optional<std::string>& wrong) {
  std::vector<std::string_view> violated;
  for (const Property property : result.violates) {
    violated.push_back(name(property));
  }
  std::vector<std::string> decisions;
  for (const int i : result.decisions.deciders()) {
    decisions.push_back(fmt::format("{} {}", i, name(result.decisions.of(i))));
  }
  fmt::print("{}  {}: {}; decisions: {}{}{}\n",
             result.as_expected && !wrong ? "as expected" : "NOT AS EXPECTED", printable(file),
             violated.empty() ? "IC1 and IC2 hold"
                              : fmt::format("violates {}", fmt::join(violated, " and ")),
             decisions.empty() ? "none" : fmt::format("{}", fmt::join(decisions, ", ")),
             result.implementations_agree ? "" : "; the state machines decide otherwise",
             wrong ? "; on trial: " + printable(*wrong) : "");
}

// A file that can't be read doesn't keep the others from being replayed; the end of the work does.
int run(const ReplayOptions& options) {
  const Subreaper subreaper;
  const std::optional<OnTrial> tried = on_trial(options);
  Work work(options.work);
  std::vector<int> exit_codes{kHolds};
  ordered_json results = ordered_json::array();
  for (const std::string& file : options.files) {
    const auto stop = [&] {
      work.show(
          [&] { return fmt::format("replaying {}, {:.0f} s", printable(file), work.seconds()); });
      return work.is_over();
    };
    try {
      const Scenario scenario = load_playable_scenario(file);
      const Replay result = replay(scenario, stop);
      const std::optional<std::string> wrong = tried ? tried->wrong_in(scenario) : std::nullopt;
      work.clear();
      exit_codes.push_back(result.as_expected && !wrong ? kHolds : kViolation);
      if (options.json) {
        results.push_back(as_json(file, result, wrong));
      } else {
        print_for_people(file, result, wrong);
      }
    } catch (const NotStarted& reason) {
      throw BadInput(reason.what());
    } catch (const BadInput& error) {
      work.clear();
      fmt::print(stderr, "turncoat: {}\n", error.what());
      exit_codes.push_back(kBadInput);
    } catch (const Stopped&) {
      work.clear();
      fmt::print(stderr, "turncoat: {} before the end of {}\n", work.why_ended(), printable(file));
      exit_codes.push_back(kUndecided);
      break;
    }
  }
  if (options.json) {
    print_json(results);
  }
  // Bad input before all; what is violated stays so, whatever was not replayed.
  for (const int code : {kBadInput, kViolation, kUndecided}) {
    if (std::find(exit_codes.begin(), exit_codes.end(), code) != exit_codes.end()) {
      return code;
    }
  }
  return kHolds;
}

}  // namespace

Action replay_verb(Options& options) {
  auto verb = std::make_shared<ReplayOptions>();
  options.files("FILE", verb->files, "Scenario files; - is standard input").required();
  options.text("--decider", verb->decider,
               "Also by this program, as in `turncoat trial`: does it decide rightly?");
  options
      .text("--general", verb->general,
            "Also with this program as each loyal lieutenant, as in `turncoat trial`")
      .excludes("--decider");
  options
      .text("--http", verb->http,
            "Also with this program, behind HTTP, as each loyal lieutenant, as in `turncoat trial`")
      .excludes("--decider")
      .excludes("--general");
  describe_time_limit(options, verb->work);
  describe_progress(options, verb->work);
  options.flag("--json", verb->json,
               "Print one JSON document: an array of {file, as_expected, violates, decisions}");
  return [verb] { return run(*verb); };
}

}  // namespace turncoat
