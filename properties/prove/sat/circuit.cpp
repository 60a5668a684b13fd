#include "turncoat/properties/prove/sat/circuit.hpp"

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
  int left = static_cast<int>(votes.size());
  for (const Literal vote : votes) {
    --left;  // Of fewer than this many votes so far, the rest can't make enough.
    const auto least = static_cast<std::size_t>(std::max(1, needed - left));
    for (std::size_t c = count.size() - 1; c >= least; --c) {
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

Circuit::Claimed Circuit::claim(std::span<const Literal> facts) const {
  struct Wanted {
    bool when_true = false;   // follows from the variable being true
    bool when_false = false;  // and from its being false
  };
  std::vector<Wanted> wanted(static_cast<std::size_t>(variables_) + 1);
  const auto want = [&wanted](Literal literal) {
    Wanted& variable = wanted[static_cast<std::size_t>(std::abs(literal))];
    (literal > 0 ? variable.when_true : variable.when_false) = true;
  };
  for (const Literal fact : facts) {
    want(fact);
  }
  for (auto gate = gates_.rbegin(); gate != gates_.rend(); ++gate) {  // Outputs before inputs.
    const Wanted output = wanted[static_cast<std::size_t>(gate->output)];
    for (const Literal input : {gate->a, gate->b}) {
      if (output.when_true) {
        want(input);
      }
      if (output.when_false) {
        want(-input);
      }
    }
  }
  Claimed claimed{.cnf = Cnf(), .variable = std::vector<int>(wanted.size(), 0)};
  int variables = 0;
  for (std::size_t v = 1; v < wanted.size(); ++v) {
    if (wanted[v].when_true || wanted[v].when_false) {
      claimed.variable[v] = ++variables;
    }
  }
  const auto renumbered = [&claimed](Literal literal) {
    const int variable = claimed.variable[static_cast<std::size_t>(std::abs(literal))];
    return literal > 0 ? variable : -variable;
  };
  if (claimed.variable[kTrue] != 0) {
    claimed.cnf.add({renumbered(kTrue)});
  }
  for (const auto& [output, a, b] : gates_) {
    const Wanted direction = wanted[static_cast<std::size_t>(output)];
    const int o = renumbered(output);
    if (direction.when_true) {
      claimed.cnf.add({-o, renumbered(a)});
      claimed.cnf.add({-o, renumbered(b)});
    }
    if (direction.when_false) {
      claimed.cnf.add({o, -renumbered(a), -renumbered(b)});
    }
  }
  for (const Literal fact : facts) {
    claimed.cnf.add({renumbered(fact)});
  }
  return claimed;
}

}  // namespace turncoat
