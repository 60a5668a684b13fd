// A trial as a libFuzzer target: in a program of yours, which links turncoat::trial and is compiled
// with -fsanitize=fuzzer, outside of any namespace,
//
//   TURNCOAT_FUZZ(my::General)
//
// The fuzzer chooses the setup, the traitors, what they say, which general is on trial, and in
// which manner it is told (in_process.hpp). What is wrong ends it, with a scenario file in the
// message.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>

#include "turncoat/trial/in_process.hpp"

namespace turncoat {

template <GeneralType G>
int fuzz_trial(const std::uint8_t* data, std::size_t size) {
  InProcess general = InProcess::of<G>();
  const std::string what = what_fails(general, std::span(data, size));
  if (!what.empty()) {
    throw std::logic_error(what);
  }
  return 0;
}

}  // namespace turncoat

#define TURNCOAT_FUZZ(Type)                                                           \
  extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) { \
    return turncoat::fuzz_trial<Type>(data, size);                                    \
  }
