#include "turncoat/trial/cases.hpp"

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <utility>

#include "turncoat/adversaries/catalogue.hpp"
#include "turncoat/adversaries/scripted.hpp"
#include "turncoat/core/om/lies_told.hpp"
#include "turncoat/core/om/reference.hpp"

namespace turncoat {
namespace {

using Random = std::mt19937_64;

// 2^40 messages and more are never told all: the cases are drawn then.
constexpr std::size_t kMostPlacesToTellAll = 16;

struct Size {
  int n;
  int m;
};
// As they are drawn: small ones more often, and some at and beyond the bound n = 3m+1.
constexpr std::array kSizes{Size{4, 1}, Size{3, 1}, Size{5, 1}, Size{7, 2}, Size{5, 2},
                            Size{6, 2}, Size{4, 2}, Size{7, 1}, Size{8, 2}, Size{10, 3},
                            Size{6, 3}, Size{4, 0}, Size{7, 3}};

std::vector<Size> wanted_sizes(const CaseOptions& options) {
  std::vector<Size> sizes;
  for (const Size& size : kSizes) {
    if (!options.wanted || options.wanted(size.n, size.m)) {
      sizes.push_back(size);
    }
  }
  return sizes;
}

Scenario scenario_of(const Setup& setup, std::vector<Lie> lies, const std::string& found_by) {
  Scenario scenario;
  scenario.found_by = found_by;
  scenario.setup = setup;
  scenario.lies = std::move(lies);
  return scenario;
}

std::vector<Lie> places_of(const Setup& setup) {
  std::vector<Lie> places;
  for_each_lie_place(setup, [&](const Path& path, int receiver) {
    places.push_back({path, receiver, Said::retreat});
    return true;
  });
  return places;
}

std::vector<Lie> said_at_random(const Setup& setup, bool silence, Random& random) {
  std::vector<Lie> lies = places_of(setup);
  const std::uint64_t one_in = std::uint64_t{1} << random() % 4;
  const std::uint64_t answers = silence ? 3 : 2;
  std::erase_if(lies, [&](Lie& lie) {
    lie.says = static_cast<Said>(random() % answers);
    return random() % one_in != 0;
  });
  return lies;
}

Setup drawn_setup(const Size& size, Random& random) {
  Setup setup{.n = size.n,
              .m = size.m,
              .order = random() % 2 == 0 ? Order::attack : Order::retreat,
              .traitors = {}};
  const int most = std::min(std::max(size.m, 1) + static_cast<int>(random() % 2), size.n - 2);
  const int count = static_cast<int>(random() % static_cast<std::uint64_t>(most + 1));
  while (setup.traitor_count() < std::max(count, 1)) {
    setup.traitors.insert(static_cast<int>(random() % static_cast<std::uint64_t>(size.n)));
  }
  return setup;
}

// Of all of them `count`, evenly spread over the order that they stand in.
std::vector<Scenario> thinned(std::vector<Scenario> all, std::size_t count) {
  if (all.size() <= count) {
    return all;
  }
  std::vector<Scenario> some;
  for (std::size_t i = 0; i < count; ++i) {
    some.push_back(std::move(all[i * all.size() / count]));
  }
  return some;
}

}  // namespace

std::vector<Scenario> small_scenarios(int n, int m, bool silence, const CaseOptions& options) {
  Random random(options.seed);
  std::vector<Scenario> all;
  if (options.wanted && !options.wanted(n, m)) {
    return all;
  }
  for (const Order order : {Order::attack, Order::retreat}) {
    for (std::uint64_t word = 0; word < std::uint64_t{1} << n; ++word) {
      const Setup setup{.n = n, .m = m, .order = order, .traitors = Generals::of_word(word)};
      if (setup.loyal_lieutenants().empty()) {
        continue;
      }
      const std::vector<Lie> places = places_of(setup);
      const std::uint64_t answers = silence ? 3 : 2;
      std::uint64_t ways = 1;
      for (std::size_t i = 0; i < std::min(places.size(), kMostPlacesToTellAll); ++i) {
        ways *= answers;
      }
      const std::uint64_t told = std::min<std::uint64_t>(ways, options.count);
      for (std::uint64_t way = 0; way < told; ++way) {
        std::vector<Lie> lies = places;
        std::uint64_t rest = way;
        for (Lie& lie : lies) {
          const std::uint64_t draw = told == ways ? rest : random();
          lie.says = static_cast<Said>(draw % answers);
          rest /= answers;
        }
        all.push_back(scenario_of(setup, std::move(lies), "trial: small setups"));
      }
    }
  }
  return thinned(std::move(all), options.count);
}

std::vector<Scenario> scenarios_against(const Rules& rules, const CaseOptions& options) {
  constexpr int kTriesEach = 40;
  Random random(options.seed);
  std::vector<Scenario> found;
  const bool silence = rules.silence != kDefaultOrder;
  const std::vector<Size> sizes = wanted_sizes(options);
  for (std::size_t i = 0; i < kTriesEach * options.count && found.size() < options.count; ++i) {
    if (sizes.empty()) {
      break;
    }
    const Setup setup = drawn_setup(sizes[i % sizes.size()], random);
    std::vector<Lie> lies = said_at_random(setup, silence, random);
    const Scripted said(lies);
    if (run_reference(setup, said).decisions != run_reference(setup, said, rules).decisions) {
      found.push_back(scenario_of(setup, std::move(lies), "trial: a plausible mistake"));
    }
  }
  return found;
}

std::vector<Scenario> drawn_scenarios(bool silence, const CaseOptions& options) {
  Random random(options.seed);
  std::vector<std::string> names;
  for (const Strategy& strategy : strategies()) {
    if (!strategy.needs_options) {
      names.emplace_back(strategy.name);
    }
  }
  std::vector<Scenario> all;
  const std::vector<Size> sizes = wanted_sizes(options);
  for (std::size_t i = 0; i < options.count && !sizes.empty(); ++i) {
    const Setup setup = drawn_setup(sizes[i % sizes.size()], random);
    std::vector<Lie> lies;
    if (i < 2 * names.size()) {
      const auto adversary =
          make_adversary(names[i % names.size()], "trial", Stage{setup, random()});
      lies = lies_told(setup, *adversary);
    } else {
      lies = said_at_random(setup, silence, random);
    }
    const bool is_silent = std::any_of(lies.begin(), lies.end(),
                                       [](const Lie& lie) { return lie.says == Said::silence; });
    if (is_silent && !silence) {
      for (Lie& lie : lies) {
        lie.says = lie.says == Said::silence ? Said::retreat : lie.says;
      }
    }
    if (is_silent || !silence) {
      all.push_back(scenario_of(setup, std::move(lies), "trial: strategies and random lies"));
    }
  }
  return all;
}

}  // namespace turncoat
