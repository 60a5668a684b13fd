// A check for bugs of ours. It is on in every build: it prints the claim and the place, then
// aborts.
//
// Not <cassert>, which NDEBUG deletes. Bad input is not a bug: see bad_input.hpp.
#pragma once

#include <source_location>

namespace turncoat {

[[noreturn]] void check_failed(const char* claim, const std::source_location& where);

// `where` by value: a reference would have it stored before each check.
constexpr void check(bool holds, const char* claim,
                     std::source_location where = std::source_location::current()) {
  if (!holds) [[unlikely]] {
    check_failed(claim, where);
  }
}

}  // namespace turncoat
