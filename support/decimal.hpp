// Numbers as the command line takes them: decimal digits, without sign, space, leading zero or
// tail.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace turncoat {

// "0", "64"; nothing for any other text, and for a number beyond 64 bits.
std::optional<std::uint64_t> whole_number(std::string_view text);

// "0.25" too.
std::optional<double> decimal_fraction(std::string_view text);

}  // namespace turncoat
