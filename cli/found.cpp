#include "turncoat/cli/found.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <filesystem>
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

// Larger ones take longer to save than to be made small.
constexpr std::size_t kMostLiesSavedAtOnce = 100'000;

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
  const bool at_once = found.lies.size() <= kMostLiesSavedAtOnce;
  if (!file.empty()) {
    if (at_once && file != "-") {  // A stream gets one document.
      save_scenario(found, file);
    }
    const Scenario simplest = made_small(found, property, work);
    work.clear();
    save_scenario(simplest, file);
    return {simplest, file};
  }
  std::optional<Finding> first;
  if (at_once) {
    first = save_once(found, "", kFolder);
  }
  const Scenario simplest = made_small(found, property, work);
  work.clear();
  const Finding last = save_once(simplest, "", kFolder);
  if (first && first->is_new && first->file == last.file) {
    save_scenario(simplest, last.file);  // which knows more about itself
  } else if (first && first->is_new) {
    std::filesystem::remove(first->file);
  }
  return {simplest, last.file};
}

}  // namespace turncoat
