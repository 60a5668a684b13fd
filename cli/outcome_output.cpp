#include "turncoat/cli/outcome_output.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <nlohmann/json.hpp>
#include <vector>

#include "turncoat/core/message_count.hpp"
#include "turncoat/properties/interactive_consistency.hpp"
#include "turncoat/support/number_text.hpp"

namespace turncoat {
namespace {

using nlohmann::ordered_json;

ordered_json visited(const Played& played) {
  ordered_json json;
  if (played.paths) {
    json["paths"] = *played.paths;
  }
  if (played.broadcasts) {
    json["broadcasts"] = *played.broadcasts;
  } else {
    json["messages"] = played.outcome.messages.sent + played.outcome.messages.withheld;
  }
  return json;
}

ordered_json messages(const Setup& setup, const Played& played) {
  if (played.broadcasts) {
    const auto all = messages_sent(setup.n, setup.m);
    return {{"in_full_run", all ? ordered_json(*all)
                                : ordered_json(messages_sent_approximately(setup.n, setup.m))}};
  }
  const MessageCounts& counts = played.outcome.messages;
  ordered_json json{{"sent", counts.sent}};
  if (played.received_per_lieutenant) {
    json["received_per_lieutenant"] = *played.received_per_lieutenant;
  }
  if (counts.withheld > 0) {
    json["withheld"] = counts.withheld;
  }
  return json;
}

std::string why_vacuous(Property property, const Setup& setup) {
  if (!is_vacuous(property, setup)) {
    return "";
  }
  return property == Property::IC2 && !setup.commander_is_loyal()
             ? "; the commander is a traitor"
             : fmt::format("; loyal lieutenants: {}", setup.loyal_lieutenants().size());
}

// From this many seconds on people are told how long it took; below, the same run prints the same.
constexpr double kWorthMentioning = 0.5;

void print_messages(const Setup& setup, const Played& played, std::FILE* out) {
  const MessageCounts& messages = played.outcome.messages;
  if (played.broadcasts) {
    fmt::print(out, "visited: {}, {} asked for; a full run sends {} messages\n",
               counted(*played.paths, "path"), counted(*played.broadcasts, "broadcast"),
               describe_messages_sent(setup.n, setup.m));
    return;
  }
  fmt::print(out, "messages: {} sent", with_commas(messages.sent));
  if (played.received_per_lieutenant) {
    fmt::print(out, ", {} received per {}lieutenant", with_commas(*played.received_per_lieutenant),
               messages.withheld > 0 ? "loyal " : "");
  }
  if (messages.withheld > 0) {
    fmt::print(out, "; {} withheld by traitors", with_commas(messages.withheld));
  }
  fmt::print(out, "\n");
  if (played.seconds >= kWorthMentioning) {
    const double made = static_cast<double>(messages.sent + messages.withheld);
    fmt::print(out, "time: {:.2f} s, {} million messages a second\n", played.seconds,
               with_commas(static_cast<std::uint64_t>(made / played.seconds / 1e6)));
  }
}

}  // namespace

void add_outcome(PrintedObject& document, const Setup& setup, const std::string& adversary,
                 const std::string& engine, const Played& played) {
  const Decisions& decisions = played.outcome.decisions;
  document.member("setup",
                  {{"n", setup.n},
                   {"m", setup.m},
                   {"order", name(setup.order)},
                   {"traitors", std::vector<int>(setup.traitors.begin(), setup.traitors.end())}});
  document.member("adversary", adversary);
  document.member("engine", engine);
  document.member("visited", visited(played));
  document.member("finished", played.finished);
  if (played.finished) {
    ordered_json decided = ordered_json::object();
    for (const int i : decisions.deciders()) {
      decided[std::to_string(i)] = name(decisions.of(i));
    }
    document.member("decisions", decided);
    ordered_json properties;
    for (const Property property : kProperties) {
      properties[std::string(name(property))] = name(verdict(property, setup, decisions));
    }
    document.member("properties", properties);
    document.member("messages", messages(setup, played));
  }
}

void print_outcome(const Setup& setup, const std::string& about_traitors, const Played& played,
                   std::FILE* out) {
  const Outcome& outcome = played.outcome;
  fmt::print(out, "{} generals, OM({}); the commander's order is {}\n", setup.n, setup.m,
             name(setup.order));
  fmt::print(out, "traitors: {}{}\n\n", to_string(setup.traitors), about_traitors);
  for (const int g : setup.generals()) {
    fmt::print(out, "  general {:<3}{:<11}", g, g == kCommander ? "commander" : "lieutenant");
    if (setup.traitors.contains(g)) {
      fmt::print(out, "traitor\n");
    } else if (g == kCommander) {
      fmt::print(out, "loyal    orders  {}\n", name(setup.order));
    } else {
      fmt::print(out, "loyal    decides {}\n", name(outcome.decisions.of(g)));
    }
  }
  const auto print_verdict = [&](Property property, const char* meaning) {
    const auto violation = violation_of(property, setup, outcome.decisions);
    fmt::print(out, "{} ({}): {}{}\n", name(property), meaning,
               name(verdict(property, setup, outcome.decisions)),
               violation ? "; " + describe(*violation) : why_vacuous(property, setup));
  };
  fmt::print(out, "\n");
  print_verdict(Property::IC1, "agreement");
  print_verdict(Property::IC2, "validity");
  print_messages(setup, played, out);
}

}  // namespace turncoat
