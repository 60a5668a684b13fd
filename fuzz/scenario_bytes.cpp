#include "turncoat/fuzz/scenario_bytes.hpp"

#include <algorithm>
#include <array>
#include <random>

#include "turncoat/adversaries/bytes.hpp"

namespace turncoat {
namespace {

constexpr int kMostGenerals = 10;
constexpr std::array kDepths{2, 1, 2, 3, 2, 1, 2, 0};
constexpr int kDeepest = *std::max_element(kDepths.begin(), kDepths.end());
constexpr std::size_t kHeaderBytes = 5;

// At most m of them: those with the smallest numbers.
Generals first_m(Generals traitors, int m) {
  while (traitors.size() > m) {
    traitors = traitors.without(traitors.at_rank(traitors.size() - 1));
  }
  return traitors;
}

Setup inside_region(Setup setup) {
  setup.m = std::clamp(setup.m, 0, kDeepest);
  setup.n = std::clamp(setup.n, fewest_generals(setup.m), kMostGenerals);
  setup.traitors = first_m(setup.traitors & setup.generals(), setup.m);
  return setup;
}

bool has_place(const Lie& lie, const Setup& setup) {
  return lie.path.size() <= setup.rounds() && setup.generals().contains(lie.path.members()) &&
         setup.traitors.contains(lie.path.sender()) && setup.loyal().contains(lie.to) &&
         !lie.path.contains(lie.to);
}

void set_lie(std::vector<Lie>& lies, const Lie& lie) {
  std::erase_if(lies, [&](const Lie& l) { return l.to == lie.to && l.path == lie.path; });
  lies.insert(std::lower_bound(lies.begin(), lies.end(), lie), lie);
}

class Mutator {
 public:
  Mutator(const Scenario& scenario, std::uint64_t seed) : scenario_(scenario), draw_(seed) {}

  Scenario run() {
    switch (below(8)) {
      case 0:
        change_traitors();
        break;
      case 1:
        change_setup([&](Setup& s) { s.n += below(2) == 0 ? 1 : -1; });
        break;
      case 2:
        change_setup([&](Setup& s) { s.m += below(2) == 0 ? 1 : -1; });
        break;
      case 3:
        change_setup([&](Setup& s) { s.order = opposite(s.order); });
        break;
      case 4:
        lie_to_all_receivers();
        break;
      case 5:
        drop_a_lie();
        break;
      default:
        lie_in_a_place();
        break;
    }
    return std::move(scenario_);
  }

 private:
  int below(int bound) { return static_cast<int>(draw_() % static_cast<std::uint64_t>(bound)); }
  Said any_said() { return static_cast<Said>(below(3)); }

  template <class Change>
  void change_setup(Change&& change) {
    Setup setup = scenario_.setup;
    change(setup);
    scenario_ = moved_to(inside_region(setup), scenario_);
  }

  void change_traitors() {
    change_setup([&](Setup& setup) {
      const int general = below(setup.n);
      if (setup.traitors.size() >= setup.m && !setup.traitors.empty()) {
        const int out = setup.traitors.at_rank(below(setup.traitors.size()));
        setup.traitors = setup.traitors.without(out);
      }
      setup.traitors = setup.traitors.contains(general) ? setup.traitors.without(general)
                                                        : setup.traitors.with(general);
    });
  }

  std::vector<Lie> places() const {
    std::vector<Lie> all;
    for_each_lie_place(scenario_.setup, [&](const Path& path, int to) {
      all.push_back({path, to, Said::retreat});
      return true;
    });
    return all;
  }

  void lie_in_a_place() {
    const std::vector<Lie> all = places();
    if (!all.empty()) {
      Lie lie = all[draw_() % all.size()];
      lie.says = any_said();
      set_lie(scenario_.lies, lie);
    }
  }

  void lie_to_all_receivers() {
    const std::vector<Lie> all = places();
    if (all.empty()) {
      return;
    }
    const Path path = all[draw_() % all.size()].path;
    const Said says = any_said();
    for (const Lie& place : all) {
      if (place.path == path) {
        set_lie(scenario_.lies, {place.path, place.to, says});
      }
    }
  }

  void drop_a_lie() {
    if (!scenario_.lies.empty()) {
      scenario_.lies.erase(scenario_.lies.begin() + below(static_cast<int>(scenario_.lies.size())));
    }
  }

  Scenario scenario_;
  std::mt19937_64 draw_;
};

}  // namespace

Scenario scenario_from_bytes(std::span<const std::uint8_t> bytes) {
  const auto byte = [&](std::size_t i) { return i < bytes.size() ? int{bytes[i]} : 0; };
  Setup setup;
  setup.m = kDepths[static_cast<std::size_t>(byte(0)) % kDepths.size()];
  const int fewest = fewest_generals(setup.m);
  setup.n = fewest + byte(1) % (kMostGenerals - fewest + 1);
  setup.order = (byte(2) & 1) != 0 ? Order::attack : Order::retreat;
  setup.traitors = Generals::of_word(static_cast<std::uint64_t>(byte(3) | byte(4) << 8));
  Scenario scenario;
  scenario.found_by = "agreement_fuzz";
  scenario.setup = inside_region(setup);
  scenario.lies =
      lies_from_bytes(scenario.setup, bytes.subspan(std::min(kHeaderBytes, bytes.size())));
  return scenario;
}

std::vector<std::uint8_t> bytes_from_scenario(const Scenario& scenario) {
  const Setup& setup = scenario.setup;
  const auto low_byte = [](std::uint64_t word) { return static_cast<std::uint8_t>(word & 0xFF); };
  std::vector<std::uint8_t> bytes{
      static_cast<std::uint8_t>(std::find(kDepths.begin(), kDepths.end(), setup.m) -
                                kDepths.begin()),
      static_cast<std::uint8_t>(setup.n - fewest_generals(setup.m)),
      static_cast<std::uint8_t>(setup.order == Order::attack ? 1 : 0),
      low_byte(setup.traitors.word()), low_byte(setup.traitors.word() >> 8)};
  const std::vector<std::uint8_t> lies = bytes_from_lies(setup, scenario.lies);
  bytes.insert(bytes.end(), lies.begin(), lies.end());
  return bytes;
}

Scenario moved_to(const Setup& setup, const Scenario& scenario) {
  Scenario moved = scenario;
  moved.setup = setup;
  std::erase_if(moved.lies, [&](const Lie& lie) { return !has_place(lie, setup); });
  return moved;
}

Scenario mutated(const Scenario& scenario, std::uint64_t seed) {
  return Mutator(scenario, seed).run();
}

Scenario spliced(const Scenario& a, const Scenario& b, std::uint64_t seed) {
  std::mt19937_64 draw(seed);
  Scenario both = a;
  for (const Lie& lie : moved_to(a.setup, b).lies) {
    if ((draw() & 1) != 0) {
      set_lie(both.lies, lie);
    }
  }
  return both;
}

}  // namespace turncoat
