#include "turncoat/properties/scenario_bytes.hpp"

#include <algorithm>
#include <array>
#include <random>

#include "turncoat/core/message_count.hpp"

namespace turncoat {
namespace {

constexpr int kMostGenerals = 10;
constexpr std::uint64_t kMostMessages = 4'000;
constexpr std::size_t kHeaderBytes = 5;
constexpr std::uint8_t kAttackBit = 1;
constexpr std::uint8_t kAnySetupBit = 2;

constexpr std::array kSays{Said::attack, Said::retreat,
                           Said::silence};  // 0 says nothing of its own

// At most `most` of them: those with the smallest numbers.
Generals first_of(Generals traitors, int most) {
  while (traitors.size() > most) {
    traitors = traitors.without(traitors.at_rank(traitors.size() - 1));
  }
  return traitors;
}

Setup bounded(Setup setup) {
  setup.n = std::clamp(setup.n, kMinGenerals, kMostGenerals);
  setup.m = std::clamp(setup.m, 0, setup.n - 2);
  while (messages_sent(setup.n, setup.m) > kMostMessages) {
    --setup.m;
  }
  setup.traitors = setup.traitors & setup.generals();
  return setup;
}

Setup inside_region(Setup setup) {
  setup.m = std::min(setup.m, (setup.n - 1) / 3);
  setup.traitors = first_of(setup.traitors, setup.m);
  return setup;
}

std::vector<Lie> lies_from_bytes(const Setup& setup, std::span<const std::uint8_t> bytes) {
  std::vector<Lie> lies;
  std::size_t next = 0;
  for_each_lie_place(setup, [&](const Path& path, int receiver) {
    if (next == bytes.size()) {
      return false;
    }
    if (const int what = bytes[next++] % 4; what != 0) {
      lies.push_back({path, receiver, kSays[what - 1]});
    }
    return true;
  });
  return lies;
}

void append_lies(const Setup& setup, const std::vector<Lie>& lies,
                 std::vector<std::uint8_t>& bytes) {
  auto lie = lies.begin();
  for_each_lie_place(setup, [&](const Path& path, int receiver) {
    if (lie == lies.end()) {
      return false;
    }
    const bool is_here = lie->to == receiver && lie->path == path;
    const auto* const says = std::find(kSays.begin(), kSays.end(), lie->says);
    bytes.push_back(static_cast<std::uint8_t>(is_here ? says - kSays.begin() + 1 : 0));
    lie += is_here ? 1 : 0;
    return true;
  });
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
  Mutator(const Scenario& scenario, std::uint64_t seed)
      : scenario_(scenario), draw_(seed), inside_(scenario.setup.guaranteed() != (below(8) == 0)) {}

  Scenario run() {
    switch (below(8)) {
      case 0:
        change_traitors();
        break;
      case 1:
        change_setup([&](Setup& s) { s.n += below(2) == 0 ? 1 : -1; });
        break;
      case 2:
        change_setup([&](Setup& s) {
          s.m += below(2) == 0 ? 1 : -1;
          s.n = inside_ ? std::max(s.n, fewest_generals(s.m)) : s.n;
        });
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
    setup = bounded(setup);
    scenario_ = moved_to(inside_ ? inside_region(setup) : setup, scenario_);
  }

  void change_traitors() {
    change_setup([&](Setup& setup) {
      const int general = below(setup.n);
      if (inside_ && setup.traitors.size() >= setup.m && !setup.traitors.empty()) {
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
  bool inside_;  // the guaranteed region, afterwards
};

}  // namespace

Scenario scenario_from_bytes(std::span<const std::uint8_t> bytes) {
  std::array<std::uint8_t, kHeaderBytes> header{};
  const std::size_t given = std::min(bytes.size(), kHeaderBytes);
  std::copy_n(bytes.begin(), given, header.begin());
  Setup setup;
  setup.n = kMinGenerals + header[0] % (kMostGenerals - kMinGenerals + 1);
  setup.m = header[1] % (setup.n - 1);
  setup.order = (header[2] & kAttackBit) != 0 ? Order::attack : Order::retreat;
  setup.traitors = Generals::of_word(header[3] | std::uint64_t{header[4]} << 8);
  setup = bounded(setup);
  Scenario scenario;
  scenario.found_by = "scenario_fuzz";
  scenario.setup = (header[2] & kAnySetupBit) != 0 ? setup : inside_region(setup);
  scenario.lies = lies_from_bytes(scenario.setup, bytes.subspan(given));
  return scenario;
}

std::vector<std::uint8_t> bytes_from_scenario(const Scenario& scenario) {
  const Setup& setup = scenario.setup;
  const auto byte = [](std::uint64_t word) { return static_cast<std::uint8_t>(word & 0xFF); };
  std::vector<std::uint8_t> bytes{byte(static_cast<std::uint64_t>(setup.n - kMinGenerals)),
                                  byte(static_cast<std::uint64_t>(setup.m)),
                                  byte((setup.order == Order::attack ? kAttackBit : 0U) |
                                       (setup.guaranteed() ? 0U : kAnySetupBit)),
                                  byte(setup.traitors.word()), byte(setup.traitors.word() >> 8)};
  append_lies(setup, scenario.lies, bytes);
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
