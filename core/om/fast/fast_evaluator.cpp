#include "turncoat/core/om/fast/fast_evaluator.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "turncoat/core/om/fast/poll.hpp"
#include "turncoat/core/om/fast/resolution_memo.hpp"
#include "turncoat/support/check.hpp"

namespace turncoat {
namespace {

// Where all receivers of a path heard the same order: do the loyal ones among them resolve it,
// whatever traitors say from then on?
//
// For a path of full length they do. For a shorter one the votes that are sure are counted: one's
// own, and those of the other loyal receivers, who relay that order to all, where the same holds
// for their paths, of one loyal receiver less and as many traitors.
class Forced {
 public:
  explicit Forced(const Setup& setup) {
    for (int size = setup.rounds(); size >= 1; --size) {
      for (int loyal = 0; loyal <= setup.n - size; ++loyal) {
        for (const Order order : {Order::attack, Order::retreat}) {
          const bool relaying_is_sure =
              loyal == 0 || size == setup.rounds() || (*this)(size + 1, loyal - 1, order);
          const int sure = relaying_is_sure ? loyal : 1;
          at(size, loyal, order) =
              loyal == 0 || size == setup.rounds() || sure >= votes_needed(order, setup.n - size);
        }
      }
    }
  }

  // For a path of that length, with so many loyal receivers.
  bool operator()(int size, int loyal, Order order) const {
    return table_[size][loyal][static_cast<std::size_t>(order)];
  }

 private:
  bool& at(int size, int loyal, Order order) {
    return table_[size][loyal][static_cast<std::size_t>(order)];
  }

  std::array<std::array<std::array<bool, 2>, kMaxGenerals>, kMaxGenerals> table_{};
};

class FastEvaluator {
 public:
  FastEvaluator(const Setup& setup, const Adversary& adversary, const FastOptions& options)
      : setup_(setup),
        adversary_(adversary),
        options_(options),
        forced_(setup),
        undecided_(static_cast<std::size_t>(setup.rounds())) {
    if (adversary.ignores_relayers()) {
      memo_.emplace();
    }
  }

  FastOutcome run() {
    const Generals lieutenants = setup_.loyal_lieutenants();
    const Sight sight = look(Path(), setup_.order, lieutenants);
    const Generals attackers = resolve(Path(), sight, lieutenants);
    if (!stopped_) {
      Decisions decisions;
      for (const int i : lieutenants) {
        decisions.set(i, attackers.contains(i) ? Order::attack : Order::retreat);
      }
      outcome_.decisions = decisions;
    }
    return outcome_;
  }

 private:
  // What is seen of a path without entering it.
  struct Sight {
    Generals heard;      // those that heard attack for it
    Generals settled;    // who resolves it by the votes that are sure
    Generals attackers;  // those of them that resolve attack
  };

  struct Undecided {
    int sender;
    int heard_attack;  // how many loyal receivers
    Sight sight;
  };

  // One that is being counted.
  struct Majority {
    Poll votes;
    Generals open;  // who isn't settled yet

    void count(Generals receivers, Generals attackers) {
      votes.add(receivers, attackers);
      open = open - votes.settled();
    }
  };

  Generals receivers(const Path& path) const { return setup_.generals() - path.members(); }
  Generals loyal_receivers(const Path& path) const { return receivers(path) - setup_.traitors; }

  Sight look(const Path& path, Order relayed, Generals wanted) {
    ++outcome_.paths_visited;
    const bool is_longest = path.size() == setup_.rounds();
    Generals heard = relayed == Order::attack ? receivers(path) : Generals();
    if (setup_.traitors.contains(path.sender())) {
      const Generals asked = is_longest ? wanted : loyal_receivers(path);
      ++outcome_.broadcasts_asked;
      heard = (heard & setup_.traitors) | adversary_.ask(path, asked, relayed).attack;
    }
    Sight sight{.heard = heard, .settled = wanted, .attackers = wanted & heard};
    if (!is_longest) {
      const Poll votes = sure_votes(path, heard);
      sight.settled = wanted & votes.settled();
      sight.attackers = wanted & votes.attackers();
      observe_sure(path, heard, wanted);
    }
    observe(path, sight.settled, sight.attackers);
    return sight;
  }

  // Of a path that isn't the longest: the loyal receivers who relay attack, and those who relay
  // retreat; whether it is sure what comes of it.
  struct Relaying {
    Generals attack;
    Generals retreat;
    bool attack_is_sure;
    bool retreat_is_sure;
  };

  Relaying relaying(const Path& path, Generals heard) const {
    const Generals loyal = loyal_receivers(path);
    const int size = path.size() + 1;
    const int left = loyal.size() - 1;
    return {.attack = loyal & heard,
            .retreat = loyal - heard,
            .attack_is_sure = left < 0 || forced_(size, left, Order::attack),
            .retreat_is_sure = left < 0 || forced_(size, left, Order::retreat)};
  }

  Poll sure_votes(const Path& path, Generals heard) const {
    const auto [attack, retreat, attack_is_sure, retreat_is_sure] = relaying(path, heard);
    // For a receiver who heard the order too, its own vote takes the place of its relaying.
    Poll votes({.voters = setup_.n - path.size(),
                .attack = attack_is_sure ? attack.size() : 0,
                .retreat = retreat_is_sure ? retreat.size() : 0});
    votes.add(attack_is_sure ? Generals() : attack, Order::attack);
    votes.add(retreat_is_sure ? Generals() : retreat, Order::retreat);
    return votes;
  }

  // The loyal receivers whose relaying isn't among the sure votes.
  Generals unsure(const Path& path, Generals heard) const {
    const auto [attack, retreat, attack_is_sure, retreat_is_sure] = relaying(path, heard);
    return (attack_is_sure ? Generals() : attack) | (retreat_is_sure ? Generals() : retreat);
  }

  // Who of `wanted` resolves attack. Means nothing once it was stopped.
  Generals resolve(const Path& path, const Sight& sight, Generals wanted) {
    if (sight.settled.contains(wanted)) {
      return wanted & sight.attackers;
    }
    const Generals attackers =
        memo_ ? recall_or_enter(path, sight, wanted) : enter(path, sight, wanted);
    observe(path, wanted - sight.settled, attackers);
    return attackers;
  }

  Generals recall_or_enter(const Path& path, const Sight& sight, Generals wanted) {
    const ResolutionMemo::Key key{.members = path.members(), .heard = sight.heard};
    const ResolutionMemo::Resolved known = memo_->find(key);
    if (known.by.contains(wanted)) {
      return wanted & known.attackers;
    }
    const Generals attackers = enter(path, sight, wanted);
    if (!stopped_) {
      memo_->keep(key, {.by = wanted, .attackers = attackers});
    }
    return attackers;
  }

  Generals enter(const Path& path, const Sight& sight, Generals wanted) {
    // With so few left, a look saves less than it costs.
    constexpr int kFewTraitors = 3;
    Majority majority{sure_votes(path, sight.heard), wanted - sight.settled};
    const Generals traitors = receivers(path) & setup_.traitors;
    if (traitors.size() > kFewTraitors) {
      look_then_count(path, sight.heard, traitors, majority);
    } else {
      count(path, sight.heard, traitors, majority);
    }
    count(path, sight.heard, unsure(path, sight.heard), majority);
    check(majority.open.empty() || stopped_, "a majority for all once every vote is counted");
    return wanted & majority.votes.attackers();
  }

  // Counts what is resolved for path + j, for each sender j, until nobody is open.
  void count(const Path& path, Generals heard, Generals senders, Majority& majority) {
    for (const int j : senders) {
      if (majority.open.empty() || is_stopped()) {
        return;
      }
      const Generals receivers = majority.open.without(j);
      const Path relayed = path + j;
      const Sight sight = look(relayed, order_heard(heard, j), receivers);
      majority.count(receivers, resolve(relayed, sight, receivers));
    }
  }

  // The same, but first comes a look at each path: it costs one question, entering many. By what
  // was seen the majority is guessed, and the paths that are likely to confirm it go first.
  void look_then_count(const Path& path, Generals heard, Generals senders, Majority& majority) {
    std::vector<Undecided>& undecided = undecided_[path.size()];
    undecided.clear();
    const Generals loyal = loyal_receivers(path);
    int likely_attacks = (loyal & heard).size();
    for (const int j : senders) {
      if (majority.open.empty() || is_stopped()) {
        return;
      }
      const Sight sight = look(path + j, order_heard(heard, j), majority.open);
      const int heard_attack = (loyal & sight.heard).size();
      likely_attacks += 2 * heard_attack > loyal.size() ? 1 : 0;
      if (sight.settled == majority.open) {
        majority.count(sight.settled, sight.attackers);
      } else {
        undecided.push_back({j, heard_attack, sight});
      }
    }
    const bool attack_is_likely =
        likely_attacks >= votes_needed(Order::attack, setup_.n - path.size());
    const auto place = [&](const Undecided& u) {
      return std::pair(attack_is_likely ? -u.heard_attack : u.heard_attack, u.sender);
    };
    std::sort(undecided.begin(), undecided.end(),
              [&](const Undecided& a, const Undecided& b) { return place(a) < place(b); });
    for (const auto& [j, heard_attack, sight] : undecided) {
      if (majority.open.empty() || stopped_) {
        return;
      }
      majority.count(majority.open, resolve(path + j, sight, majority.open));
    }
  }

  static Order order_heard(Generals heard, int general) {
    return heard.contains(general) ? Order::attack : Order::retreat;
  }

  void observe(const Path& path, Generals resolved, Generals attackers) const {
    if (options_.observe && !stopped_) {
      for (const int i : resolved) {
        options_.observe(path, i, attackers.contains(i) ? Order::attack : Order::retreat);
      }
    }
  }

  // What is resolved for path + j without a look at it, for each loyal j.
  void observe_sure(const Path& path, Generals heard, Generals wanted) const {
    if (options_.observe) {
      for (const int j : loyal_receivers(path) - unsure(path, heard)) {
        observe(path + j, wanted.without(j), heard.contains(j) ? wanted : Generals());
      }
    }
  }

  bool is_stopped() {
    constexpr std::uint64_t kBetweenLooks = 1024;
    const std::uint64_t visited = outcome_.paths_visited;
    stopped_ = stopped_ || visited >= options_.visit_limit ||
               (options_.stop && visited % kBetweenLooks == 0 && options_.stop());
    return stopped_;
  }

  const Setup setup_;
  const Adversary& adversary_;
  const FastOptions& options_;
  const Forced forced_;
  std::vector<std::vector<Undecided>> undecided_;  // by the length of the path that is entered
  std::optional<ResolutionMemo> memo_;
  FastOutcome outcome_;
  bool stopped_ = false;
};

}  // namespace

FastOutcome run_fast(const Setup& setup, const Adversary& adversary, const FastOptions& options) {
  return FastEvaluator(validated(setup), adversary, options).run();
}

}  // namespace turncoat
