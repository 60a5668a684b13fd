#include "properties/circuit.hpp"

#include <algorithm>

namespace turncoat {

Circuit::Literal Circuit::conjunction(Literal a, Literal b) {
  if (a > b) {
    std::swap(a, b);
  }
  if (a == -kTrue || b == -kTrue || a == -b) {
    return -kTrue;
  }
  if (a == kTrue || a == b) {
    return b;
  }
  if (b == kTrue) {
    return a;
  }
  const std::uint64_t inputs = std::uint64_t{static_cast<std::uint32_t>(a)} << 32 |
                               std::uint64_t{static_cast<std::uint32_t>(b)};
  const auto [made, is_new] = made_.try_emplace(inputs, variables_ + 1);
  if (is_new) {
    gates_.push_back({fresh(), a, b});
  }
  return made->second;
}

// count[c]: at least c of the votes so far. Sorted, so that equal votes give equal gates.
Circuit::Literal Circuit::at_least(std::vector<Literal> votes, int needed) {
  const auto constant = std::partition(
      votes.begin(), votes.end(), [](Literal vote) { return vote != kTrue && vote != -kTrue; });
  needed -= static_cast<int>(std::count(constant, votes.end(), kTrue));
  votes.erase(constant, votes.end());
  if (needed <= 0) {
    return kTrue;
  }
  if (needed > static_cast<int>(votes.size())) {
    return -kTrue;
  }
  std::sort(votes.begin(), votes.end());
  std::vector<Literal> count(static_cast<std::size_t>(needed) + 1, -kTrue);
  count[0] = kTrue;
  for (const Literal vote : votes) {
    for (std::size_t c = count.size() - 1; c > 0; --c) {
      count[c] = disjunction(count[c], conjunction(count[c - 1], vote));
    }
  }
  return count.back();
}

void Circuit::for_each_clause(const std::function<void(const std::vector<Literal>&)>& visit) const {
  visit({kTrue});
  for (const auto& [output, a, b] : gates_) {
    visit({-output, a});
    visit({-output, b});
    visit({output, -a, -b});
  }
}

}  // namespace turncoat
