#include "turncoat/cli/found.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>

#include "turncoat/properties/canonical.hpp"
#include "turncoat/properties/hunt/finding.hpp"
#include "turncoat/properties/hunt/shrink.hpp"
#include "turncoat/properties/prove/minimum/minimum.hpp"
#include "turncoat/properties/scenario_json.hpp"
#include "turncoat/support/new_file.hpp"
#include "turncoat/support/number_text.hpp"

namespace turncoat {

Scenario made_small(const Scenario& found, Property property, Work& work) {
  const auto stop = [&work] { return work.is_over(); };
  try {
    const Minimum fewest =
        minimum(found.setup, property, {.stop = stop, .progress = [&work](std::uint64_t cases) {
                                          work.show([cases] { return counted(cases, "case"); });
                                        }});
    Scenario smallest =
        fewest.scenario ? with_outcome(canonically_numbered(*fewest.scenario)) : found;
    smallest.found_by = found.found_by;
    return smallest;
  } catch (const BadInput&) {  // beyond VoteLimits
    return shrink(found, property,
                  {.keep_n = true,
                   .keep_m = true,
                   .keep_traitor_count = true,
                   .stop = stop,
                   .progress = [&work](const Scenario& simpler) {
                     work.show([&] { return counted(simpler.lies.size(), "lie"); });
                   }});
  }
}

namespace {

constexpr const char* kFolder = "out";

// Into the file, or if none is named into out/ under a name of its own.
Finding save(const Scenario& scenario, const std::string& file) {
  if (file.empty()) {
    return save_once(scenario, "", kFolder);
  }
  save_scenario(scenario, file);
  return {scenario, file, true};
}

// Nothing if it can't be saved: the smaller one may fit.
std::optional<Finding> saved_at_once(const Scenario& found, const std::string& file) {
  try {
    return can_be_replaced(file) ? std::optional(save(found, file)) : std::nullopt;
  } catch (const BadInput&) {
    return std::nullopt;
  }
}

// In the place of the first one. The file it is in.
std::string save_smaller(const Scenario& scenario, const std::string& file,
                         const std::optional<Finding>& first) {
  const Finding last = save(scenario, file);
  if (file.empty() && first && first->is_new) {
    if (first->file == last.file) {
      save_scenario(scenario, last.file);  // which knows more about itself
    } else {
      std::filesystem::remove(first->file);
    }
  }
  return last.file;
}

}  // namespace

void refuse_unwritable(const std::string& file) {
  const bool is_new = file.empty() && !std::filesystem::exists(kFolder);
  {
    const NewFile tried(file.empty() ? fmt::format("{}/found.json", kFolder) : file);
  }
  if (is_new) {
    std::filesystem::remove(kFolder);  // nothing may be found
  }
}

Saved saved_and_made_small(const Scenario& found, Property property, const std::string& file,
                           Work& work) {
  const std::optional<Finding> first = saved_at_once(found, file);
  const Scenario smallest = made_small(found, property, work);
  work.clear();
  if (first && smallest == found) {
    return {.scenario = found, .file = first->file};
  }
  try {
    return {.scenario = smallest, .file = save_smaller(smallest, file, first)};
  } catch (const BadInput& error) {
    return first ? Saved{.scenario = found, .file = first->file, .why_not_saved = error.what()}
                 : Saved{.scenario = smallest, .file = "", .why_not_saved = error.what()};
  }
}

void add_saved(nlohmann::ordered_json& document, const Saved& saved) {
  if (!saved.file.empty()) {
    document["file"] = saved.file;
  }
  if (!saved.why_not_saved.empty()) {
    document["why_not_saved"] = saved.why_not_saved;
  }
  document["scenario"] = nlohmann::ordered_json::parse(write_scenario(saved.scenario));
}

}  // namespace turncoat
