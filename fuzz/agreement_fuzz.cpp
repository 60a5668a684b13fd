// Fuzzes what traitors say, inside the guaranteed region.
//
//   1. bytes → a setup with n > 3m and at most m traitors, and lies (scenario_bytes.hpp)
//   2. IC1 and IC2 must hold
//   3. the state machines and the lanes must resolve every path as the reference
// Oracle: the claims Theorem1, StateMachines, Lanes, Silence, Monotonicity, Renumbering and
// FaithfulLie (properties/claim.hpp); only one of them where TURNCOAT_CLAIM names it.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <random>

#include "fuzz/harness.hpp"
#include "fuzz/scenario_bytes.hpp"
#include "properties/claim.hpp"

namespace {

using turncoat::Scenario;

std::size_t write_bytes(const Scenario& scenario, std::uint8_t* data, std::size_t most) {
  const std::vector<std::uint8_t> bytes = turncoat::bytes_from_scenario(scenario);
  const std::size_t size = std::min(bytes.size(), most);
  std::copy_n(bytes.begin(), size, data);
  return size;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Scenario scenario = turncoat::scenario_from_bytes({data, size});
  // What a claim leaves open follows from the input, so that the input alone reproduces it.
  const std::uint64_t choice = std::mt19937_64(size)();
  for (const char* name : {"Theorem1", "StateMachines", "Lanes", "Silence", "Monotonicity",
                           "Renumbering", "FaithfulLie"}) {
    static const char* const only = std::getenv("TURNCOAT_CLAIM");
    if (only != nullptr && std::string_view(only) != name) {
      continue;
    }
    const turncoat::Claim& claim = *turncoat::find_claim(name);
    if (const auto broken = claim.broken(scenario, turncoat::rules_under_test(), choice)) {
      turncoat::report(fmt::format("{}: {}", claim.statement, *broken), scenario);
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
