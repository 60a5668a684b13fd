// What search and prove found, as they keep it: small, numbered canonically, saved once.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "turncoat/cli/work.hpp"
#include "turncoat/properties/scenario.hpp"

namespace turncoat {

// With the same n, m and number of traitors, as they were asked for: down to the fewest lies, or if
// the setup is too large for that, as far as the shrinker comes until the work is over.
Scenario made_small(const Scenario& found, Property property, Work& work);

// Throws BadInput before the work if the file that is asked for, or out/ if none is, can't be
// written after it.
void refuse_unwritable(const std::string& file);

// Saves what was found at once, and then, in its place, what it was made into. So nothing that
// comes in between loses it.
struct Saved {
  Scenario scenario;
  // The one that was asked for, otherwise in out/ under its own name; empty if there is none.
  std::string file;
  std::string why_not_saved{};  // an error; empty if all went well
};
Saved saved_and_made_small(const Scenario& found, Property property, const std::string& file,
                           Work& work);
// As members of a verb's document.
void add_saved(nlohmann::ordered_json& document, const Saved& saved);

}  // namespace turncoat
