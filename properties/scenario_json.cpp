#include "turncoat/properties/scenario_json.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdint>
#include <vector>

#include "turncoat/adversaries/lies_json.hpp"
#include "turncoat/adversaries/order_json.hpp"
#include "turncoat/core/message_count.hpp"
#include "turncoat/support/json_place.hpp"
#include "turncoat/support/text_file.hpp"

namespace turncoat {
namespace {

constexpr std::size_t kMaxTextBytes = 10'000;

Setup read_setup(const JsonPlace& document) {
  Setup setup;
  setup.n = document.at("n").integer(kMinGenerals, kMaxGenerals);
  setup.m = document.at("m").integer(0, setup.n - 2);
  setup.order = read_order(document.at("order"));
  for (const JsonPlace& traitor : document.at("traitors").elements(kMaxGenerals)) {
    const int general = traitor.integer(0, setup.n - 1);
    if (setup.traitors.contains(general)) {
      traitor.refuse(fmt::format("traitor {} is listed twice", general));
    }
    setup.traitors.insert(general);
  }
  return validated(setup);
}

std::vector<Property> read_violates(const JsonPlace& place) {
  std::vector<Property> listed;
  for (const JsonPlace& element : place.elements(kProperties.size())) {
    const auto property = property_of(element.text(16));
    if (!property) {
      element.fail("\"IC1\" or \"IC2\"");
    }
    if (!listed.empty() && *property <= listed.back()) {
      element.refuse("expected each property once, IC1 before IC2");
    }
    listed.push_back(*property);
  }
  return listed;
}

Decisions read_decisions(const JsonPlace& place, const Setup& setup) {
  if (!place.is_object()) {
    place.fail("an object from loyal lieutenants to orders");
  }
  Decisions decisions;
  for (const std::string& key : place.keys()) {
    int lieutenant = 0;
    const char* end = key.data() + key.size();
    const auto [stop, error] = std::from_chars(key.data(), end, lieutenant);
    if (error != std::errc() || stop != end || std::to_string(lieutenant) != key ||
        !setup.loyal_lieutenants().contains(lieutenant)) {
      place.at(key).refuse(fmt::format("expected loyal lieutenants as keys: {}",
                                       to_string(setup.loyal_lieutenants())));
    }
    decisions.set(lieutenant, read_order(place.at(key)));
  }
  return decisions;
}

// `{"violates": ["IC2"], "decisions": {"1": "retreat"}}`: on one line, as a person writes it.
std::string expectation_of(const Scenario& scenario) {
  std::vector<std::string> expected;
  if (scenario.violates) {
    std::vector<std::string> violated;
    for (const Property property : *scenario.violates) {
      violated.push_back(fmt::format("\"{}\"", name(property)));
    }
    expected.push_back(fmt::format("\"violates\": [{}]", fmt::join(violated, ", ")));
  }
  if (scenario.decisions) {
    std::vector<std::string> decisions;
    for (const int lieutenant : scenario.decisions->deciders()) {
      decisions.push_back(
          fmt::format("\"{}\": \"{}\"", lieutenant, name(scenario.decisions->of(lieutenant))));
    }
    expected.push_back(fmt::format("\"decisions\": {{{}}}", fmt::join(decisions, ", ")));
  }
  return fmt::format("{{{}}}", fmt::join(expected, ", "));
}

}  // namespace

Scenario read_scenario(std::string_view text, const std::string& file) {
  const JsonPlace document = parse_json(text, file);
  document.expect_object(
      {"format", "why", "found_by", "n", "m", "order", "traitors", "lies", "expect"});
  if (document.at("format").text(64) != kScenarioFormat) {
    document.at("format").fail(fmt::format("\"{}\"", kScenarioFormat));
  }
  Scenario scenario;
  scenario.why = document.has("why") ? document.at("why").text(kMaxTextBytes) : "";
  scenario.found_by = document.has("found_by") ? document.at("found_by").text(kMaxTextBytes) : "";
  scenario.setup = read_setup(document);
  scenario.lies = read_lies(document.at("lies"), scenario.setup);
  if (document.has("expect")) {
    const JsonPlace expect = document.at("expect");
    expect.expect_object({"violates", "decisions"});
    if (expect.has("violates")) {
      scenario.violates = read_violates(expect.at("violates"));
    }
    if (expect.has("decisions")) {
      scenario.decisions = read_decisions(expect.at("decisions"), scenario.setup);
    }
  }
  return scenario;
}

Scenario load_scenario(const std::string& file) {
  return read_scenario(read_text_file(file), name_of_input(file));
}

Scenario load_playable_scenario(const std::string& file) {
  Scenario scenario = load_scenario(file);
  try {
    refuse_more_messages_than(kDefaultMessageLimit, scenario.setup);
  } catch (const TooManyMessages& error) {
    throw BadInput(fmt::format("{}: {}", name_of_input(file), error.what()));
  }
  return scenario;
}

std::string write_scenario(const Scenario& scenario) {
  const Setup& setup = scenario.setup;
  const std::vector<std::string> lies = lies_as_json(scenario.lies);
  return fmt::format(R"({{
  "format": "{}",
  "why": {},
  "found_by": {},
  "n": {}, "m": {}, "order": "{}", "traitors": [{}],
  "lies": [{}{}{}],
  "expect": {}
}}
)",
                     kScenarioFormat, json_text(scenario.why), json_text(scenario.found_by),
                     setup.n, setup.m, name(setup.order), fmt::join(setup.traitors, ", "),
                     lies.empty() ? "" : "\n    ", fmt::join(lies, ",\n    "),
                     lies.empty() ? "" : "\n  ", expectation_of(scenario));
}

void save_scenario(const Scenario& scenario, const std::string& file) {
  const std::string text = write_scenario(scenario);
  try {
    read_scenario(text, file);
  } catch (const BadInput& error) {
    throw BadInput(fmt::format("not saved, as it could not be read back: {}", error.what()));
  }
  write_text_file(file, text);
}

std::string scenario_file_name(const Scenario& scenario, const std::string& shows) {
  std::vector<std::string> shown;
  for (const Property property : scenario.violates.value_or(std::vector<Property>{})) {
    shown.emplace_back(property == Property::IC1 ? "ic1" : "ic2");
  }
  if (shown.empty()) {
    shown.emplace_back("holds");
  }
  if (!shows.empty()) {
    shown = {shows};
  }
  Scenario content = scenario;
  content.why.clear();
  content.found_by.clear();
  std::uint32_t hash = 2'166'136'261;  // FNV-1a
  for (const char c : write_scenario(content)) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 16'777'619;
  }
  return fmt::format("{}-n{}-m{}-k{}-{:08x}.json", fmt::join(shown, "-"), scenario.setup.n,
                     scenario.setup.m, scenario.setup.traitor_count(), hash);
}

}  // namespace turncoat
