#include "turncoat/generals/fault.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <optional>

#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/decimal.hpp"

namespace turncoat {
namespace {

constexpr std::uint64_t kMostDelay = 86'400'000;

// The number between `before` and `after`, if the text is that.
std::optional<std::uint64_t> number_in(std::string_view text, std::string_view before,
                                       std::string_view after) {
  if (!text.starts_with(before) || !text.ends_with(after) ||
      text.size() < before.size() + after.size()) {
    return std::nullopt;
  }
  text.remove_prefix(before.size());
  text.remove_suffix(after.size());
  return whole_number(text);
}

}  // namespace

Fault read_fault(std::string_view text, int rounds, const std::string& source) {
  if (text == "garbage") {
    return {.kind = Fault::Kind::garbage};
  }
  if (text == "forge") {
    return {.kind = Fault::Kind::forge};
  }
  if (const auto delay = number_in(text, "slow=", "ms"); delay && *delay <= kMostDelay) {
    return {.kind = Fault::Kind::slow,
            .delay = std::chrono::milliseconds(static_cast<std::int64_t>(*delay))};
  }
  for (const auto kind : {Fault::Kind::kill, Fault::Kind::freeze}) {
    const auto round = number_in(text, kind == Fault::Kind::kill ? "kill@" : "freeze@", "");
    if (round && *round >= 1 && *round <= static_cast<std::uint64_t>(rounds)) {
      return {.kind = kind, .round = static_cast<int>(*round)};
    }
  }
  throw BadInput(
      fmt::format("{}: found {}, expected kill@ROUND, freeze@ROUND (1 to {}), "
                  "slow=300ms, garbage or forge",
                  source, text.empty() ? "nothing" : text, rounds));
}

}  // namespace turncoat
