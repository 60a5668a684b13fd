#include "turncoat/adversaries/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "turncoat/adversaries/against.hpp"
#include "turncoat/adversaries/constant.hpp"
#include "turncoat/adversaries/crash.hpp"
#include "turncoat/adversaries/each.hpp"
#include "turncoat/adversaries/flip.hpp"
#include "turncoat/adversaries/loyal.hpp"
#include "turncoat/adversaries/random.hpp"
#include "turncoat/adversaries/scripted.hpp"
#include "turncoat/adversaries/sleeper.hpp"
#include "turncoat/adversaries/split.hpp"
#include "turncoat/adversaries/two_faced.hpp"

namespace turncoat {
namespace {

// One a line, so that a new one changes no other line.
// clang-format off
constexpr std::array kStrategies{
    kLoyal,
    kFlip,
    kSilent,
    kAlwaysAttack,
    kAlwaysRetreat,
    kSplit,
    kTwoFaced,
    kAgainst,
    kSleeper,
    kCrash,
    kRandom,
    kScripted,
};
// clang-format on

std::unique_ptr<Adversary> make_named(const JsonPlace& name_place, const JsonPlace& options,
                                      const Stage& stage) {
  const std::string wanted = name_place.text(64);
  const auto found = std::find_if(kStrategies.begin(), kStrategies.end(),
                                  [&](const Strategy& s) { return s.name == wanted; });
  if (found == kStrategies.end()) {
    std::string names;
    for (const Strategy& strategy : kStrategies) {
      names += (names.empty() ? "" : ", ") + std::string(strategy.name);
    }
    name_place.fail("a strategy: " + names);
  }
  return found->make(options, stage);
}

std::unique_ptr<Adversary> make_each(const JsonPlace& description, const Stage& stage) {
  Each::Parts parts;
  for (const std::string& key : description.keys()) {
    int traitor = -1;
    const char* end = key.data() + key.size();
    const auto [stop, error] = std::from_chars(key.data(), end, traitor);
    const bool is_canonical = error == std::errc() && stop == end && std::to_string(traitor) == key;
    if (!is_canonical || !stage.setup.traitors.contains(traitor)) {
      description.at(key).refuse(
          fmt::format("expected the key \"strategy\", or traitors as keys: {}",
                      to_string(stage.setup.traitors)));
    }
    parts[traitor] = make_adversary(description.at(key), stage);
  }
  return std::make_unique<Each>(std::move(parts));
}

}  // namespace

std::span<const Strategy> strategies() {
  return kStrategies;
}

std::unique_ptr<Adversary> make_adversary(const JsonPlace& description, const Stage& stage) {
  if (description.is_text()) {
    return make_named(description, parse_json("{}", "the strategy's options"), stage);
  }
  if (!description.is_object()) {
    description.fail("a strategy's name, or an object");
  }
  return description.has("strategy") ? make_named(description.at("strategy"), description, stage)
                                     : make_each(description, stage);
}

std::unique_ptr<Adversary> make_adversary(const std::string& text, const std::string& source,
                                          const Stage& stage) {
  if (text.starts_with('@')) {
    const std::string file = text.substr(1);
    if (file.empty()) {
      throw BadInput(source + ": found \"@\", expected @FILE");
    }
    return make_adversary(parse_json(read_text_file(file), file), stage);
  }
  const bool is_json = text.starts_with('{') || text.starts_with('"');
  return make_adversary(is_json ? parse_json(text, source) : text_place(text, source), stage);
}

}  // namespace turncoat
