#include "properties/search.hpp"

#include <fmt/format.h>

#include <string>

#include "adversaries/catalogue.hpp"
#include "adversaries/scripted.hpp"
#include "core/check.hpp"
#include "core/fast_evaluator.hpp"
#include "core/lane_run.hpp"
#include "core/message_count.hpp"
#include "properties/climb.hpp"
#include "properties/lane_play.hpp"

namespace turncoat {
namespace {

// One setup and one property, with its own climb.
struct Hunt {
  Setup setup;
  Property property;
  std::unique_ptr<LaneRun> run;
  std::unique_ptr<Climb> climb{};
};

bool has_lie_places(const Setup& setup) {
  bool any = false;
  for_each_lie_place(setup, [&](const Path&, int) { return !(any = true); });
  return any;
}

std::vector<Hunt> hunts_of(const SearchOptions& options) {
  std::vector<Hunt> hunts;
  const auto add = [&](bool commander_is_traitor, Order order) {
    const int first = commander_is_traitor ? kCommander : kCommander + 1;
    const int last = first + options.traitor_count;
    if (last > options.n || (commander_is_traitor && options.traitor_count == 0)) {
      return;
    }
    const Setup setup{
        .n = options.n, .m = options.m, .order = order, .traitors = Generals::range(first, last)};
    // What breaks IC2 with few lies mostly breaks IC1 too: the better story comes first.
    for (const Property property : {Property::IC2, Property::IC1}) {
      const bool is_wanted = !options.property || *options.property == property;
      if (is_wanted && !is_vacuous(property, setup)) {
        hunts.push_back({setup, property, make_lane_run(setup), nullptr});
      }
    }
  };
  add(false, Order::attack);
  add(false, Order::retreat);
  add(true, Order::attack);  // What a traitorous commander was to order doesn't matter.
  return hunts;
}

class Searcher {
 public:
  explicit Searcher(const SearchOptions& options)
      : options_(options), draw_(options.seed), hunts_(hunts_of(options)) {}

  SearchResult run() {
    try_strategies();
    std::erase_if(hunts_, [](const Hunt& hunt) { return !has_lie_places(hunt.setup); });
    for (int turn = 0; !hunts_.empty() && !finished(); ++turn) {
      for (Hunt& hunt : hunts_) {
        random_passes(hunt, turn);
        climb(hunt);
      }
    }
    return std::move(result_);
  }

 private:
  static constexpr int kRandomPasses = 8;
  static constexpr int kClimbPasses = 32;
  static constexpr int kMostPassesWithoutGain = 64;
  static constexpr int kRarest = 6;

  bool finished() const {
    return result_.found || result_.tried >= options_.tries || (options_.stop && options_.stop());
  }

  void count_tried(std::uint64_t scenarios) {
    result_.tried += scenarios;
    if (options_.progress) {
      options_.progress(result_.tried);
    }
  }

  void found(const Hunt& hunt, const Adversary& adversary, const std::string& by) {
    Scenario scenario =
        record(hunt.setup, adversary,
               fmt::format("{} violated by {} of {} generals in OM({})", name(hunt.property),
                           hunt.setup.traitor_count(), hunt.setup.n, hunt.setup.m),
               by);
    check(violates(scenario, hunt.property), "the reference to confirm what a search found");
    result_.found = {std::move(scenario), hunt.property};
  }

  void try_strategies() {
    for (const Hunt& hunt : hunts_) {
      for (const Strategy& strategy : strategies()) {
        if (finished()) {
          return;
        }
        if (strategy.needs_options) {
          continue;
        }
        const std::string name(strategy.name);
        const auto adversary = make_adversary(name, name, {hunt.setup, options_.seed});
        const FastOutcome outcome = run_fast(hunt.setup, *adversary, {.stop = options_.stop});
        if (!outcome.decisions) {
          continue;  // beyond its limit: then this strategy is none to search with
        }
        count_tried(1);
        if (violation_of(hunt.property, hunt.setup, *outcome.decisions)) {
          found(hunt, *adversary, "search: strategy " + name);
        }
      }
    }
  }

  void random_passes(Hunt& hunt, int turn) {
    for (int pass = 0; pass < kRandomPasses && !finished(); ++pass) {
      const std::uint64_t seed = draw_();
      const int rarity = 1 + (turn * kRandomPasses + pass) % kRarest;
      RandomLanes lanes(seed, rarity);
      hunt.run->run(lanes);
      count_tried(kLanes);
      if (const auto lane = first_lane(violated_lanes(hunt.property, hunt.setup, *hunt.run))) {
        RandomLanes again(seed, rarity);
        found(hunt, Scripted(lies_in_lane(*hunt.run, again, *lane)), "search: random lies");
      }
    }
  }

  void climb(Hunt& hunt) {
    for (int pass = 0; pass < kClimbPasses && !finished(); ++pass) {
      if (!hunt.climb || hunt.climb->steps_without_gain() > kMostPassesWithoutGain) {
        hunt.climb = std::make_unique<Climb>(hunt.setup, hunt.property, *hunt.run, draw_());
      }
      auto lies = hunt.climb->step();
      count_tried(kLanes);
      if (lies) {
        found(hunt, Scripted(std::move(*lies)), "search: climb");
      }
    }
  }

  const SearchOptions& options_;
  std::mt19937_64 draw_;
  std::vector<Hunt> hunts_;
  SearchResult result_;
};

}  // namespace

SearchResult search(const SearchOptions& options) {
  const Setup setup{.n = options.n, .m = options.m};
  refuse_more_messages_than(kDefaultMessageLimit, validated(setup));
  if (options.traitor_count < 0 || options.traitor_count > options.n) {
    throw InvalidSetup(
        fmt::format("traitor_count is {}, expected 0 to {}", options.traitor_count, options.n));
  }
  return Searcher(options).run();
}

}  // namespace turncoat
