#include "turncoat/trial/checks.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <random>
#include <tuple>
#include <utility>

#include "turncoat/properties/claims/mutants.hpp"
#include "turncoat/properties/committed_cases.hpp"

namespace turncoat {
namespace {

using Kind = Mistake::Kind;

void append(std::vector<Scenario>& all, std::vector<Scenario> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

CaseOptions part_of_count(CaseOptions options, std::size_t parts) {
  options.count = options.count / parts + 1;
  return options;
}

std::vector<Scenario> om0(const CaseOptions& options) {
  std::vector<Scenario> all;
  for (const int n : {2, 3, 4, 5}) {
    append(all, small_scenarios(n, 0, false, part_of_count(options, 4)));
  }
  return all;
}

std::vector<Scenario> om1(const CaseOptions& options) {
  std::vector<Scenario> all;
  for (const int n : {3, 4, 5}) {
    append(all, small_scenarios(n, 1, false, part_of_count(options, 3)));
  }
  return all;
}

// What people get wrong comes first.
std::vector<Scenario> any_m(const CaseOptions& options) {
  std::vector<Scenario> all;
  for (const Mutant& mutant : mutants()) {
    if (mutant.rules.silence == kDefaultOrder && mutant.rules.tie == kDefaultOrder) {
      append(all, scenarios_against(mutant.rules, part_of_count(options, 2 * mutants().size())));
    }
  }
  append(all, drawn_scenarios(false, part_of_count(options, 2)));
  return all;
}

std::vector<Scenario> drawn(const CaseOptions& options) {
  return drawn_scenarios(false, options);
}

std::vector<Scenario> ties(const CaseOptions& options) {
  return scenarios_against(Rules{.tie = Order::attack}, options);
}

bool has_silence(const Scenario& scenario) {
  return std::any_of(scenario.lies.begin(), scenario.lies.end(),
                     [](const Lie& lie) { return lie.says == Said::silence; });
}

// Those that a trial's bounds hold.
std::vector<Scenario> committed(bool silence, const CaseOptions& options) {
  std::vector<Scenario> all = committed_cases();
  std::erase_if(all, [&](const Scenario& scenario) {
    const Setup& setup = scenario.setup;
    return setup.n > kMostGeneralsOnTrial || setup.m > kMostDepthOnTrial ||
           has_silence(scenario) != silence || setup.loyal_lieutenants().empty() ||
           (options.wanted && !options.wanted(setup.n, setup.m));
  });
  return all;
}

std::vector<Scenario> known_cases(const CaseOptions& options) {
  return committed(false, options);
}

std::vector<Scenario> silence(const CaseOptions& options) {
  std::vector<Scenario> all =
      scenarios_against(Rules{.silence = Order::attack}, part_of_count(options, 2));
  append(all, committed(true, options));
  append(all, drawn_scenarios(true, part_of_count(options, 2)));
  return all;
}

std::vector<Check> all_checks() {
  const std::vector<Kind> relays{Kind::relays};
  const std::vector<Kind> decides{Kind::decides};
  const std::vector<Kind> both{Kind::relays, Kind::decides};
  return {
      {"om0-decides", "With m = 0 a lieutenant obeys what the commander tells it.", 0, true, true,
       false, decides, Manner::plain, om0, false},
      {"om0-relays", "With m = 0 a lieutenant sends nothing.", 0, false, true, false, relays,
       Manner::plain, om0, false},
      {"commander", "A commander sends its order to every lieutenant, once, and nothing else.", 0,
       false, true, false, both, Manner::plain, drawn, true},
      {"om1-relays",
       "With m = 1 a lieutenant tells every other lieutenant, once, what the commander told it.", 1,
       false, true, false, relays, Manner::plain, om1, false},
      {"om1-decides", "With m = 1 a lieutenant decides by the majority of all that it was told.", 1,
       true, true, false, decides, Manner::plain, om1, false},
      {"relays",
       "With any m it relays each order, with its path, to every general that is not on it, once.",
       2, false, true, false, relays, Manner::plain, any_m, false},
      {"decides", "With any m it decides as OM(m) does, inside and outside the guaranteed region.",
       2, true, true, false, decides, Manner::plain, any_m, false},
      {"ties", "Where votes are equally divided it takes retreat, the default.", 2, true, true,
       false, decides, Manner::plain, ties, false},
      {"known-cases",
       "It decides rightly in the cases that the testbed keeps: bounds, minimal attacks, the "
       "article's run.",
       2, true, true, false, decides, Manner::plain, known_cases, false},
      {"arrival-order", "In which order messages of a round arrive makes no difference.", 2, false,
       true, false, both, Manner::shuffled, any_m, false},
      {"agreements", "What was said in one agreement has no bearing on the next one.", 2, false,
       true, false, both, Manner::after_another, drawn, false},
      {"same-again",
       "The same messages again, and it does the same.",
       2,
       false,
       true,
       false,
       {Kind::differs},
       Manner::again,
       drawn,
       false},
      {"silence-decides", "A message that doesn't come counts as retreat.", 3, true, true, false,
       decides, Manner::plain, silence, false},
      {"silence-relays", "What it wasn't told it relays as retreat.", 3, false, true, false, relays,
       Manner::plain, silence, false},
      {"duplicates", "A message that comes twice counts once.", 4, false, true, false, both,
       Manner::duplicated, drawn, false},
      {"early", "A message of the next round, which comes again in time, changes nothing.", 4,
       false, true, false, both, Manner::early, drawn, false},
      {"late", "A message that comes after its round counts as silence.", 4, false, true, false,
       both, Manner::late, drawn, false},
      {"forged", "A message counts only if the last general on its path sent it.", 4, false, true,
       false, both, Manner::forged, drawn, false},
      {"contradictions",
       "If a traitor says two things for one path, either counts, or neither: and that is relayed.",
       4, false, true, false, both, Manner::contradicted, drawn, false},
      {"malformed", "Paths that can't be, and values that are no orders, change nothing.", 4, false,
       true, false, both, Manner::malformed, drawn, false},
      {"oversized", "Very long paths and values change nothing.", 4, false, true, false, both,
       Manner::oversized, drawn, false},
      {"hostile-lines", "Lines that are no JSON, or of an unknown type, change nothing.", 4, false,
       true, true, both, Manner::hostile_lines, drawn, false},
  };
}

}  // namespace

std::string_view name(Way way) {
  constexpr std::string_view kNames[] = {"decider", "general", "http"};
  return kNames[static_cast<std::size_t>(way)];
}

const std::vector<Check>& checks() {
  static const std::vector<Check> kChecks = all_checks();
  return kChecks;
}

const Check* find_check(std::string_view name) {
  const auto& all = checks();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Check& check) { return check.name == name; });
  return found == all.end() ? nullptr : &*found;
}

bool applies_to(const Check& check, Way way) {
  if (way == Way::http && check.manner == Manner::forged) {
    return false;  // there the last on a path is the sender
  }
  return way == Way::decider ? check.for_deciders : check.for_generals;
}

std::vector<TrialCase> cases_of(const Check& check, Way way, const CaseOptions& options) {
  std::mt19937_64 random(options.seed);
  std::vector<TrialCase> cases;
  for (Scenario& scenario : check.scenarios(options)) {
    TrialCase one{.scenario = std::move(scenario),
                  .manner = check.manner,
                  .seed = random() % kSeedsOfAManner};
    if (way != Way::decider) {
      if (check.as_commander) {
        one.general = kCommander;
        one.scenario.setup.traitors = one.scenario.setup.traitors.without(kCommander);
        std::erase_if(one.scenario.lies, [](const Lie& lie) { return lie.path.size() == 1; });
      } else {
        // The first or the last one: a process is told once which general it is, and starting one
        // takes longer than playing a case.
        const Generals loyal = one.scenario.setup.loyal_lieutenants();
        one.general = loyal.at_rank(random() % 2 == 0 ? 0 : loyal.size() - 1);
      }
    }
    cases.push_back(std::move(one));
  }
  if (way != Way::decider) {
    // A process is told once which general it is, a server also m: those of one process stand
    // together. The first
    // ones, which tell most, stay where they are.
    constexpr std::size_t kFirst = 20;
    std::vector<std::size_t> order(cases.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin() + static_cast<std::ptrdiff_t>(std::min(kFirst, order.size())),
              order.end(), [&](std::size_t a, std::size_t b) {
                const auto process = [&](std::size_t i) {
                  const Setup& setup = cases[i].scenario.setup;
                  return std::tuple(setup.n, cases[i].general, setup.m, i);
                };
                return process(a) < process(b);
              });
    std::vector<TrialCase> sorted;
    for (const std::size_t i : order) {
      sorted.push_back(std::move(cases[i]));
    }
    return sorted;
  }
  return cases;
}

}  // namespace turncoat
