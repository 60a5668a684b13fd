#include "turncoat/trial/script.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <random>
#include <utility>

#include "turncoat/core/lie.hpp"
#include "turncoat/properties/edit.hpp"

namespace turncoat {
namespace {

using Random = std::mt19937_64;

std::string json_of(const Path& path) {
  return fmt::format("[{}]", fmt::join(path, ","));
}

std::string json_of(Order order) {
  return fmt::format("\"{}\"", name(order));
}

Delivery delivery(const Path& path, Order order) {
  return {.source = path.sender(), .path = json_of(path), .value = json_of(order)};
}

Script plain_script(const Role& role) {
  Script script{.post = role.post, .rounds = {}};
  for (const auto& round : role.told) {
    script.rounds.emplace_back();
    for (const ToldOrder& told : round) {
      script.rounds.back().push_back(delivery(told.path, told.order));
    }
  }
  return script;
}

Behaviour right_behaviour(const Role& role) {
  return {.sends = role.sends, .decision = role.decision};
}

// As std::shuffle, whose draws the standard leaves open.
template <class T>
void shuffle(std::vector<T>& all, Random& random) {
  for (std::size_t i = all.size(); i > 1; --i) {
    std::swap(all[i - 1], all[random() % i]);
  }
}

// Those places where a traitor tells the general something, of a round.
std::vector<ToldOrder> told_by_traitors(const Role& role, Generals traitors, int last_round) {
  std::vector<ToldOrder> all;
  for (int round = 1; round <= last_round; ++round) {
    for (const ToldOrder& told : role.told[round - 1]) {
      if (traitors.contains(told.path.sender())) {
        all.push_back(told);
      }
    }
  }
  return all;
}

// The scenario, but for what the traitor says there.
Scenario with_said(Scenario scenario, const Path& path, int receiver, Said says) {
  std::erase_if(scenario.lies,
                [&](const Lie& lie) { return lie.path == path && lie.to == receiver; });
  scenario.lies.push_back({path, receiver, says});
  std::sort(scenario.lies.begin(), scenario.lies.end());
  return scenario;
}

Play late(const Scenario& scenario, int general, Random& random) {
  const Role role = role_of(scenario, general);
  const std::vector<ToldOrder> places =
      told_by_traitors(role, scenario.setup.traitors, role.post.m);
  if (places.empty()) {
    return {};
  }
  const ToldOrder late_one = places[random() % places.size()];
  const Scenario silent = with_said(scenario, late_one.path, general, Said::silence);
  const Role without = role_of(silent, general);
  Script script = plain_script(without);
  // Whatever it is: its round is over.
  script.rounds[late_one.path.size()].push_back(delivery(late_one.path, Order::attack));
  return {.scripts = {std::move(script)}, .allowed = {right_behaviour(without)}, .plainly = silent};
}

Play contradicted(const Scenario& scenario, int general, Random& random) {
  const Role role = role_of(scenario, general);
  const std::vector<ToldOrder> places =
      told_by_traitors(role, scenario.setup.traitors, role.post.m + 1);
  if (places.empty()) {
    return {};
  }
  const ToldOrder first = places[random() % places.size()];
  Play play{
      .scripts = {plain_script(role)}, .allowed = {right_behaviour(role)}, .plainly = scenario};
  auto& round = play.scripts[0].rounds[first.path.size() - 1];
  round.push_back(delivery(first.path, opposite(first.order)));
  for (const Said says : {said(opposite(first.order)), Said::silence}) {
    play.allowed.push_back(
        right_behaviour(role_of(with_said(scenario, first.path, general, says), general)));
  }
  return play;
}

// Each breaks one rule of a path, or of a body.
std::vector<Delivery> malformed_deliveries(const Role& role, int round) {
  const int n = role.post.n;
  const int me = role.post.general;
  const int other = me == 1 ? 2 : 1;
  const int source = other < n ? other : kCommander;
  std::vector<Delivery> all;
  for (const char* path : {"[]", "[0,0]", "[-1]", "[0,-1]", "[0,1000000000000]", "[0.5]", "[\"0\"]",
                           "\"0\"", "null", "{}", "[[0]]", "[1,0]", "[true]"}) {
    all.push_back({.source = source, .path = path, .value = "\"attack\""});
  }
  all.push_back({.source = me, .path = fmt::format("[0,{}]", me), .value = "\"attack\""});
  all.push_back({.source = source, .path = fmt::format("[0,{}]", n), .value = "\"attack\""});
  // One that could be, but for its value.
  const auto& told = role.told[round - 1];
  if (!told.empty()) {
    for (const char* value :
         {"\"ATTACK\"", "\"\"", "null", "1", "true", "[]", "{}", "\"silence\""}) {
      all.push_back(
          {.source = told[0].path.sender(), .path = json_of(told[0].path), .value = value});
    }
  }
  return all;
}

std::vector<Delivery> oversized_deliveries(const Role& role) {
  constexpr int kLong = 10'000;
  const int source = role.post.general == 1 ? 2 : 1;
  std::vector<int> path(kLong);
  for (int i = 0; i < kLong; ++i) {
    path[i] = i;
  }
  return {{.source = source < role.post.n ? source : kCommander,
           .path = fmt::format("[{}]", fmt::join(path, ",")),
           .value = "\"attack\""},
          {.source = kCommander, .path = "[0]", .value = fmt::format("\"{:a>100000}\"", "")}};
}

std::vector<Delivery> hostile_deliveries() {
  std::vector<Delivery> all;
  for (const char* raw :
       {"", "{", "no JSON", "[]", "1", "null", "{}", R"({"src":"c1","dest":"n1"})",
        R"({"src":"c1","dest":"n1","body":null})",
        R"({"src":"c1","dest":"n1","body":{"type":"no-such-type","msg_id":1}})", "\xff\xfe"}) {
    all.push_back({.path = "", .value = "", .raw = raw});
  }
  return all;
}

// Somebody who isn't the last on the path, and not the general itself.
int somebody_else(const Path& path, const General::Post& post) {
  for (int g = 0; g < post.n; ++g) {
    if (g != path.sender() && g != post.general) {
      return g;
    }
  }
  return -1;
}

}  // namespace

Play play_in(Manner manner, const Scenario& scenario, int general, std::uint64_t seed) {
  Random random(seed);
  if (manner == Manner::late) {
    return late(scenario, general, random);
  }
  if (manner == Manner::contradicted) {
    return contradicted(scenario, general, random);
  }
  const Role role = role_of(scenario, general);
  Play play{
      .scripts = {plain_script(role)}, .allowed = {right_behaviour(role)}, .plainly = scenario};
  Script& script = play.scripts[0];
  switch (manner) {
    case Manner::plain:
    case Manner::late:
    case Manner::contradicted:
      break;
    case Manner::shuffled:
      for (auto& round : script.rounds) {
        shuffle(round, random);
      }
      break;
    case Manner::after_another:
      play.scripts.insert(play.scripts.begin(),
                          plain_script(role_of(turned_over(scenario), general)));
      break;
    case Manner::again:
      play.scripts.assign(3, script);
      break;
    case Manner::duplicated:
      for (auto& round : script.rounds) {
        const std::vector<Delivery> once = round;
        round.insert(round.end(), once.begin(), once.end());
      }
      break;
    case Manner::early:
      for (std::size_t r = 1; r < script.rounds.size(); ++r) {
        for (const Delivery& each : script.rounds[r]) {
          if (random() % 2 == 0) {
            script.rounds[r - 1].push_back(each);
          }
        }
      }
      break;
    case Manner::forged:
      for (std::size_t r = 0; r < script.rounds.size(); ++r) {
        std::vector<Delivery> all;
        for (const ToldOrder& told : role.told[r]) {
          const int forger = somebody_else(told.path, role.post);
          if (forger >= 0 && random() % 2 == 0) {
            all.push_back({.source = forger,
                           .path = json_of(told.path),
                           .value = json_of(opposite(told.order))});
          }
        }
        all.insert(all.end(), script.rounds[r].begin(), script.rounds[r].end());
        script.rounds[r] = std::move(all);
      }
      break;
    case Manner::malformed:
      for (int round = 1; round <= role.post.m + 1; ++round) {
        std::vector<Delivery> all = malformed_deliveries(role, round);
        auto& right = script.rounds[round - 1];
        all.insert(all.end(), right.begin(), right.end());
        right = std::move(all);
      }
      break;
    case Manner::oversized: {
      std::vector<Delivery> all = oversized_deliveries(role);
      all.insert(all.end(), script.rounds[0].begin(), script.rounds[0].end());
      script.rounds[0] = std::move(all);
      break;
    }
    case Manner::hostile_lines: {
      std::vector<Delivery> all = hostile_deliveries();
      all.insert(all.end(), script.rounds[0].begin(), script.rounds[0].end());
      script.rounds[0] = std::move(all);
      break;
    }
  }
  return play;
}

}  // namespace turncoat
