#include "turncoat/generals/cluster/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>

#include "turncoat/adversaries/scripted.hpp"

namespace turncoat {
namespace {

std::vector<std::string> deviations_of(const Setup& setup, const Account& account,
                                       const Decisions& decided, const Decisions& expected) {
  if (account.wrong) {
    return {describe(*account.wrong)};
  }
  std::vector<std::string> sentences;
  for (const int i : setup.loyal_lieutenants() - account.undetermined) {
    if (decided.of(i) != expected.of(i)) {
      sentences.push_back(fmt::format("general {} decides {}; OM({}) with what was said decides {}",
                                      i, name(decided.of(i)), setup.m, name(expected.of(i))));
    }
  }
  return sentences;
}

}  // namespace

bool Comparison::is_void() const {
  return std::any_of(account.missing.begin(), account.missing.end(),
                     [](std::uint64_t missing) { return missing > 0; });
}

Comparison compared_with_om(const Observed& observed, const Decisions& decided,
                            const std::string& found_by, const Stop& stop) {
  const Setup& setup = observed.setup;
  Account account = account_of(observed);
  const Scripted said(account.lies);
  Recorded recorded = record_run(setup, said, "", found_by, {}, stop);
  Comparison comparison{.account = std::move(account),
                        .outcome = recorded.outcome,
                        .scenario = std::move(recorded.scenario),
                        .deviations = {}};
  if (!comparison.is_void()) {
    comparison.deviations =
        deviations_of(setup, comparison.account, decided, recorded.outcome.decisions);
  }
  comparison.outcome.decisions = decided;
  return comparison;
}

}  // namespace turncoat
