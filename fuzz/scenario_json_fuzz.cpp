// Fuzzes the reader of scenario files.
//
//   1. bytes → read_scenario
//   2. an error names the file and is one line of printable text; nothing else is thrown
//   3. what is read survives write, read, write byte for byte
//   4. what is small enough is replayed, shrunk scenarios of it too
// Oracle: the claims RoundTrip and Shrinking (properties/claims/claim.hpp).
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "turncoat/core/message_count.hpp"
#include "turncoat/fuzz/harness.hpp"
#include "turncoat/properties/claims/claim.hpp"
#include "turncoat/properties/scenario_json.hpp"
#include "turncoat/support/bad_input.hpp"

namespace {

void check_error(const std::string& what) {
  constexpr std::size_t kLongest = 2'000;
  const bool is_one_line = std::none_of(what.begin(), what.end(), [](char c) {
    return static_cast<unsigned char>(c) < ' ' || c == '\x7f';
  });
  if (!what.starts_with("input: ") || !is_one_line || what.size() > kLongest) {
    turncoat::report(fmt::format("an error that doesn't name its place on one line: {}", what));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  turncoat::Scenario scenario;
  try {
    scenario = turncoat::read_scenario(text, "input");
  } catch (const turncoat::BadInput& error) {
    check_error(error.what());
    return 0;
  }
  static const turncoat::Claim& round_trip = *turncoat::find_claim("RoundTrip");
  static const turncoat::Claim& shrinking = *turncoat::find_claim("Shrinking");
  if (const auto broken = round_trip.broken(scenario, {}, 0)) {
    turncoat::report(*broken);
  }
  // Playing takes time for every message; 200 keep an input under a millisecond.
  const auto messages = turncoat::messages_sent(scenario.setup.n, scenario.setup.m);
  if (messages && *messages <= 200) {
    turncoat::replay(scenario);
    turncoat::check_claim(shrinking, scenario, size);
  }
  return 0;
}
