// Implementations against each other, and against the closed form.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <random>
#include <string_view>
#include <vector>

#include "turncoat/adversaries/scripted.hpp"
#include "turncoat/core/lock_step.hpp"
#include "turncoat/core/message_count.hpp"
#include "turncoat/core/om/fast/fast_evaluator.hpp"
#include "turncoat/core/om/lanes/lane_run.hpp"
#include "turncoat/core/om/reference.hpp"
#include "turncoat/core/om/simulation/simulation.hpp"
#include "turncoat/properties/claims/claim.hpp"
#include "turncoat/properties/lane_play.hpp"

namespace turncoat::claim {
namespace {

// Lane 0 plays all lies of the scenario; every other lane a part of them, of its own, drawn from
// `choice`.
class Parts final : public LaneAdversary {
 public:
  Parts(const std::vector<Lie>& lies, std::uint64_t choice) : lies_(lies), tellers_(lies.size()) {
    std::mt19937_64 draw(choice);
    for (LaneBits& lanes : tellers_) {
      std::generate(lanes.words.begin(), lanes.words.end(), draw);
      lanes.set(0, true);
    }
  }

  std::vector<Lie> in_lane(int lane) const {
    std::vector<Lie> part;
    for (std::size_t i = 0; i < lies_.size(); ++i) {
      if (tellers_[i].lane(lane)) {
        part.push_back(lies_[i]);
      }
    }
    return part;
  }

  void says(const Path& path, int receiver, const LaneBits& /*relayed*/, LaneSaid& says) override {
    const Lie* lie = lie_at(lies_, path, receiver);
    if (lie == nullptr) {
      return;
    }
    const LaneBits& lanes = tellers_[static_cast<std::size_t>(lie - lies_.data())];
    const std::uint64_t attack = lie->says == Said::attack ? ~std::uint64_t{0} : 0;
    for (std::size_t w = 0; w < lanes.words.size(); ++w) {
      says.attack.words[w] = (says.attack.words[w] & ~lanes.words[w]) | (attack & lanes.words[w]);
      says.silent.words[w] = lie->says == Said::silence ? lanes.words[w] : 0;
    }
  }

 private:
  const std::vector<Lie>& lies_;
  std::vector<LaneBits> tellers_;  // by lie: the lanes that have it
};

// In the order of the recursion, which is the reference's too.
class AllResolutions final : public LaneObserver {
 public:
  struct Resolution {
    Path path;
    int general;
    LaneBits order;
  };

  void resolved(const Path& path, int i, const LaneBits& order) override {
    resolutions_.push_back({path, i, order});
  }
  const Resolution& operator[](std::size_t index) const { return resolutions_.at(index); }
  std::size_t size() const { return resolutions_.size(); }

 private:
  std::vector<Resolution> resolutions_;
};

Broken difference(const Path& path, int i, Order reference, std::string_view other) {
  return fmt::format("general {} resolves {} to {} by the reference, to {} by {}", i,
                     to_string(path), name(reference), name(opposite(reference)), other);
}

}  // namespace

Broken state_machines(const Scenario& scenario, const Rules& rules, std::uint64_t /*choice*/) {
  const Scripted script(scenario.lies);
  const LockStepRun stepped = run_lock_step(scenario.setup, script);
  Broken broken;
  std::size_t compared = 0;
  // A mutant that leaves out a round has no resolutions of the last one: compare those that both
  // have.
  const Outcome reference =
      run_reference(scenario.setup, script, rules, [&](const Path& path, int i, Order resolved) {
        ++compared;
        if (!broken && stepped.generals[i].resolved(path) != resolved) {
          broken = difference(path, i, resolved, "the state machines");
        }
      });
  if (!broken && reference.decisions != stepped.outcome.decisions) {
    broken = "decisions differ from the state machines'";
  }
  if (!broken && reference.messages != stepped.outcome.messages) {
    broken = fmt::format("{} messages sent, {} by the state machines", reference.messages.sent,
                         stepped.outcome.messages.sent);
  }
  check(compared > 0 || scenario.setup.loyal_lieutenants().empty(), "resolutions to compare");
  return broken;
}

Broken fast_evaluator(const Scenario& scenario, const Rules& rules, std::uint64_t /*choice*/) {
  const Scripted script(scenario.lies);
  const ResolvedRun reference = run_reference_resolved(scenario.setup, script, rules);
  Broken broken;
  std::size_t compared = 0;
  const auto observe = [&](const Path& path, int i, Order resolved) {
    ++compared;
    const auto expected = reference.resolutions.find({path, i});
    if (expected != reference.resolutions.end() && expected->second != resolved) {
      broken = difference(path, i, expected->second, "the fast evaluator");
    }
    // A mutant that leaves out a round has no resolutions of the last one.
    if (expected == reference.resolutions.end() && path.size() <= rules.rounds(scenario.setup.m)) {
      broken = fmt::format("only the fast evaluator has general {} resolve {}", i, to_string(path));
    }
  };
  const FastOutcome fast = run_fast(scenario.setup, script, {.observe = observe});
  if (!broken && fast.decisions != reference.outcome.decisions) {
    broken = fmt::format("decisions differ from the fast evaluator's after {} paths",
                         fast.paths_visited);
  }
  check(compared > 0 || scenario.setup.loyal_lieutenants().empty(), "resolutions to compare");
  return broken;
}

Broken lanes(const Scenario& scenario, const Rules& rules, std::uint64_t choice) {
  const Setup& setup = scenario.setup;
  Parts parts(scenario.lies, choice);
  const int drawn = static_cast<int>(choice % kLanes);
  const auto run = make_lane_run(setup, rules, drawn % 2 == 0 ? best_isa() : Isa::portable);
  AllResolutions resolutions;
  run->run(parts, &resolutions);
  Broken broken;
  for (const int lane : {0, drawn}) {
    std::size_t compared = 0;
    const Scripted script(parts.in_lane(lane));
    const auto observe = [&](const Path& path, int i, Order resolved) {
      const auto& in_lanes = resolutions[compared++];
      if (!broken && (in_lanes.path != path || in_lanes.general != i ||
                      in_lanes.order.lane(lane) != (resolved == Order::attack))) {
        broken = difference(path, i, resolved, fmt::format("lane {}", lane));
      }
    };
    const Decisions decisions = run_reference(setup, script, rules, observe).decisions;
    for (const int i : setup.loyal_lieutenants()) {
      if (!broken && run->decision(i).lane(lane) != decisions.attackers().contains(i)) {
        broken = difference(Path(), i, decisions.of(i), fmt::format("lane {}", lane));
      }
    }
    check(compared == resolutions.size(), "as many resolutions in each lane");
  }
  return broken;
}

// On an instruction set drawn from `choice`, and now and then by two threads besides.
Broken simulation(const Scenario& scenario, const Rules& rules, std::uint64_t choice) {
  const Setup& setup = scenario.setup;
  const Scripted script(scenario.lies);
  const ResolvedRun run = run_reference_resolved(setup, script, rules);
  const Outcome& reference = run.outcome;
  constexpr std::array kIsas{Isa::avx512, Isa::avx2, Isa::portable};
  const Isa drawn = kIsas[choice % kIsas.size()];
  const Isa isa = simulation_is_available(drawn) ? drawn : Isa::portable;
  Broken broken;
  std::size_t compared = 0;
  SimulationOptions options{.isa = isa};
  // A mutant that leaves out a round has no resolutions of the last one: compare those that both
  // have.
  options.observe = [&](const Path& path, int i, Order resolved) {
    const auto expected = run.resolutions.find({path, i});
    if (expected != run.resolutions.end()) {
      ++compared;
      if (!broken && expected->second != resolved) {
        broken =
            difference(path, i, expected->second, fmt::format("the simulation on {}", name(isa)));
      }
    }
  };
  const Outcome observed = run_simulation(setup, script, options).outcome;
  const bool by_two = choice / kIsas.size() % 4 == 0;
  const Outcome outcome =
      by_two ? run_simulation(setup, script, {.threads = 2, .isa = isa}).outcome : observed;
  if (!broken && outcome != observed) {
    broken = "two threads end otherwise than one";
  }
  if (!broken && observed.decisions != reference.decisions) {
    broken = "decisions differ from the simulation's";
  }
  if (!broken && observed.messages != reference.messages) {
    broken = fmt::format("{} messages sent and {} withheld, by the simulation {} and {}",
                         reference.messages.sent, reference.messages.withheld,
                         observed.messages.sent, observed.messages.withheld);
  }
  check(compared == run.resolutions.size(), "the simulation to resolve what the reference does");
  return broken;
}

Broken message_counts(const Scenario& scenario, const Rules& /*rules*/, std::uint64_t /*choice*/) {
  const Setup& setup = scenario.setup;
  Scenario loud = scenario;  // A silence is a message that isn't sent.
  std::erase_if(loud.lies, [](const Lie& lie) { return lie.says == Said::silence; });
  const LockStepRun run = run_lock_step(setup, Scripted(loud.lies));
  if (run.outcome.messages.sent != *messages_sent(setup.n, setup.m)) {
    return fmt::format("{} messages sent", run.outcome.messages.sent);
  }
  for (int round = 1; round <= setup.rounds(); ++round) {
    const std::uint64_t in_round = *messages_in_round(setup.n, round);
    if (run.by_round[round - 1] != in_round) {
      return fmt::format("{} messages in round {}", run.by_round[round - 1], round);
    }
  }
  const std::uint64_t received = *messages_received_per_lieutenant(setup.n, setup.m);
  for (const int g : setup.generals()) {
    const bool is_commander = g == kCommander;
    // After round 1 the lieutenants send alike.
    const std::uint64_t sent =
        is_commander ? static_cast<std::uint64_t>(setup.n - 1) : received - 1;
    if (run.by_receiver[g] != (is_commander ? 0 : received) || run.by_sender[g] != sent) {
      return fmt::format("general {} received {} and sent {}", g, run.by_receiver[g],
                         run.by_sender[g]);
    }
  }
  const MessageCounts& quiet = run_lock_step(setup, Scripted(scenario.lies)).outcome.messages;
  if (quiet.sent + quiet.withheld != *messages_sent(setup.n, setup.m)) {
    return fmt::format("{} sent and {} withheld", quiet.sent, quiet.withheld);
  }
  return std::nullopt;
}

}  // namespace turncoat::claim
