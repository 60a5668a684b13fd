#include "turncoat/properties/claims/generators.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

#include "turncoat/adversaries/catalogue.hpp"
#include "turncoat/core/message_count.hpp"
#include "turncoat/core/om/lies_told.hpp"
#include "turncoat/properties/scenario_json.hpp"

namespace turncoat {
namespace {

constexpr int kMostGenerals = 10;
constexpr int kDeepest = 3;
constexpr std::uint64_t kMostMessages = 4'000;

// A whole number from `least` to `most`.
int draw(int least, int most) {
  return *rc::gen::resize(100, rc::gen::inRange(least, most + 1));
}

Generals draw_traitors(int n, int count, bool with_commander) {
  Generals traitors;
  Generals left = Generals::range(kCommander + 1, n);
  if (with_commander && count > 0) {
    traitors.insert(kCommander);
  }
  while (traitors.size() < count) {
    const int traitor = left.at_rank(draw(0, left.size() - 1));
    traitors.insert(traitor);
    left = left.without(traitor);
  }
  return traitors;
}

// Traitors that make a region interesting: as many as it allows, or about m if it allows all.
int usual_traitors(Region region, int n, int m) {
  switch (region) {
    case Region::any:
      return std::min(m + draw(0, 2), n - 2);
    case Region::guaranteed:
      return m;
    case Region::lemma_1:
      return (n - m - 1) / 2;
    case Region::without_traitors:
      return 0;
  }
  return 0;
}

Setup draw_setup(Region region) {
  Setup setup;
  setup.m = draw(0, kDeepest);
  // The paper's bound, and the smallest n that OM(m) is defined for.
  const int tight = fewest_generals(setup.m);
  const int fewest = region == Region::guaranteed ? tight : setup.m + 2;
  setup.n = draw(0, 2) == 0 ? tight : draw(fewest, kMostGenerals);
  while (*messages_sent(setup.n, setup.m) > kMostMessages) {
    --setup.m;
  }
  setup.order = draw(0, 1) == 0 ? Order::attack : Order::retreat;
  const int usual = usual_traitors(region, setup.n, setup.m);
  const int most = region == Region::any ? setup.n : usual;
  const int count = draw(0, 3) == 0 ? draw(0, most) : usual;
  const bool with_commander = count == setup.n || (region != Region::lemma_1 && draw(0, 2) == 0);
  setup.traitors = draw_traitors(setup.n, count, with_commander);
  return setup;
}

// In each place a lie or none, as likely as drawn for all.
std::vector<Lie> draw_raw_lies(const Setup& setup) {
  std::mt19937_64 random(*rc::gen::arbitrary<std::uint64_t>());
  const std::uint64_t one_in = std::uint64_t{1} << draw(0, 5);
  std::vector<Lie> lies;
  for_each_lie_place(setup, [&](const Path& path, int receiver) {
    if (random() % one_in == 0) {
      lies.push_back({path, receiver, static_cast<Said>(random() % 3)});
    }
    return true;
  });
  return lies;
}

std::vector<Lie> draw_lies(const Setup& setup) {
  if (draw(0, 1) == 0) {
    return draw_raw_lies(setup);
  }
  std::vector<std::string> names;
  for (const Strategy& strategy : strategies()) {
    if (!strategy.needs_options) {
      names.emplace_back(strategy.name);
    }
  }
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  std::vector<std::string> each;
  for (const int traitor : setup.traitors) {
    const std::string& name =
        names[static_cast<std::size_t>(draw(0, static_cast<int>(names.size()) - 1))];
    each.push_back(fmt::format("\"{}\": \"{}\"", traitor, name));
  }
  const auto adversary =
      make_adversary(fmt::format("{{{}}}", fmt::join(each, ", ")), "drawn", Stage{setup, seed});
  return lies_told(setup, *adversary);
}

Scenario draw_scenario(Region region) {
  Scenario scenario;
  scenario.found_by = "property test";
  scenario.setup = draw_setup(region);
  scenario.lies = draw_lies(scenario.setup);
  return scenario;
}

bool has_silence(const Scenario& scenario) {
  return std::any_of(scenario.lies.begin(), scenario.lies.end(),
                     [](const Lie& lie) { return lie.says == Said::silence; });
}

struct Class {
  const char* name;
  bool (*has)(const Scenario& scenario);
};

bool has_traitors(const Scenario& s) {
  return !s.setup.traitors.empty();
}

constexpr Class kClasses[] = {
    {"order attack", [](const Scenario& s) { return s.setup.order == Order::attack; }},
    {"order retreat", [](const Scenario& s) { return s.setup.order == Order::retreat; }},
    {"no traitor", [](const Scenario& s) { return !has_traitors(s); }},
    {"n = 3m+1", [](const Scenario& s) { return s.setup.n == fewest_generals(s.setup.m); }},
    {"m = 0", [](const Scenario& s) { return s.setup.m == 0; }},
    {"m = 3", [](const Scenario& s) { return s.setup.m == 3; }},
    {"n = 10", [](const Scenario& s) { return s.setup.n == kMostGenerals; }},
    {"loyal commander, traitors",
     [](const Scenario& s) { return s.setup.commander_is_loyal() && has_traitors(s); }},
    {"silence", has_silence},
    {"fewer traitors than m",
     [](const Scenario& s) { return has_traitors(s) && s.setup.traitor_count() < s.setup.m; }},
    {"m traitors, m > 1",
     [](const Scenario& s) { return s.setup.m > 1 && s.setup.traitor_count() == s.setup.m; }},
    {"traitorous commander", [](const Scenario& s) { return !s.setup.commander_is_loyal(); }},
    {"more traitors than m", [](const Scenario& s) { return s.setup.traitor_count() > s.setup.m; }},
    {"n ≤ 3m", [](const Scenario& s) { return s.setup.n < fewest_generals(s.setup.m); }},
    {"violated", [](const Scenario& s) { return !normalised(s).violates->empty(); }},
};

bool can_have(Region region, const std::string& name) {
  const auto is_one_of = [&](std::initializer_list<const char*> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  switch (region) {
    case Region::any:
      return true;
    case Region::guaranteed:
      return !is_one_of({"more traitors than m", "n ≤ 3m", "violated"});
    // IC1 can be violated if only IC2 is promised, but not with a loyal commander.
    case Region::lemma_1:
      return !is_one_of({"traitorous commander", "violated"});
    case Region::without_traitors:
      return is_one_of({"order attack", "order retreat", "no traitor", "n = 3m+1", "n ≤ 3m"});
  }
  return false;
}

}  // namespace

rc::Gen<Scenario> scenarios_in(Region region) {
  return rc::gen::noShrink(rc::gen::exec([region] { return draw_scenario(region); }));
}

void showValue(const Scenario& scenario, std::ostream& out) {
  out << write_scenario(scenario);
}

Classes::Classes(Region region) {
  for (const Class& each : kClasses) {
    if (can_have(region, each.name)) {
      counts_[each.name] = 0;
    }
  }
}

void Classes::count(const Scenario& scenario) {
  for (const Class& each : kClasses) {
    const auto counted = counts_.find(each.name);
    if (counted != counts_.end() && each.has(scenario)) {
      ++counted->second;
    }
  }
}

}  // namespace turncoat
