#include "turncoat/support/number_text.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace turncoat {

std::string with_commas(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (auto position = static_cast<std::ptrdiff_t>(digits.size()) - 3; position > 0;
       position -= 3) {
    digits.insert(static_cast<std::size_t>(position), 1, ',');
  }
  return digits;
}

std::string counted(std::uint64_t number, const std::string& noun) {
  return fmt::format("{} {}{}", with_commas(number), noun, number == 1 ? "" : "s");
}

std::string rounded(double number) {
  constexpr std::array<std::string_view, 7> kUnits{"", " k", " M", " G", " T", " P", " E"};
  if (number >= 999.5e18) {
    return fmt::format("{:.2g}", number);
  }
  std::size_t unit = 0;
  // 999.5 would be rounded to 1e+03.
  while (number >= 999.5 && unit + 1 < kUnits.size()) {
    number /= 1000;
    ++unit;
  }
  return fmt::format("{:.3g}{}", number, kUnits[unit]);
}

std::string duration(double seconds) {
  struct Unit {
    std::string_view name;
    double seconds;
  };
  constexpr std::array kSmall{Unit{"ps", 1e-12}, Unit{"ns", 1e-9}, Unit{"µs", 1e-6},
                              Unit{"ms", 1e-3}, Unit{"s", 1}};
  for (const auto& [name, unit] : kSmall) {
    if (seconds < (unit == 1 ? 99.95 : 999.5 * unit)) {
      return fmt::format("{:.3g} {}", seconds / unit, name);
    }
  }
  constexpr std::array kLarge{Unit{"min", 60}, Unit{"hours", 3600}, Unit{"days", 86'400},
                              Unit{"years", 31'557'600}};
  constexpr double kAtMost = 100;
  for (const auto& [name, unit] : kLarge) {
    if (seconds < kAtMost * unit) {
      return fmt::format("{:.2g} {}", seconds / unit, name);
    }
  }
  const double years = seconds / kLarge.back().seconds;
  return years < 1e6 ? fmt::format("{} years", with_commas(static_cast<std::uint64_t>(years)))
                     : fmt::format("{:.1e} years", years);
}

std::string memory(double bytes) {
  constexpr std::array<std::string_view, 5> kUnits{"B", "KiB", "MiB", "GiB", "TiB"};
  std::size_t unit = 0;
  while (bytes >= 1000 && unit + 1 < kUnits.size()) {
    bytes /= 1024;
    ++unit;
  }
  return fmt::format("{:.3g} {}", bytes, kUnits[unit]);
}

}  // namespace turncoat
