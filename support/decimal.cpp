#include "turncoat/support/decimal.hpp"

#include <algorithm>
#include <charconv>

namespace turncoat {
namespace {

bool are_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return '0' <= c && c <= '9'; });
}

template <typename Number>
std::optional<Number> number_of(std::string_view text) {
  Number number{};
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() ? std::optional(number) : std::nullopt;
}

bool is_whole(std::string_view text) {
  return are_digits(text) && (text == "0" || text.front() != '0');
}

}  // namespace

std::optional<std::uint64_t> whole_number(std::string_view text) {
  return is_whole(text) ? number_of<std::uint64_t>(text) : std::nullopt;
}

std::optional<double> decimal_fraction(std::string_view text) {
  const std::size_t point = std::min(text.find('.'), text.size());
  const bool is_decimal = is_whole(text.substr(0, point)) &&
                          (point == text.size() || are_digits(text.substr(point + 1)));
  return is_decimal ? number_of<double>(text) : std::nullopt;
}

}  // namespace turncoat
