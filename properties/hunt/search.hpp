// Hunts a violation for n, m and a number of traitors: first by the strategies of the catalogue,
// then by random lies in bulk.
//
// Random lies are for IC1 only: the strategy `against` breaks IC2 if any lies do (monotonicity).
// Traitors have the smallest numbers, with and without the commander among them: renumbering the
// lieutenants renumbers the decisions, so other sets of as many traitors add nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "turncoat/properties/scenario.hpp"

namespace turncoat {

struct SearchOptions {
  int n = kMinGenerals;
  int m = 0;
  int traitor_count = 0;
  std::optional<Property> property{};  // any if none is given
  std::uint64_t seed = 1;
  // Scenarios to try at most.
  std::uint64_t tries = 1'000'000;
  // Asked before each strategy and each pass over random lies; true, once, ends the hunt.
  std::function<bool()> stop{};
  // Called now and then with how many were tried.
  std::function<void(std::uint64_t)> progress{};
};

struct Found {
  Scenario scenario;  // as it was found: not shrunk
  Property violated;
  std::string by;  // "strategy flip", "random lies"
};

struct SearchResult {
  std::optional<Found> found;
  // If nothing else was found: what is violated with more lies than a scenario may hold.
  std::string too_large{};
  std::uint64_t tried = 0;
};

// Deterministic but for `stop`. Throws InvalidSetup, and TooManyMessages beyond the default limit.
SearchResult search(const SearchOptions& options);

}  // namespace turncoat
