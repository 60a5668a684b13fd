#include "turncoat/properties/hunt/shrink.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <tuple>

#include "turncoat/adversaries/catalogue.hpp"
#include "turncoat/core/message_count.hpp"
#include "turncoat/core/om/lies_told.hpp"
#include "turncoat/properties/canonical.hpp"
#include "turncoat/properties/cell.hpp"
#include "turncoat/properties/edit.hpp"
#include "turncoat/properties/simplicity.hpp"
#include "turncoat/support/check.hpp"
#include "turncoat/support/stop.hpp"

namespace turncoat {
namespace {

bool keeps(const ShrinkOptions& options, const Setup& before, const Setup& after) {
  return (!options.keep_n || after.n == before.n) && (!options.keep_m || after.m == before.m) &&
         (!options.keep_traitor_count || after.traitor_count() == before.traitor_count());
}

// Whether `visit` answers true to some single step; no step is made after that.
using Visit = std::function<bool(const Scenario&)>;

bool any_without_a_general(const Scenario& scenario, const Visit& visit) {
  const Generals lieutenants = scenario.setup.lieutenants();
  return scenario.setup.n > kMinGenerals &&
         std::any_of(lieutenants.begin(), lieutenants.end(),
                     [&](int general) { return visit(without_general(scenario, general)); });
}

bool any_with_a_loyal_one_more(const Scenario& scenario, const Visit& visit) {
  const Generals traitors = scenario.setup.traitors;
  return std::any_of(traitors.begin(), traitors.end(),
                     [&](int traitor) { return visit(with_loyal(scenario, traitor)); });
}

bool any_without_a_lie(const Scenario& scenario, const Visit& visit) {
  for (std::size_t i = 0; i < scenario.lies.size(); ++i) {
    Scenario step = scenario;
    step.lies.erase(step.lies.begin() + static_cast<std::ptrdiff_t>(i));
    if (visit(step)) {
      return true;
    }
  }
  return false;
}

// A lie that says something else.
bool any_with_a_lie_told(const Scenario& scenario, std::initializer_list<Said> before,
                         const Visit& visit) {
  for (std::size_t i = 0; i < scenario.lies.size(); ++i) {
    const Said says = scenario.lies[i].says;
    for (const Said other : {Said::retreat, Said::attack}) {
      if (other != says && std::find(before.begin(), before.end(), says) != before.end()) {
        Scenario step = scenario;
        step.lies[i].says = other;
        if (visit(step)) {
          return true;
        }
      }
    }
  }
  return false;
}

bool any_two_swapped(const Scenario& scenario, const Visit& visit) {
  for (const int a : scenario.setup.lieutenants()) {
    for (const int b : Generals::range(a + 1, scenario.setup.n)) {
      if (visit(with_swapped(scenario, a, b))) {
        return true;
      }
    }
  }
  return false;
}

bool any_that_makes_it_smaller(const Scenario& scenario, const Visit& visit) {
  const int m = scenario.setup.m;
  return any_without_a_general(scenario, visit) || (m > 0 && visit(with_m(scenario, m - 1))) ||
         any_with_a_loyal_one_more(scenario, visit) || any_without_a_lie(scenario, visit);
}

// One step at a time: all of them would take memory in the square of the lies.
bool any_simpler_step(const Scenario& scenario, const Visit& visit) {
  const auto visit_if_simpler = [&](const Scenario& step) {
    return compare_simplicity(step, scenario) < 0 && visit(step);
  };
  return any_that_makes_it_smaller(scenario, visit) ||
         any_with_a_lie_told(scenario, {Said::silence}, visit) ||
         visit(with_order(scenario, opposite(scenario.setup.order))) ||
         visit_if_simpler(turned_over(scenario)) || any_two_swapped(scenario, visit_if_simpler);
}

// Those that may make nothing simpler by themselves too.
bool any_step(const Scenario& scenario, const Visit& visit) {
  return any_that_makes_it_smaller(scenario, visit) ||
         any_with_a_lie_told(scenario, {Said::silence, Said::attack, Said::retreat}, visit) ||
         visit(with_order(scenario, opposite(scenario.setup.order))) ||
         visit(turned_over(scenario)) || any_two_swapped(scenario, visit);
}

std::vector<Lie> places_of_lies(const Setup& setup) {
  std::vector<Lie> places;
  for_each_lie_place(setup, [&](const Path& path, int receiver) {
    places.push_back({path, receiver, Said::retreat});
    return true;
  });
  return places;
}

class Shrinker {
 public:
  Shrinker(const Scenario& scenario, const IsWrong& is_wrong, const ShrinkOptions& options)
      : is_wrong_(is_wrong), options_(options), original_(scenario.setup) {
    current_ = scenario;
    try {
      check(is_wrong(scenario), "a scenario that is wrong, before it is shrunk");
      current_ = cleared(scenario);
      is_as_given_ = false;
    } catch (const Stopped&) {
      stopped_ = true;
    }
  }

  Scenario run() {
    smallest_setup();
    do {
      fewer_lies();
      attempt(canonically_numbered(current_));
      simplest_of_few();
    } while (any_single_step());
    return is_as_given_ ? current_ : with_outcome(current_, options_.rules);
  }

 private:
  static constexpr double kMostOfFew = 2'000;  // scenarios to go through

  bool stopped() { return stopped_ = stopped_ || (options_.stop && options_.stop()); }

  // An entry that says what would be relayed anyway counts for nothing, unless what is wrong hangs
  // on it: a mutant may relay something else.
  Scenario cleared(const Scenario& scenario) const {
    Scenario without = normalised(scenario, {}, options_.stop);
    return without.lies == scenario.lies || is_wrong_(without) ? without : scenario;
  }

  // Takes the candidate if it is still wrong, and simpler.
  bool attempt(const Scenario& candidate) {
    if (stopped() || !keeps(options_, original_, candidate.setup)) {
      return false;
    }
    Scenario simpler;
    try {
      if (!is_wrong_(candidate)) {
        return false;
      }
      simpler = cleared(candidate);
    } catch (const Stopped&) {
      stopped_ = true;
      return false;
    }
    if (compare_simplicity(simpler, current_) >= 0) {
      return false;
    }
    current_ = std::move(simpler);
    is_as_given_ = false;
    if (options_.progress) {
      options_.progress(current_);
    }
    return true;
  }

  // From the smallest setup up, the first that one of a few strategies breaks. Against IC2 none
  // does better than `against` (monotonicity), so for IC2 no smaller setup is passed over.
  void smallest_setup() {
    for (int n = options_.keep_n ? original_.n : kMinGenerals; n <= original_.n; ++n) {
      const int deepest = options_.keep_m ? original_.m : n - 2;
      for (int m = options_.keep_m ? original_.m : 0; m <= deepest && is_affordable(n, m); ++m) {
        for (int k = options_.keep_traitor_count ? original_.traitor_count() : 0; k <= n; ++k) {
          if (stopped() || std::tuple(n, m, k) >= std::tuple(current_.setup.n, current_.setup.m,
                                                             current_.setup.traitor_count())) {
            break;
          }
          if (any_strategy_does(n, m, k)) {
            return;
          }
        }
      }
    }
  }

  // A deep setup of few generals may send far more messages than the original.
  bool is_affordable(int n, int m) const {
    constexpr std::uint64_t kQuick = 20'000;
    const std::uint64_t most =
        std::max(kQuick, messages_sent(original_.n, original_.m).value_or(kQuick));
    return m <= n - 2 && messages_sent(n, m).value_or(most + 1) <= most;
  }

  bool any_strategy_does(int n, int m, int k) {
    for (const bool commander_is_loyal : {true, false}) {
      if (commander_is_loyal ? k == n : k == 0) {
        continue;
      }
      for (const Order order : {Order::attack, Order::retreat}) {
        const Cell cell{
            .n = n, .m = m, .k = k, .commander_is_loyal = commander_is_loyal, .order = order};
        const Setup setup = cell.setup();
        for (const char* strategy : {"against", "two-faced", "flip", "split", "silent"}) {
          const auto scenario = scenario_of(strategy, setup);
          if (scenario && attempt(*scenario)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  // Nothing if the strategy tells more lies than a scenario may hold, or if the end comes before.
  std::optional<Scenario> scenario_of(const char* strategy, const Setup& setup) {
    const auto adversary = make_adversary(strategy, strategy, Stage{setup, 0});
    try {
      return record(setup, *adversary, current_.why, current_.found_by, {}, options_.stop);
    } catch (const TooManyLies&) {
      return std::nullopt;
    } catch (const Stopped&) {
      stopped_ = true;
      return std::nullopt;
    }
  }

  // Drops runs of lies, long ones first.
  void fewer_lies() {
    for (std::size_t length = current_.lies.size(); length > 0; length /= 2) {
      for (std::size_t start = 0; start < current_.lies.size() && !stopped();) {
        Scenario fewer = current_;
        const auto first = fewer.lies.begin() + static_cast<std::ptrdiff_t>(start);
        fewer.lies.erase(first, first + static_cast<std::ptrdiff_t>(
                                            std::min(length, fewer.lies.size() - start)));
        if (!attempt(fewer)) {
          start += length;
        }
      }
    }
  }

  // Scenarios of few lies come to the same one, whichever it was: the simplest of all that have
  // this n, m and number of traitors, and no more lies.
  void simplest_of_few() {
    const auto [n, m, order, traitors] = current_.setup;
    for (const bool commander_is_loyal : {true, false}) {
      if (commander_is_loyal ? traitors.size() == n : traitors.empty()) {
        continue;
      }
      for (const Order either : {Order::attack, Order::retreat}) {
        Scenario candidate = current_;
        const Cell cell{.n = n,
                        .m = m,
                        .k = traitors.size(),
                        .commander_is_loyal = commander_is_loyal,
                        .order = either};
        candidate.setup = cell.setup();
        const std::vector<Lie> places = places_of_lies(candidate.setup);
        const std::size_t most = current_.lies.size();
        if (std::pow(3 * places.size() + 1, most) <= kMostOfFew) {
          candidate.lies.clear();
          with_lies_from(places, 0, most, candidate);
        }
      }
    }
  }

  // The candidate itself, and with up to `most` more lies, in places from `first` on.
  void with_lies_from(const std::vector<Lie>& places, std::size_t first, std::size_t most,
                      const Scenario& candidate) {
    if (compare_simplicity(candidate, current_) < 0) {
      attempt(candidate);
    }
    for (std::size_t i = first; most > 0 && i < places.size(); ++i) {
      for (const Said says : {Said::retreat, Said::attack, Said::silence}) {
        Scenario more = candidate;
        more.lies.push_back({places[i].path, places[i].to, says});
        with_lies_from(places, i + 1, most - 1, more);
      }
    }
  }

  bool any_single_step() {
    // A copy: a taken candidate becomes the current one while steps still start from the old one.
    const Scenario from = current_;
    return any_simpler_step(from,
                            [&](const Scenario& step) { return stopped() || attempt(step); }) &&
           !stopped();
  }

  const IsWrong& is_wrong_;
  const ShrinkOptions& options_;
  Setup original_;
  Scenario current_;
  bool stopped_ = false;
  bool is_as_given_ = true;  // a stop before anything simpler was found leaves it so
};

}  // namespace

Scenario shrink(const Scenario& scenario, const IsWrong& is_wrong, const ShrinkOptions& options) {
  return Shrinker(scenario, is_wrong, options).run();
}

Scenario shrink(const Scenario& scenario, Property property, const ShrinkOptions& options) {
  const Setup& before = scenario.setup;
  const auto still_violates = [&](const Scenario& candidate) {
    return (!before.guaranteed() || candidate.setup.guaranteed()) &&
           violates(candidate, property, options.rules, options.stop);
  };
  Scenario simplest = shrink(scenario, still_violates, options);
  const Setup& after = simplest.setup;
  const auto sizes = [](const Setup& s) { return std::tuple(s.n, s.m, s.traitor_count()); };
  if (sizes(after) != sizes(before)) {
    // Statements about the larger scenario need not be true of this one.
    simplest.why =
        fmt::format("{} violated by {} of {} generals in OM({}); shrunk from n={}, m={}",
                    name(property), after.traitor_count(), after.n, after.m, before.n, before.m);
  }
  return simplest;
}

std::vector<Scenario> simpler_steps(const Scenario& scenario) {
  std::vector<Scenario> steps;
  any_simpler_step(scenario, [&](const Scenario& step) {
    steps.push_back(step);
    return false;
  });
  return steps;
}

std::vector<Scenario> all_steps(const Scenario& scenario) {
  std::vector<Scenario> steps;
  any_step(scenario, [&](const Scenario& step) {
    steps.push_back(step);
    return false;
  });
  return steps;
}

}  // namespace turncoat
