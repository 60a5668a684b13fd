// The setups that are measured: as many traitors as OM(m) is made for.
#pragma once

#include "turncoat/core/setup.hpp"

namespace turncoat {

// The m generals with the highest numbers are traitors: IC1 and IC2 both say something.
inline Setup with_loyal_commander(int n, int m) {
  return {.n = n, .m = m, .order = Order::attack, .traitors = Generals::range(n - m, n)};
}

// The commander is one of the m traitors, so decisions differ from scenario to scenario.
inline Setup with_traitorous_commander(int n, int m) {
  return {.n = n,
          .m = m,
          .order = Order::attack,
          .traitors = Generals::range(n - m + 1, n).with(kCommander)};
}

}  // namespace turncoat
