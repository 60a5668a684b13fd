// What the fuzz targets share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "turncoat/properties/scenario.hpp"

// Both libFuzzer and replay_main.cpp call a target by this.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace turncoat {

// The rules under test: the right ones, or those of the mutant that the environment variable
// TURNCOAT_MUTANT names, to see that a target finds it.
const Rules& rules_under_test();

// Prints what went wrong and aborts, so that libFuzzer keeps the input.
[[noreturn]] void report(const std::string& what);
// The scenario too: first saved, in the folder TURNCOAT_OUT (out/ where that isn't set).
[[noreturn]] void report(const std::string& what, const Scenario& scenario);

}  // namespace turncoat
