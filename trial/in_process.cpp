#include "turncoat/trial/in_process.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <iterator>
#include <optional>
#include <vector>

#include "turncoat/properties/scenario_bytes.hpp"
#include "turncoat/properties/scenario_json.hpp"
#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/check.hpp"
#include "turncoat/support/json_place.hpp"
#include "turncoat/trial/behaviour.hpp"
#include "turncoat/trial/entry.hpp"

namespace turncoat {
namespace {

constexpr std::size_t kCasesOfACheck = 500;

// Nothing if a type can't be told that.
std::optional<Message> message_of(const Delivery& delivery, int round, int receiver) {
  constexpr std::size_t kMostGeneralsClaimed = 100'000;
  if (delivery.value != "\"attack\"" && delivery.value != "\"retreat\"") {
    return std::nullopt;
  }
  try {
    std::vector<int> path;
    for (const JsonPlace& each : parse_json(delivery.path, "path").elements(kMostGeneralsClaimed)) {
      path.push_back(each.integer(-1, 1'000'000));
    }
    return Message{.round = round,
                   .sender = delivery.source,
                   .receiver = receiver,
                   .path = ClaimedPath(path),
                   .order = delivery.value == "\"attack\"" ? Order::attack : Order::retreat};
  } catch (const BadInput&) {
    return std::nullopt;
  }
}

Behaviour behaviour_of(PlayingGeneral& general, const Script& script) {
  Behaviour behaviour;
  for (int round = 1; round <= script.post.m + 1; ++round) {
    general.send([&](const Path& path, Generals receivers, Order order) {
      for (const int receiver : receivers) {
        behaviour.sends.push_back({path, receiver, order});
      }
    });
    for (const Delivery& delivery : script.rounds[round - 1]) {
      if (const auto message = message_of(delivery, round, script.post.general)) {
        general.receive(*message);
      }
    }
    general.end_round();
  }
  behaviour.decision = general.decide();
  std::sort(behaviour.sends.begin(), behaviour.sends.end());
  return behaviour;
}

std::string with_scenario(const std::string& what, const TrialCase& one, const Check* check) {
  Scenario scenario = with_outcome(one.scenario);
  scenario.why = fmt::format("general {}: {}", one.general, what);
  return fmt::format("{}{}\n{}", check == nullptr ? "" : fmt::format("{} ", check->means), what,
                     write_scenario(scenario));
}

}  // namespace

Judged InProcess::judged(const TrialCase& one) {
  if (one.manner == Manner::hostile_lines) {
    return {.applies = false};
  }
  const Play play = play_in(one.manner, one.scenario, one.general, one.seed);
  if (play.scripts.empty()) {
    return {.applies = false};
  }
  try {
    std::vector<Behaviour> behaviours;
    for (const Script& script : play.scripts) {
      behaviours.push_back(behaviour_of(*make_(script.post), script));
    }
    return judged_by(one, play, behaviours);
  } catch (const std::exception& thrown) {
    return {.mistakes = {{.kind = Mistake::Kind::fails,
                          .what = fmt::format("it throws: {}", thrown.what())}}};
  }
}

void InProcess::play_all(std::span<const TrialCase> cases, const Visit& visit) {
  for (const TrialCase& one : cases) {
    if (!visit(one, judged(one))) {
      return;
    }
  }
}

std::string what_fails(Subject& general, std::string_view check) {
  const Check* const wanted = find_check(check);
  turncoat::check(wanted != nullptr, "a check of that name");
  const TrialResult result = run_trial(
      general,
      {.way = Way::general, .cases = {.seed = 1, .count = kCasesOfACheck}, .checks = {wanted}});
  const CheckResult* const failed = first_failure(result);
  return failed == nullptr
             ? ""
             : with_scenario(failed->failure->simplest_is, failed->failure->simplest, wanted);
}

std::string what_fails(Subject& general, std::span<const std::uint8_t> bytes) {
  constexpr Manner kManners[] = {Manner::plain,        Manner::shuffled, Manner::duplicated,
                                 Manner::early,        Manner::late,     Manner::forged,
                                 Manner::contradicted, Manner::malformed};
  if (bytes.size() < 2) {
    return "";
  }
  TrialCase one{.scenario = scenario_from_bytes(bytes.subspan(2)),
                .manner = kManners[bytes[0] % std::size(kManners)],
                .seed = bytes[0] / std::size(kManners) % kSeedsOfAManner};
  const Generals loyal = one.scenario.setup.loyal();
  if (loyal.empty()) {
    return "";
  }
  one.general = *std::next(loyal.begin(), bytes[1] % loyal.size());
  const Judged judged = general.play(one);
  return judged.mistakes.empty() ? "" : with_scenario(judged.mistakes[0].what, one, nullptr);
}

}  // namespace turncoat
