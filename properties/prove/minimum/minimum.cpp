#include "turncoat/properties/prove/minimum/minimum.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "turncoat/adversaries/scripted.hpp"
#include "turncoat/core/message_count.hpp"
#include "turncoat/core/om/rules.hpp"
#include "turncoat/properties/prove/minimum/vote_table.hpp"
#include "turncoat/support/check.hpp"

namespace turncoat {
namespace {

// Paths that are alike: with as many receivers, as many traitors among them, and a sender that is
// to relay the same order. Traitors hear that order even from a traitor.
struct Case {
  int receivers;
  int traitors;
  bool sender_is_traitor;
  Order relayed;

  int loyal() const { return receivers - traitors; }
  // The paths one longer.
  Case relayed_by_loyal(Order heard) const { return {receivers - 1, traitors, false, heard}; }
  Case relayed_by_traitor() const { return {receivers - 1, traitors - 1, true, relayed}; }

  friend auto operator<=>(const Case&, const Case&) = default;
};

// The fewest lies for all paths of a case, by how many of the loyal receivers resolve attack.
struct Fewest {
  Costs lies;
  // And how many receivers that are to resolve the same are then told the same.
  std::vector<ByGroup<int>> told;
};

class Cases {
 public:
  Cases(const Setup& setup, const MinimumOptions& options)
      : receivers_of_last_(setup.n - setup.rounds()), options_(options) {}

  bool stopped() const { return stopped_; }
  std::uint64_t looked_at() const { return looked_at_; }
  bool is_last_round(const Case& path) const { return path.receivers == receivers_of_last_; }

  const Fewest& fewest(const Case& path) {
    if (const auto known = known_.find(path); known != known_.end()) {
      return known->second;
    }
    const auto sizes = static_cast<std::size_t>(path.loyal()) + 1;
    Fewest fewest{.lies = Costs(sizes, kNever), .told = std::vector<ByGroup<int>>(sizes)};
    for_each_telling(path, [&](int attackers, const ByGroup<int>& told) {
      if (const int lies = lies_with(path, told); lies < fewest.lies[attackers]) {
        fewest.lies[attackers] = lies;
        fewest.told[attackers] = told;
      }
    });
    return known_.emplace(path, std::move(fewest)).first->second;
  }

  VoteTable table(const Case& path, const ByGroup<int>& told, const VoteLimits& limits = {}) {
    Election election{.loyal = told,
                      .traitors = path.traitors,
                      .needed = Rules{}.needed(path.receivers),
                      .of_loyal = {},
                      .of_traitor = nullptr};
    for (const int group : kGroups) {
      if (told[group] > 0) {
        const Order heard = heard_by(group);
        election.of_loyal[static_cast<std::size_t>(heard)] =
            &fewest(path.relayed_by_loyal(heard)).lies;
      }
    }
    if (path.traitors > 0) {
      election.of_traitor = &fewest(path.relayed_by_traitor()).lies;
    }
    return VoteTable(election, limits);
  }

 private:
  // Everything that the sender can tell, for each number of receivers that are to resolve attack.
  template <class Visit>
  static void for_each_telling(const Case& path, const Visit& visit) {
    for (int attackers = 0; attackers <= path.loyal(); ++attackers) {
      const int others = path.loyal() - attackers;
      for (int a = 0; a <= attackers; ++a) {
        for (int b = 0; b <= others; ++b) {
          const ByGroup<int> told{others - b, b, attackers - a, a};
          if (path.sender_is_traitor || lies_in(path, told) == 0) {
            visit(attackers, told);
          }
        }
      }
    }
  }

  // Of the sender itself.
  static int lies_in(const Case& path, const ByGroup<int>& told) {
    const Order lie = opposite(path.relayed);
    return told[group_of(lie, Order::retreat)] + told[group_of(lie, Order::attack)];
  }

  int lies_with(const Case& path, const ByGroup<int>& told) {
    ++looked_at_;
    if (options_.progress) {
      options_.progress(looked_at_);
    }
    if (is_last_round(path)) {  // Everybody resolves what it heard.
      const bool as_wanted = told[group_of(Order::attack, Order::retreat)] == 0 &&
                             told[group_of(Order::retreat, Order::attack)] == 0;
      return as_wanted ? lies_in(path, told) : kNever;
    }
    if (stop()) {
      return kNever;
    }
    const VoteLimits limits{.stop = [this] { return stop(); }};
    const int below = table(path, told, limits).fewest_lies();
    return below < kNever ? lies_in(path, told) + below : kNever;
  }

  bool stop() {
    stopped_ = stopped_ || (options_.stop && options_.stop());
    return stopped_;
  }

  int receivers_of_last_;
  const MinimumOptions& options_;
  bool stopped_ = false;
  std::uint64_t looked_at_ = 0;
  std::map<Case, Fewest> known_;  // a map: its elements never move
};

// An adversary that lies as little.
class Plot {
 public:
  Plot(const Setup& setup, Cases& cases) : setup_(setup), cases_(cases) {}

  // So that of the loyal lieutenants exactly the first of them attack.
  Scripted against(int attackers) && {
    lie_about(Path(), setup_.order, first(attackers, setup_.loyal_lieutenants()));
    return Scripted(std::move(lies_));
  }

 private:
  // So that of the loyal receivers of the path exactly the attackers resolve attack for it.
  void lie_about(const Path& path, Order relayed, Generals attackers) {
    const Case alike{.receivers = setup_.n - path.size(),
                     .traitors = (setup_.traitors - path.members()).size(),
                     .sender_is_traitor = setup_.traitors.contains(path.sender()),
                     .relayed = relayed};
    const Fewest& fewest = cases_.fewest(alike);
    if (fewest.lies[attackers.size()] == 0) {
      return;
    }
    const ByGroup<int>& told = fewest.told[attackers.size()];
    const Generals others = setup_.loyal() - path.members() - attackers;
    const Generals misled = first(told[1], others);
    const Generals rightly = first(told[3], attackers);
    const ByGroup<Generals> groups{others - misled, misled, attackers - rightly, rightly};
    for (const int group : kGroups) {
      for (const int receiver : groups[group]) {
        if (heard_by(group) != relayed) {
          lies_.push_back({path, receiver, said(heard_by(group))});
        }
      }
    }
    if (cases_.is_last_round(alike)) {
      return;
    }
    const std::vector<Generals> columns = spread(groups, cases_.table(alike, told).cheapest());
    auto column = columns.begin();
    for (const int group : kGroups) {
      for (const int sender : groups[group]) {
        lie_about(path + sender, heard_by(group), *column++);
      }
    }
    for (const int sender : setup_.traitors - path.members()) {
      lie_about(path + sender, relayed, *column++);
    }
  }

  static Generals first(int count, Generals generals) {
    Generals chosen;
    for (int rank = 0; rank < count; ++rank) {
      chosen.insert(generals.at_rank(rank));
    }
    return chosen;
  }

  const Setup& setup_;
  Cases& cases_;
  std::vector<Lie> lies_;
};

// True if the property is violated once so many of the loyal lieutenants attack.
bool is_violated_by(int attackers, Property property, const Setup& setup) {
  Decisions decisions;
  for (const int lieutenant : setup.loyal_lieutenants()) {
    decisions.set(lieutenant, attackers-- > 0 ? Order::attack : Order::retreat);
  }
  return violation_of(property, setup, decisions).has_value();
}

}  // namespace

Minimum minimum(const Setup& setup, Property property, const MinimumOptions& options) {
  refuse_more_messages_than(kDefaultMessageLimit, validated(setup));
  if (is_vacuous(property, setup)) {
    return {.verdict = Verdict::vacuous, .cases = 0, .scenario = {}};
  }
  Cases cases(setup, options);
  const Costs& lies = cases
                          .fewest({.receivers = setup.n - 1,
                                   .traitors = (setup.traitors - Path().members()).size(),
                                   .sender_is_traitor = !setup.commander_is_loyal(),
                                   .relayed = setup.order})
                          .lies;
  if (cases.stopped()) {
    return {.verdict = Verdict::undecided, .cases = cases.looked_at(), .scenario = {}};
  }
  int fewest = kNever;
  int best = 0;
  for (int attackers = 0; attackers < static_cast<int>(lies.size()); ++attackers) {
    if (is_violated_by(attackers, property, setup) && lies[attackers] < fewest) {
      fewest = lies[attackers];
      best = attackers;
    }
  }
  if (fewest == kNever) {
    return {.verdict = Verdict::holds, .cases = cases.looked_at(), .scenario = {}};
  }
  Scenario scenario =
      confirmed(setup, property, Plot(setup, cases).against(best), "shrink --minimum");
  check(scenario.lies.size() == static_cast<std::size_t>(fewest),
        "the reference to confirm the number of lies");
  scenario.why +=
      fmt::format(" with {} {}, the fewest there are", fewest, fewest == 1 ? "lie" : "lies");
  return {
      .verdict = Verdict::violated, .cases = cases.looked_at(), .scenario = std::move(scenario)};
}

}  // namespace turncoat
