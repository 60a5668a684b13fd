#include "bench/report/document.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "core/message_count.hpp"

namespace turncoat {

TableCell text_cell(std::string text, Tone tone) {
  nlohmann::json value = text;
  return {.text = std::move(text), .value = std::move(value), .tone = tone};
}

TableCell count_cell(std::uint64_t count) {
  return {.text = with_commas(count), .value = count};
}

TableCell number_cell(double number, std::string text) {
  return {.text = std::move(text), .value = number};
}

TableCell seconds_cell(double seconds) {
  return number_cell(seconds, duration(seconds));
}

TableCell no_cell() {
  return {.text = "–", .value = nullptr};
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
