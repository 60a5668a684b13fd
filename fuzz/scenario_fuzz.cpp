// Fuzzes the traitors' answers, in any setup: inside the guaranteed region and outside.
//
//   1. bytes → a setup, and lies (scenario_bytes.hpp)
//   2. inside the guaranteed region IC1 and IC2 must hold
//   3. the state machines must resolve every path as the reference
//   4. one claim more must hold, another for each input
// Oracle: the claims of properties/claims/claim.hpp, each where it applies, as often as it says
// itself; only the one that TURNCOAT_CLAIM names, if that is set.
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "turncoat/fuzz/harness.hpp"
#include "turncoat/properties/claims/claim.hpp"
#include "turncoat/properties/scenario_bytes.hpp"

namespace {

using turncoat::Claim;
using turncoat::Fuzzed;
using turncoat::Scenario;

std::uint64_t hash_of(const std::uint8_t* data, std::size_t size) {
  std::uint64_t hash = 14'695'981'039'346'656'037U;  // FNV-1a
  for (std::size_t i = 0; i < size; ++i) {
    hash = (hash ^ data[i]) * 1'099'511'628'211;
  }
  return hash ^ hash >> 32;
}

// The claims to check of this scenario.
std::vector<const Claim*> claims_for(const Scenario& scenario, std::uint64_t choice) {
  std::vector<const Claim*> always;
  std::vector<const Claim*> in_turn;
  for (const Claim& claim : turncoat::claims()) {
    if (is_inside(claim.region, scenario.setup) && claim.fuzzed != Fuzzed::never) {
      (claim.fuzzed == Fuzzed::always ? always : in_turn).push_back(&claim);
    }
  }
  always.push_back(in_turn[choice % in_turn.size()]);
  return always;
}

// nullptr if the environment names none.
const Claim* only_claim() {
  const char* const name = std::getenv("TURNCOAT_CLAIM");
  if (name == nullptr) {
    return nullptr;
  }
  const Claim* const claim = turncoat::find_claim(name);
  if (claim == nullptr) {
    fmt::print(stderr, "TURNCOAT_CLAIM: there is no claim \"{}\"\n", name);
    std::exit(2);
  }
  return claim;
}

std::size_t write_bytes(const Scenario& scenario, std::uint8_t* data, std::size_t most) {
  const std::vector<std::uint8_t> bytes = turncoat::bytes_from_scenario(scenario);
  const std::size_t size = std::min(bytes.size(), most);
  std::copy_n(bytes.begin(), size, data);
  return size;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Scenario scenario = turncoat::scenario_from_bytes({data, size});
  // What is left open follows from the input, so that the input alone reproduces it.
  const std::uint64_t choice = hash_of(data, size);
  static const Claim* const only = only_claim();
  if (only != nullptr && is_inside(only->region, scenario.setup)) {
    turncoat::check_claim(*only, scenario, choice);
  }
  if (only == nullptr) {
    for (const Claim* claim : claims_for(scenario, choice)) {
      turncoat::check_claim(*claim, scenario, choice);
    }
  }
  return 0;
}

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

// One change in terms of the scenario; now and then one of libFuzzer's own, in terms of bytes.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned int seed) {
  if (seed % 8 == 0) {
    return LLVMFuzzerMutate(data, size, most);
  }
  return write_bytes(turncoat::mutated(turncoat::scenario_from_bytes({data, size}), seed), data,
                     most);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* data1, std::size_t size1,
                                                 const std::uint8_t* data2, std::size_t size2,
                                                 std::uint8_t* out, std::size_t most,
                                                 unsigned int seed) {
  return write_bytes(turncoat::spliced(turncoat::scenario_from_bytes({data1, size1}),
                                       turncoat::scenario_from_bytes({data2, size2}), seed),
                     out, most);
}
