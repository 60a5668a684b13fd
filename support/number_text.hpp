// Numbers as people read them.
#pragma once

#include <cstdint>
#include <string>

namespace turncoat {

// 1234567 → "1,234,567"
std::string with_commas(std::uint64_t number);
// "1 traitor", "2 traitors"
std::string counted(std::uint64_t number, const std::string& noun);
// "1.23 M"; 0.5 → "0.5"
std::string rounded(double number);
// "1.23 ms", "28 hours"
std::string duration(double seconds);
// "1.23 MiB"
std::string memory(double bytes);

}  // namespace turncoat
