// The scenario file, format "turncoat-scenario/1": see docs/scenario-format.md and its JSON Schema.
//
// Untrusted: sizes are bounded before memory is taken, and every error names the file, the JSON
// pointer, what was found and what was expected.
#pragma once

#include <string>
#include <string_view>

#include "turncoat/properties/scenario.hpp"

namespace turncoat {

inline constexpr std::string_view kScenarioFormat = "turncoat-scenario/1";

// Throws BadInput; errors call the document `file`.
Scenario read_scenario(std::string_view text, const std::string& file);
Scenario load_scenario(const std::string& file);
// One that can be played: of no more messages than the default limit.
Scenario load_playable_scenario(const std::string& file);

// The same scenario gives the same bytes; a lie a line. Ends with a newline.
std::string write_scenario(const Scenario& scenario);
// To a temporary name beside it, then renamed. Throws BadInput where that can't be done, and,
// before anything is written, for a scenario that could not be read back: of too many lies, say.
void save_scenario(const Scenario& scenario, const std::string& file);

// A name that says what the scenario shows: "ic2-n6-m2-k2-1f3a9c07.json". It is the same for the
// same setup, lies and outcome. `shows` replaces the violated property.
std::string scenario_file_name(const Scenario& scenario, const std::string& shows = "");

}  // namespace turncoat
