// Fuzzes the traitors' answers, inside the guaranteed region.
//
//   1. bytes → a setup with n > 3m and at most m traitors, and lies (scenario_bytes.hpp)
//   2. IC1 and IC2 must hold
//   3. the state machines must resolve every path as the reference
//   4. one claim more must hold, another for each input: lanes, the simulation, the fast evaluator,
//      silence, monotonicity, renumbering, faithful lies
// Oracle: claims of properties/claims/claim.hpp; only the one that TURNCOAT_CLAIM names, where it
// is set.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "turncoat/fuzz/harness.hpp"
#include "turncoat/fuzz/scenario_bytes.hpp"
#include "turncoat/properties/claims/claim.hpp"

namespace {

using turncoat::Scenario;

constexpr std::array kInTurn{"Lanes",       "Simulation",  "Silence",      "Monotonicity",
                             "Renumbering", "FaithfulLie", "FastEvaluator"};

std::uint64_t hash_of(const std::uint8_t* data, std::size_t size) {
  std::uint64_t hash = 14'695'981'039'346'656'037U;  // FNV-1a
  for (std::size_t i = 0; i < size; ++i) {
    hash = (hash ^ data[i]) * 1'099'511'628'211;
  }
  return hash ^ hash >> 32;
}

void check_claim(const char* name, const Scenario& scenario, std::uint64_t choice) {
  const turncoat::Claim* claim = turncoat::find_claim(name);
  if (claim == nullptr) {
    fmt::print(stderr, "TURNCOAT_CLAIM: there is no claim \"{}\"\n", name);
    std::exit(2);
  }
  if (const auto broken = claim->broken(scenario, turncoat::rules_under_test(), choice)) {
    turncoat::report(fmt::format("{}: {}", claim->statement, *broken), scenario);
  }
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
  static const char* const only = std::getenv("TURNCOAT_CLAIM");
  if (only != nullptr) {
    check_claim(only, scenario, choice);
    return 0;
  }
  check_claim("Theorem1", scenario, choice);
  check_claim("StateMachines", scenario, choice);
  check_claim(kInTurn[choice % kInTurn.size()], scenario, choice);
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
