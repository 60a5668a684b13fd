// What a cluster's generals decided, beside what OM(m) decides after the same messages.
#pragma once

#include <string>
#include <vector>

#include "turncoat/core/outcome.hpp"
#include "turncoat/generals/cluster/account.hpp"
#include "turncoat/properties/scenario.hpp"
#include "turncoat/support/stop.hpp"

namespace turncoat {

struct Comparison {
  Account account;
  Outcome outcome;    // the generals' decisions; messages as the reference counts them
  Scenario scenario;  // what was said, as far as it is known; it expects what the reference decides
  // What a loyal general did otherwise than OM(m), in sentences. Empty too if the comparison is
  // void.
  std::vector<std::string> deviations;

  // A loyal general's message didn't come in time: nobody is to blame for what is decided then.
  bool is_void() const;
};

// Throws as account_of does, and Stopped once `stop` says yes.
Comparison compared_with_om(const Observed& observed, const Decisions& decided,
                            const std::string& found_by, const Stop& stop);

}  // namespace turncoat
