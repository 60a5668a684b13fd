#include "turncoat/trial/role.hpp"

#include <algorithm>

#include "turncoat/adversaries/scripted.hpp"
#include "turncoat/core/lock_step.hpp"
#include "turncoat/support/check.hpp"

namespace turncoat {

Role role_of(const Scenario& scenario, int general) {
  const Setup& setup = scenario.setup;
  check(setup.loyal().contains(general), "a loyal general of the scenario");
  Role role{.post = {.general = general, .n = setup.n, .m = setup.m, .order = setup.order},
            .told = std::vector<std::vector<ToldOrder>>(static_cast<std::size_t>(setup.rounds())),
            .sends = {}};
  const Scripted said(scenario.lies);
  const LockStepRun run =
      run_lock_step(setup, said, {.trace = [&](const Sent& sent) {
                      if (sent.receiver == general && sent.says != Said::silence) {
                        role.told[sent.round - 1].push_back({sent.path, heard(sent.says)});
                      } else if (sent.path.sender() == general) {
                        role.sends.push_back({sent.path, sent.receiver, heard(sent.says)});
                      }
                    }});
  std::sort(role.sends.begin(), role.sends.end());
  role.decision = general == kCommander ? setup.order : run.outcome.decisions.of(general);
  return role;
}

}  // namespace turncoat
