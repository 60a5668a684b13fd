// Where OM(m) holds, as a formula of n, m and k: docs/findings.md states it.
#pragma once

#include "turncoat/properties/cell.hpp"
#include "turncoat/properties/verdict.hpp"

namespace turncoat {

// The verdict on a cell against every adversary; `undecided` never. For 0 ≤ m ≤ n−2, as setups have
// it. Proved for all n, m and k in theory/frontier.v: `obedience`, of which `attack_frontier` and
// `retreat_frontier` are the two orders, `loyal_agreement_frontier`, `agreement_frontier`.
Verdict exact_frontier(const Cell& cell);

}  // namespace turncoat
