#include "turncoat/properties/hunt/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "turncoat/adversaries/catalogue.hpp"
#include "turncoat/adversaries/scripted.hpp"
#include "turncoat/core/message_count.hpp"
#include "turncoat/core/om/fast/fast_evaluator.hpp"
#include "turncoat/core/om/lanes/lane_run.hpp"
#include "turncoat/core/om/lies_told.hpp"
#include "turncoat/properties/cell.hpp"
#include "turncoat/properties/lane_play.hpp"
#include "turncoat/support/check.hpp"

namespace turncoat {
namespace {

struct Hunt {
  Setup setup;
  Property property;
};

bool has_lie_places(const Setup& setup) {
  bool any = false;
  for_each_lie_place(setup, [&](const Path&, int) {
    any = true;
    return false;
  });
  return any;
}

// By commander and order. What breaks IC2 with few lies mostly breaks IC1 too: the better story
// comes first.
std::vector<Hunt> hunts_of(const SearchOptions& options) {
  std::vector<Cell> cells = cells_of(options.n, options.m, options.traitor_count);
  std::erase_if(cells, [&](const Cell& cell) {
    return options.property.value_or(cell.property) != cell.property ||
           is_vacuous(cell.property, cell.setup());
  });
  const auto rank = [](const Cell& cell) {
    return std::tuple(!cell.commander_is_loyal, cell.order != Order::attack,
                      cell.property != Property::IC2);
  };
  std::sort(cells.begin(), cells.end(),
            [&](const Cell& a, const Cell& b) { return rank(a) < rank(b); });
  std::vector<Hunt> hunts;
  for (const Cell& cell : cells) {
    hunts.push_back({cell.setup(), cell.property});
  }
  return hunts;
}

class Searcher {
 public:
  explicit Searcher(const SearchOptions& options)
      : options_(options), draw_(options.seed), hunts_(hunts_of(options)) {}

  SearchResult run() {
    try_strategies();
    if (result_.too_large.empty()) {  // Random lies are as many.
      try_random_lies();
    }
    return std::move(result_);
  }

 private:
  static constexpr int kRarest = 6;

  // An answer of `stop` is kept: it needs to say yes only once.
  bool stopped() { return stopped_ = stopped_ || (options_.stop && options_.stop()); }
  bool finished() { return result_.found || result_.tried >= options_.tries || stopped(); }

  void count_tried(std::uint64_t scenarios) {
    result_.tried += scenarios;
    if (options_.progress) {
      options_.progress(result_.tried);
    }
  }

  // If it tells more lies than a scenario may hold, the hunt goes on for one that fits.
  void found(const Hunt& hunt, const Adversary& adversary, const std::string& by) {
    try {
      Scenario scenario = confirmed(hunt.setup, hunt.property, adversary, "search: " + by);
      result_.found = {std::move(scenario), hunt.property, by};
    } catch (const TooManyLies& error) {
      if (result_.too_large.empty()) {
        result_.too_large = fmt::format("{} is violated, found by {}, but with {}",
                                        name(hunt.property), by, error.what());
      }
    }
  }

  void try_strategies() {
    for (const Hunt& hunt : hunts_) {
      for (const Strategy& strategy : strategies()) {
        if (finished()) {
          return;
        }
        if (!strategy.needs_options) {
          try_strategy(hunt, std::string(strategy.name));
        }
      }
    }
  }

  void try_strategy(const Hunt& hunt, const std::string& name) {
    const auto adversary = make_adversary(name, name, {hunt.setup, options_.seed});
    const FastOutcome outcome =
        run_fast(hunt.setup, *adversary, {.stop = [this] { return stopped(); }});
    if (!outcome.decisions) {
      return;  // beyond its limit: then this strategy is none to search with
    }
    count_tried(1);
    if (violation_of(hunt.property, hunt.setup, *outcome.decisions)) {
      found(hunt, *adversary, "strategy " + name);
    }
  }

  void try_random_lies() {
    std::erase_if(hunts_, [](const Hunt& hunt) {
      return hunt.property == Property::IC2 || !has_lie_places(hunt.setup);
    });
    std::vector<std::unique_ptr<LaneRun>> runs;
    for (const Hunt& hunt : hunts_) {
      runs.push_back(make_lane_run(hunt.setup));
    }
    for (int turn = 0; !hunts_.empty(); ++turn) {
      for (std::size_t i = 0; i < hunts_.size(); ++i) {
        if (finished()) {
          return;
        }
        random_pass(hunts_[i], *runs[i], 1 + turn % kRarest);
      }
    }
  }

  void random_pass(const Hunt& hunt, LaneRun& run, int rarity) {
    const std::uint64_t seed = draw_();
    const std::uint64_t tries = std::min<std::uint64_t>(kLanes, options_.tries - result_.tried);
    RandomLanes lanes(seed, rarity);
    run.run(lanes);
    count_tried(tries);
    const auto lane = first_lane(violated_lanes(hunt.property, hunt.setup, run));
    if (lane && static_cast<std::uint64_t>(*lane) < tries) {
      RandomLanes again(seed, rarity);
      found(hunt, Scripted(lies_in_lane(run, again, *lane)), "random lies");
    }
  }

  const SearchOptions& options_;
  std::mt19937_64 draw_;
  std::vector<Hunt> hunts_;
  SearchResult result_;
  bool stopped_ = false;
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
