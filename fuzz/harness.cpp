#include "turncoat/fuzz/harness.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "turncoat/properties/claims/mutants.hpp"
#include "turncoat/properties/scenario_json.hpp"

namespace turncoat {

const Rules& rules_under_test() {
  static const Rules rules = [] {
    const char* name = std::getenv("TURNCOAT_MUTANT");
    if (name == nullptr) {
      return Rules{};
    }
    const Mutant* mutant = find_mutant(name);
    if (mutant == nullptr) {
      fmt::print(stderr, "TURNCOAT_MUTANT: there is no mutant \"{}\"\n", name);
      std::exit(2);
    }
    return mutant->rules;
  }();
  return rules;
}

void report(const std::string& what) {
  fmt::print(stderr, "\nBROKEN: {}\n", what);
  std::abort();
}

void report(const std::string& what, const Scenario& scenario) {
  Scenario found = normalised(scenario, rules_under_test());
  found.why = what;
  const char* folder = std::getenv("TURNCOAT_OUT");
  const std::string file =
      fmt::format("{}/{}", folder == nullptr ? "out" : folder, scenario_file_name(found));
  save_scenario(found, file);
  fmt::print(stderr, "{}saved as {}\n", write_scenario(found), file);
  report(what);
}

}  // namespace turncoat
