// Shared by the fuzz targets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "turncoat/properties/claims/claim.hpp"

// Both libFuzzer and replay_main.cpp call a target by this.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace turncoat {

// Prints the failure and aborts, so that libFuzzer keeps the input.
[[noreturn]] void report(const std::string& what);

// A claim that is broken is a finding (properties/hunt/finding.hpp): printed and kept, then
// reported. The scenario must be inside the claim's region.
void check_claim(const Claim& claim, const Scenario& scenario, std::uint64_t choice);

}  // namespace turncoat
