#include "turncoat/properties/canonical.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "turncoat/properties/edit.hpp"
#include "turncoat/properties/simplicity.hpp"

namespace turncoat {
namespace {

// Renumbered lies, over all numberings: about a tenth of a second.
constexpr std::uint64_t kMostWork = 500'000;

std::uint64_t factorial(int k) {
  return k < 2 ? 1 : static_cast<std::uint64_t>(k) * factorial(k - 1);
}

bool is_affordable(const Scenario& scenario) {
  constexpr int kMostOfAKind = 9;  // beyond, the factorial alone is too much
  const int traitors = (scenario.setup.traitors.without(kCommander)).size();
  const int loyal = scenario.setup.loyal_lieutenants().size();
  return std::max(traitors, loyal) <= kMostOfAKind &&
         factorial(traitors) * factorial(loyal) * (scenario.lies.size() + 1) <= kMostWork;
}

// Traitors have the smallest numbers in the simplest numbering, so only these are tried.
Scenario simplest_of_all(const Scenario& scenario) {
  const Generals of_traitors = scenario.setup.traitors.without(kCommander);
  const Generals of_loyal = scenario.setup.loyal_lieutenants();
  std::vector<int> traitors(of_traitors.begin(), of_traitors.end());
  std::vector<int> loyal(of_loyal.begin(), of_loyal.end());
  Scenario best = scenario;
  do {
    do {
      Numbering numbering = identity_numbering();
      int next = kCommander;
      for (const std::vector<int>& generals : {traitors, loyal}) {
        for (const int general : generals) {
          numbering[general] = ++next;
        }
      }
      Scenario candidate = renumbered(scenario, numbering);
      if (compare_simplicity(candidate, best) < 0) {
        best = std::move(candidate);
      }
    } while (std::next_permutation(loyal.begin(), loyal.end()));
  } while (std::next_permutation(traitors.begin(), traitors.end()));
  return best;
}

Scenario by_swaps(const Scenario& scenario) {
  Scenario best = scenario;
  for (bool is_better = true; is_better;) {
    is_better = false;
    const Scenario start = best;
    for (const int a : start.setup.lieutenants()) {
      for (const int b : Generals::range(a + 1, start.setup.n)) {
        Scenario swapped = with_swapped(start, a, b);
        if (compare_simplicity(swapped, best) < 0) {
          best = std::move(swapped);
          is_better = true;
        }
      }
    }
  }
  return best;
}

}  // namespace

Scenario canonically_numbered(const Scenario& scenario) {
  return is_affordable(scenario) ? simplest_of_all(scenario) : by_swaps(scenario);
}

}  // namespace turncoat
