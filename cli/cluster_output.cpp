#include "turncoat/cli/cluster_output.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>
#include <numeric>
#include <vector>

#include "turncoat/cli/engines.hpp"
#include "turncoat/cli/json_output.hpp"
#include "turncoat/cli/outcome_output.hpp"
#include "turncoat/cli/verbs.hpp"
#include "turncoat/core/message_count.hpp"
#include "turncoat/properties/interactive_consistency.hpp"
#include "turncoat/support/new_file.hpp"
#include "turncoat/support/number_text.hpp"
#include "turncoat/support/printable.hpp"

namespace turncoat {
namespace {

using nlohmann::ordered_json;

ordered_json counts_by_general(const std::vector<std::uint64_t>& counts) {
  ordered_json json = ordered_json::object();
  for (std::size_t g = 0; g < counts.size(); ++g) {
    if (counts[g] > 0) {
      json[std::to_string(g)] = counts[g];
    }
  }
  return json;
}

double messages_per_second(const ClusterResult& result) {
  return static_cast<double>(result.comparison.outcome.messages.sent) / result.seconds;
}

// Messages of loyal generals that didn't come are not counted as sent.
Played played_by_processes(const ClusterTitle& title, const ClusterResult& result) {
  Played played{.outcome = result.comparison.outcome};
  const auto& missing = result.comparison.account.missing;
  played.outcome.messages.sent -= std::accumulate(missing.begin(), missing.end(), std::uint64_t{0});
  if (played.outcome.messages.withheld == 0 && !result.comparison.is_void()) {
    played.received_per_lieutenant = messages_received_per_lieutenant(title.setup.n, title.setup.m);
  }
  return played;
}

void begin_document(PrintedObject& document, const ClusterTitle& title, const Played& played) {
  add_outcome(document, title.setup, title.scenario ? "scripted" : title.adversary, "cluster",
              played);
}

std::string names_of(const std::vector<Property>& properties) {
  std::string names;
  for (const Property property : properties) {
    names += (names.empty() ? "" : " and ") + std::string(name(property));
  }
  return names.empty() ? "nothing" : names;
}

// Of what it expects: all that is violated, and the decisions of those that were loyal here too.
// Empty if it is as expected.
std::string difference_to(const Scenario& expected, const ClusterTitle& title,
                          const Comparison& comparison) {
  const std::vector<Property> violated = violated_by(comparison.scenario);
  if (expected.violates && *expected.violates != violated) {
    return fmt::format("violates {}, expected {}", names_of(violated),
                       names_of(*expected.violates));
  }
  if (expected.decisions) {
    for (const int i : expected.decisions->deciders() & title.setup.loyal_lieutenants()) {
      const Order decided = comparison.outcome.decisions.of(i);
      if (expected.decisions->of(i) != decided) {
        return fmt::format("general {} decides {}, expected {}", i, name(decided),
                           name(expected.decisions->of(i)));
      }
    }
  }
  return "";
}

// What to do about messages that didn't come.
std::string advice(const ClusterResult& result) {
  return result.forged > 0
             ? "messages without a right mac were refused: does each program have its keys, {keys}?"
         : result.refused > 0
             ? "messages were refused: see what its program is answered"
             : "give it a longer --deadline-ms, unless it doesn't send them at all";
}

}  // namespace

void print_cluster_as_json(const ClusterTitle& title, const ClusterResult& result) {
  PrintedObject document;
  begin_document(document, title, played_by_processes(title, result));
  document.member("seconds", result.seconds);
  document.member("messages_per_second", messages_per_second(result));
  document.member("missing", counts_by_general(result.comparison.account.missing));
  document.member("unknown", result.comparison.account.unknown);
  document.member("refused", result.refused);
  document.member("forged", result.forged);
  document.member("deviations", result.comparison.deviations);
  document.end();
}

void print_cluster_without_result(const ClusterTitle& title, const std::string& why) {
  PrintedObject document;
  begin_document(document, title, {.outcome = {}, .finished = false});
  document.member("why", why);
  document.end();
}

void print_cluster_for_people(const ClusterTitle& title, const ClusterResult& result,
                              std::FILE* out) {
  print_outcome(title.setup, title.about_traitors, played_by_processes(title, result), out);
  fmt::print(out, "time: {:.3f} s{}, {} messages a second\n", result.seconds,
             title.agreements > 1 ? fmt::format(", the fastest of {}", title.agreements) : "",
             with_commas(static_cast<std::uint64_t>(messages_per_second(result))));
  if (result.refused > 0) {
    fmt::print(out, "refused: {}\n", counted(result.refused, "message"));
  }
  if (result.forged > 0) {
    fmt::print(out, "forged, and refused for it: {}\n", counted(result.forged, "message"));
  }
}

int judge_cluster(const ClusterTitle& title, const ClusterResult& result) {
  const Setup& setup = title.setup;
  const Comparison& comparison = result.comparison;
  const Account& account = comparison.account;
  if (comparison.is_void()) {
    for (const int g : setup.generals()) {
      if (account.missing[g] > 0) {
        fmt::print(stderr,
                   "turncoat: general {} is loyal, and {} of its messages didn't come before the "
                   "deadline: this run says nothing; {}\n",
                   g, account.missing[g], advice(result));
      }
    }
    return kUndecided;
  }
  for (const std::string& deviation : comparison.deviations) {
    fmt::print(stderr, "turncoat: {}\n", deviation);
  }
  if (account.unknown > 0) {
    fmt::print(
        stderr,
        "turncoat: unknown: {} of traitors, heard by other programs only; so not compared with "
        "OM({}): what is decided by {}\n",
        counted(account.unknown, "message"), setup.m, to_string(account.undetermined));
  }
  if (!comparison.deviations.empty()) {
    return kViolation;
  }
  if (!title.scenario) {
    return violations(setup, comparison.outcome.decisions).empty() ? kHolds : kViolation;
  }
  const std::string difference = difference_to(*title.scenario, title, comparison);
  if (!difference.empty()) {
    fmt::print(stderr, "turncoat: {}: not as expected: {}\n", printable(title.name_of_scenario),
               difference);
    return kViolation;
  }
  return kHolds;
}

void save_trace(const Setup& setup, const ToldTable& told, const std::string& name_of_file) {
  NewFile file(name_of_file);
  for (int round = 1; round <= setup.rounds(); ++round) {
    told.for_each(round, [&](const Path& path, Generals receivers) {
      for (const int receiver : receivers) {
        if (const std::optional<Said> said = told.at(path, receiver)) {
          fmt::print(file.stream(),
                     R"({{"round":{},"path":[{}],"to":{},"says":"{}"}})"
                     "\n",
                     round, fmt::join(path, ","), receiver, name(*said));
        }
      }
    });
  }
  file.complete();
}

}  // namespace turncoat
