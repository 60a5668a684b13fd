// How decisions follow a change of the scenario.
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <string_view>
#include <vector>

#include "turncoat/adversaries/scripted.hpp"
#include "turncoat/core/general.hpp"
#include "turncoat/core/om/reference.hpp"
#include "turncoat/properties/claims/claim.hpp"
#include "turncoat/properties/edit.hpp"

namespace turncoat::claim {
namespace {

Broken unless_equal(const Decisions& before, const Decisions& after, std::string_view change) {
  if (before == after) {
    return std::nullopt;
  }
  return fmt::format("attackers: {}; {}: {}", to_string(before.attackers()), change,
                     to_string(after.attackers()));
}

Numbering random_numbering(int n, std::uint64_t choice) {
  Numbering numbering = identity_numbering();
  std::mt19937_64 draw(choice);
  for (int i = n - 1; i > 1; --i) {  // Fisher and Yates, over lieutenants 1 … n−1
    std::swap(numbering[i], numbering[1 + static_cast<int>(draw() % static_cast<unsigned>(i))]);
  }
  return numbering;
}

// A scripted adversary that writes down the faithful relay at each place.
class Eavesdropper final : public Adversary {
 public:
  explicit Eavesdropper(const std::vector<Lie>& lies) : script_(lies) {}

  Told says(const Path& path, Generals receivers, Order relayed) const override {
    for (const int receiver : receivers) {
      relayed_.push_back({path, receiver, said(relayed)});
    }
    return script_.says(path, receivers, relayed);
  }
  const std::vector<Lie>& relayed() const { return relayed_; }

 private:
  Scripted script_;
  mutable std::vector<Lie> relayed_;
};

bool has_place(const std::vector<Lie>& sorted, const Lie& place) {
  return lie_at(sorted, place.path, place.to) != nullptr;
}

}  // namespace

Broken renumbering(const Scenario& scenario, const Rules& rules, std::uint64_t choice) {
  const Numbering numbering = random_numbering(scenario.setup.n, choice);
  const Decisions before = play(scenario, rules).decisions;
  Decisions expected;
  for (const int i : before.deciders()) {
    expected.set(numbering[i], before.of(i));
  }
  return unless_equal(expected, play(renumbered(scenario, numbering), rules).decisions,
                      "renumbered");
}

Broken faithful_lie(const Scenario& scenario, const Rules& rules, std::uint64_t choice) {
  const Eavesdropper eavesdropper(scenario.lies);
  const Decisions before = run_reference(scenario.setup, eavesdropper, rules).decisions;
  std::mt19937_64 draw(choice);
  Scenario more = scenario;
  for (const Lie& place : eavesdropper.relayed()) {
    if ((draw() & 1) != 0 && !has_place(scenario.lies, place)) {
      more.lies.push_back(place);
    }
  }
  std::sort(more.lies.begin(), more.lies.end());
  if (normalised(more, rules).lies != normalised(scenario, rules).lies) {
    return "normalising keeps an entry that says what would be relayed anyway";
  }
  return unless_equal(before, play(more, rules).decisions, "with faithful entries");
}

Broken monotonicity(const Scenario& scenario, const Rules& rules, std::uint64_t choice) {
  std::mt19937_64 draw(choice);
  Scenario raised = scenario;
  for (Lie& lie : raised.lies) {
    if (lie.says == Said::retreat && (draw() & 1) != 0) {
      lie.says = Said::attack;
    }
  }
  const Generals before = play(scenario, rules).decisions.attackers();
  const Generals after = play(raised, rules).decisions.attackers();
  if (!after.contains(before)) {
    return fmt::format("attackers: {}; with some lies raised: {}", to_string(before),
                       to_string(after));
  }
  return std::nullopt;
}

Broken silence(const Scenario& scenario, const Rules& rules, std::uint64_t /*choice*/) {
  Scenario spoken = scenario;
  for (Lie& lie : spoken.lies) {
    lie.says = lie.says == Said::silence ? Said::retreat : lie.says;
  }
  return unless_equal(play(scenario, rules).decisions, play(spoken, rules).decisions,
                      "with retreat for silence");
}

// Plays the state machines with traitors that tell each other anything. Their answers to the loyal
// are pinned, at each place, to the reference's.
Broken traitors_ears(const Scenario& scenario, const Rules& rules, std::uint64_t choice) {
  const Setup& setup = scenario.setup;
  const Eavesdropper eavesdropper(scenario.lies);
  const Decisions before = run_reference(setup, eavesdropper, rules).decisions;
  std::vector<Lie> pinned = scenario.lies;
  for (const Lie& place : eavesdropper.relayed()) {
    if (!has_place(scenario.lies, place)) {
      pinned.push_back(place);
    }
  }
  const Scripted script(std::move(pinned));
  std::mt19937_64 draw(choice);
  std::vector<General> generals;
  for (const int g : setup.generals()) {
    generals.emplace_back(
        General::Post{.general = g, .n = setup.n, .m = setup.m, .order = setup.order});
  }
  for (int round = 1; round <= setup.rounds(); ++round) {
    for (const General& sender : generals) {
      sender.send([&](const Path& path, Generals receivers, Order order) {
        for (const int receiver : receivers) {
          Said what = said(order);
          if (setup.traitors.contains(sender.number())) {
            what = setup.traitors.contains(receiver) ? static_cast<Said>(draw() % 3)
                                                     : script.ask_for(path, receiver, order);
          }
          if (what != Said::silence) {
            const Message message{round, sender.number(), receiver, path, heard(what)};
            check(!generals[receiver].receive(message), "a general to accept a proper message");
          }
        }
      });
    }
    for (General& general : generals) {
      general.end_round();
    }
  }
  Decisions after;
  for (const int i : setup.loyal_lieutenants()) {
    after.set(i, generals[i].decide());
  }
  return unless_equal(before, after, "with other words among traitors");
}

}  // namespace turncoat::claim
