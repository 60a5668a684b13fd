// Shared by the tests of strategies.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "turncoat/adversaries/catalogue.hpp"
#include "turncoat/core/lie.hpp"
#include "turncoat/core/testing.hpp"

namespace turncoat::test {

// As from the command line's --adversary; `setup` outlives the call.
inline std::unique_ptr<Adversary> make(const std::string& text, const Setup& setup,
                                       std::uint64_t seed = 1) {
  return make_adversary(text, "--adversary", Stage{setup, seed});
}

inline std::string refusal_of_adversary(const std::string& text, const Setup& setup) {
  return refusal_of([&] { make(text, setup); });
}

// Its answer at each place of a lie, in order: first if attack would be relayed, then if retreat
// would be. "A", "R" or "-" each.
inline std::string all_said(const Adversary& adversary, const Setup& setup) {
  std::string all;
  for (const Order relayed : {Order::attack, Order::retreat}) {
    for_each_lie_place(setup, [&](const Path& path, int receiver) {
      const Said what = adversary.ask_for(path, receiver, relayed);
      all += what == Said::attack ? 'A' : what == Said::retreat ? 'R' : '-';
      return true;
    });
  }
  return all;
}

// Each strategy that its name makes, and some with options, for a setup with n = 5, m = 2 and
// traitors 0 and 3.
inline std::vector<std::string> descriptions() {
  std::vector<std::string> all{
      R"({"strategy": "split", "to": [1, 4]})",
      R"({"strategy": "sleeper", "round": 2, "then": {"strategy": "random", "seed": 9}})",
      R"({"strategy": "crash", "after": 5})",
      R"({"strategy": "random", "probability": 0.25, "seed": 4})",
      R"({"strategy": "scripted", "lies": [{"path": [0, 3], "to": [1], "says": "silence"}]})",
      R"({"0": "flip", "3": {"strategy": "crash", "after": 1}})",
  };
  for (const Strategy& strategy : strategies()) {
    if (!strategy.needs_options) {
      all.emplace_back(strategy.name);
    }
  }
  return all;
}

}  // namespace turncoat::test
