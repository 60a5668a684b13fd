#include "turncoat/properties/hunt/shrink.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <tuple>

#include "turncoat/adversaries/catalogue.hpp"
#include "turncoat/core/message_count.hpp"
#include "turncoat/properties/edit.hpp"
#include "turncoat/properties/simplicity.hpp"
#include "turncoat/support/check.hpp"

namespace turncoat {
namespace {

bool keeps(const ShrinkOptions& options, const Setup& before, const Setup& after) {
  return (!options.keep_n || after.n == before.n) && (!options.keep_m || after.m == before.m) &&
         (!options.keep_traitor_count || after.traitor_count() == before.traitor_count()) &&
         (!before.guaranteed() || after.guaranteed());
}

// k traitors with the smallest numbers, the commander among them or not.
Setup with_first_traitors(int n, int m, int k, bool commander_is_traitor, Order order) {
  const int first = commander_is_traitor ? kCommander : kCommander + 1;
  return {.n = n, .m = m, .order = order, .traitors = Generals::range(first, first + k)};
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

bool any_with_a_silence_told(const Scenario& scenario, const Visit& visit) {
  for (std::size_t i = 0; i < scenario.lies.size(); ++i) {
    for (const Said order : {Said::retreat, Said::attack}) {
      if (scenario.lies[i].says == Said::silence) {
        Scenario step = scenario;
        step.lies[i].says = order;
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

// One step at a time: all of them would take memory in the square of the lies.
bool any_simpler_step(const Scenario& scenario, const Visit& visit) {
  const int m = scenario.setup.m;
  return any_without_a_general(scenario, visit) || (m > 0 && visit(with_m(scenario, m - 1))) ||
         any_with_a_loyal_one_more(scenario, visit) || any_without_a_lie(scenario, visit) ||
         any_with_a_silence_told(scenario, visit) ||
         visit(with_order(scenario, opposite(scenario.setup.order))) ||
         any_two_swapped(scenario, [&](const Scenario& swapped) {
           return compare_simplicity(swapped, scenario) < 0 && visit(swapped);
         });
}

class Shrinker {
 public:
  Shrinker(const Scenario& scenario, Property property, const ShrinkOptions& options)
      : property_(property), options_(options), original_(scenario.setup) {
    check(violates(scenario, property, options.rules), "a scenario that violates the property");
    current_ = normalised(scenario, options.rules);
  }

  Scenario run() {
    smallest_setup();
    do {
      fewer_lies();
      smaller_numbering();
    } while (any_single_step());
    return current_;
  }

 private:
  bool stopped() { return stopped_ = stopped_ || (options_.stop && options_.stop()); }

  // Takes the candidate where it still violates and is simpler.
  bool attempt(const Scenario& candidate) {
    if (stopped() || !keeps(options_, original_, candidate.setup) ||
        !violates(candidate, property_, options_.rules)) {
      return false;
    }
    // An entry that has come to say what would be relayed anyway counts for nothing.
    Scenario simpler = normalised(candidate, options_.rules);
    if (compare_simplicity(simpler, current_) >= 0) {
      return false;
    }
    current_ = std::move(simpler);
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
        for (int k = options_.keep_traitor_count ? original_.traitor_count() : 1; k < n; ++k) {
          if (stopped() || std::tuple(n, m, k) >= std::tuple(current_.setup.n, current_.setup.m,
                                                             current_.setup.traitor_count())) {
            break;
          }
          if (any_strategy_violates(n, m, k)) {
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

  bool any_strategy_violates(int n, int m, int k) {
    for (const bool commander_is_traitor : {false, true}) {
      for (const Order order : {Order::attack, Order::retreat}) {
        const Setup setup = with_first_traitors(n, m, k, commander_is_traitor, order);
        if (is_vacuous(property_, setup) || !keeps(options_, original_, setup)) {
          continue;
        }
        for (const char* strategy : {"against", "two-faced", "flip", "split"}) {
          const auto adversary = make_adversary(strategy, strategy, Stage{setup, 0});
          if (attempt(record(setup, *adversary, current_.why, current_.found_by, options_.rules))) {
            return true;
          }
        }
      }
    }
    return false;
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

  void smaller_numbering() {
    Scenario best = current_;
    Scenario start;
    do {
      start = best;
      any_two_swapped(start, [&](const Scenario& swapped) {
        if (compare_simplicity(swapped, best) < 0) {
          best = swapped;
        }
        return stopped();
      });
    } while (!stopped() && compare_simplicity(best, start) < 0);
    attempt(best);
  }

  bool any_single_step() {
    // A copy: what is taken becomes the current one while steps are still made from the old one.
    const Scenario from = current_;
    return any_simpler_step(from,
                            [&](const Scenario& step) { return stopped() || attempt(step); }) &&
           !stopped();
  }

  Property property_;
  ShrinkOptions options_;
  Setup original_;
  Scenario current_;
  bool stopped_ = false;
};

}  // namespace

Scenario shrink(const Scenario& scenario, Property property, const ShrinkOptions& options) {
  Scenario simplest = Shrinker(scenario, property, options).run();
  const Setup& before = scenario.setup;
  const Setup& after = simplest.setup;
  const auto sizes = [](const Setup& s) { return std::tuple(s.n, s.m, s.traitor_count()); };
  if (sizes(after) != sizes(before)) {
    // What was said of the larger scenario need not be true of this one.
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

}  // namespace turncoat
