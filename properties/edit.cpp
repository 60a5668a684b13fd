#include "turncoat/properties/edit.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace turncoat {

Numbering identity_numbering() {
  Numbering numbering;
  std::iota(numbering.begin(), numbering.end(), 0);
  return numbering;
}

Scenario renumbered(const Scenario& scenario, const Numbering& numbering) {
  Scenario result = scenario;
  result.setup.traitors = {};
  for (const int traitor : scenario.setup.traitors) {
    result.setup.traitors.insert(numbering[traitor]);
  }
  for (Lie& lie : result.lies) {
    std::vector<int> generals;
    for (const int general : lie.path) {
      generals.push_back(numbering[general]);
    }
    lie.path = Path::from(generals);
    lie.to = numbering[lie.to];
  }
  std::sort(result.lies.begin(), result.lies.end());
  return result;
}

Scenario with_swapped(const Scenario& scenario, int lieutenant, int other) {
  Numbering numbering = identity_numbering();
  std::swap(numbering[lieutenant], numbering[other]);
  return renumbered(scenario, numbering);
}

Scenario without_general(const Scenario& scenario, int lieutenant) {
  Scenario rest = scenario;
  std::erase_if(rest.lies, [&](const Lie& lie) {
    return lie.to == lieutenant || lie.path.contains(lieutenant);
  });
  rest.setup.traitors = rest.setup.traitors.without(lieutenant);
  Numbering numbering = identity_numbering();
  for (int general = lieutenant + 1; general < scenario.setup.n; ++general) {
    numbering[general] = general - 1;
  }
  rest = renumbered(rest, numbering);
  rest.setup.n -= 1;
  return with_m(rest, std::min(rest.setup.m, rest.setup.n - 2));
}

Scenario with_m(const Scenario& scenario, int m) {
  Scenario result = scenario;
  result.setup.m = m;
  std::erase_if(result.lies, [&](const Lie& lie) { return lie.path.size() > m + 1; });
  return result;
}

Scenario with_loyal(const Scenario& scenario, int general) {
  Scenario result = scenario;
  result.setup.traitors = result.setup.traitors.without(general);
  std::erase_if(result.lies, [&](const Lie& lie) { return lie.path.sender() == general; });
  return result;
}

Scenario with_order(const Scenario& scenario, Order order) {
  Scenario result = scenario;
  result.setup.order = order;
  return result;
}

Scenario turned_over(const Scenario& scenario) {
  Scenario result = with_order(scenario, opposite(scenario.setup.order));
  for (Lie& lie : result.lies) {
    if (lie.says != Said::silence) {
      lie.says = lie.says == Said::attack ? Said::retreat : Said::attack;
    }
  }
  return result;
}

}  // namespace turncoat
