// Fuzzes the fast evaluator, in every region: also where n ≤ 3m, and with any number of traitors.
//
//   1. bytes → a setup (n ≤ 10, at most 4,000 messages) and what traitors say:
//        0     n − 2, modulo 9
//        1     m, modulo n − 1; less where the run would be too long
//        2     bit 0: the commander's order is attack
//        3, 4  bit g, low byte first: general g is a traitor
//        5 …   a byte for each place (adversaries/bytes.hpp)
//   2. the fast evaluator must resolve what it visits as the reference
// Oracle: the claim FastEvaluator of properties/claims/claim.hpp.
#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "turncoat/adversaries/bytes.hpp"
#include "turncoat/core/message_count.hpp"
#include "turncoat/fuzz/harness.hpp"
#include "turncoat/properties/claims/claim.hpp"

namespace {

using namespace turncoat;

constexpr std::size_t kHeaderBytes = 5;
constexpr int kMostGenerals = 10;
constexpr std::uint64_t kMostMessages = 4'000;

Scenario scenario_from(std::span<const std::uint8_t> bytes) {
  std::array<std::uint8_t, kHeaderBytes> header{};
  const std::size_t given = std::min(bytes.size(), kHeaderBytes);
  std::copy_n(bytes.begin(), given, header.begin());
  Scenario scenario;
  scenario.found_by = "fast_fuzz";
  Setup& setup = scenario.setup;
  setup.n = kMinGenerals + header[0] % (kMostGenerals - kMinGenerals + 1);
  setup.m = header[1] % (setup.n - 1);
  while (messages_sent(setup.n, setup.m) > kMostMessages) {
    --setup.m;
  }
  setup.order = (header[2] & 1) != 0 ? Order::attack : Order::retreat;
  setup.traitors = Generals::of_word(header[3] | std::uint64_t{header[4]} << 8) & setup.generals();
  scenario.lies = lies_from_bytes(setup, bytes.subspan(given));
  return scenario;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Scenario scenario = scenario_from({data, size});
  if (const auto broken = find_claim("FastEvaluator")->broken(scenario, rules_under_test(), 0)) {
    report(*broken, scenario);
  }
  return 0;
}
