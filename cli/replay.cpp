// turncoat replay: plays scenario files and compares with what they expect.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "turncoat/cli/json_output.hpp"
#include "turncoat/cli/verbs.hpp"
#include "turncoat/cli/work.hpp"
#include "turncoat/properties/scenario_json.hpp"
#include "turncoat/support/printable.hpp"
#include "turncoat/support/stop.hpp"

namespace turncoat {
namespace {

using nlohmann::ordered_json;

struct ReplayOptions {
  std::vector<std::string> files;
  WorkOptions work;
  bool json = false;
};

ordered_json as_json(const std::string& file, const Replay& result) {
  ordered_json json;
  json["file"] = file;
  json["as_expected"] = result.as_expected;
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

void print_for_people(const std::string& file, const Replay& result) {
  std::vector<std::string_view> violated;
  for (const Property property : result.violates) {
    violated.push_back(name(property));
  }
  std::vector<std::string> decisions;
  for (const int i : result.decisions.deciders()) {
    decisions.push_back(fmt::format("{} {}", i, name(result.decisions.of(i))));
  }
  fmt::print("{}  {}: {}; decisions: {}{}\n",
             result.as_expected ? "as expected" : "NOT AS EXPECTED", printable(file),
             violated.empty() ? "IC1 and IC2 hold"
                              : fmt::format("violates {}", fmt::join(violated, " and ")),
             decisions.empty() ? "none" : fmt::format("{}", fmt::join(decisions, ", ")),
             result.implementations_agree ? "" : "; the state machines decide otherwise");
}

// A file that can't be read doesn't keep the others from being replayed; the end of the work does.
int run(const ReplayOptions& options) {
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
      const Replay result = replay(load_playable_scenario(file), stop);
      work.clear();
      exit_codes.push_back(result.as_expected ? kHolds : kViolation);
      if (options.json) {
        results.push_back(as_json(file, result));
      } else {
        print_for_people(file, result);
      }
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
  describe_time_limit(options, verb->work);
  describe_progress(options, verb->work);
  options.flag("--json", verb->json,
               "Print one JSON document: an array of {file, as_expected, violates, decisions}");
  return [verb] { return run(*verb); };
}

}  // namespace turncoat
