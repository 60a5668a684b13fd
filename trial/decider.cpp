#include "turncoat/trial/decider.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "turncoat/adversaries/lies_json.hpp"
#include "turncoat/adversaries/order_json.hpp"
#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/json_place.hpp"
#include "turncoat/trial/silence.hpp"

namespace turncoat {
namespace {

constexpr std::size_t kMostAhead = 100;

}  // namespace

std::string question_of(const Scenario& scenario) {
  const Setup& setup = scenario.setup;
  return fmt::format(
      R"({{"format":"turncoat-scenario/1","n":{},"m":{},"order":"{}","traitors":[{}],"lies":[{}]}})",
      setup.n, setup.m, name(setup.order), fmt::join(setup.traitors, ","),
      fmt::join(lies_as_json(scenario.lies), ","));
}

std::optional<Decisions> read_answer(std::string_view line, Generals loyal_lieutenants) {
  const JsonPlace top = parse_json(line, "answer");
  if (top.is_object() && top.has("error")) {
    return std::nullopt;
  }
  top.expect_object({"decisions"});
  const JsonPlace all = top.at("decisions");
  if (!all.is_object()) {
    all.fail("an object: the decision of each loyal lieutenant");
  }
  Decisions decisions;
  for (const int i : loyal_lieutenants) {
    decisions.set(i, read_order(all.at(std::to_string(i))));
  }
  for (const std::string& key : all.keys()) {
    bool is_asked_for = false;
    for (const int i : loyal_lieutenants) {
      is_asked_for = is_asked_for || key == std::to_string(i);
    }
    if (!is_asked_for) {
      all.at(key).refuse("not a loyal lieutenant");
    }
  }
  return decisions;
}

Decider::Decider(Launch launch, std::chrono::milliseconds answer_time)
    : launch_(std::move(launch)), answer_time_(answer_time) {}

Judged Decider::failed(const std::string& how) {
  dialogue_.reset();
  return {.mistakes = {{.kind = Mistake::Kind::fails, .what = how}}};
}

Judged Decider::judged(const TrialCase& one) {
  const auto line = dialogue_->hear(Dialogue::Clock::now() + answer_time_);
  if (!line) {
    return failed(describe_silence(*dialogue_, "a scenario", answer_time_, !has_answered_));
  }
  has_answered_ = true;
  const Setup& setup = one.scenario.setup;
  try {
    const std::optional<Decisions> decisions = read_answer(*line, setup.loyal_lieutenants());
    if (!decisions) {
      return {.applies = false};
    }
    const Decisions expected = turncoat::play(one.scenario).decisions;
    Judged judged{.decisions = *decisions};
    for (const int i : setup.loyal_lieutenants()) {
      if (decisions->of(i) != expected.of(i)) {
        judged.mistakes.push_back(
            {.kind = Mistake::Kind::decides,
             .what = fmt::format("lieutenant {} decides {}, expected {}", i, name(decisions->of(i)),
                                 name(expected.of(i)))});
        break;
      }
    }
    return judged;
  } catch (const BadInput& wrong) {
    return failed(fmt::format("{}, in {}", wrong.what(), shown_line(*line)));
  }
}

void Decider::play_all(std::span<const TrialCase> cases, const Visit& visit) {
  std::size_t asked = 0;
  for (std::size_t heard = 0; heard < cases.size(); ++heard) {
    if (dialogue_ == nullptr) {
      try {
        dialogue_ = std::make_unique<Dialogue>(launch_);
      } catch (const NotStarted& reason) {
        if (!visit(cases[heard], failed(reason.what()))) {
          return;
        }
        continue;
      }
      asked = heard;
    }
    const std::size_t ahead = has_answered_ ? kMostAhead : 1;
    // Many at once, so that neither side waits for a line each.
    if (asked - heard <= ahead / 2) {
      for (; asked < std::min(cases.size(), heard + ahead); ++asked) {
        dialogue_->say(question_of(cases[asked].scenario));
      }
    }
    const Judged judged_now = judged(cases[heard]);
    if (!visit(cases[heard], judged_now)) {
      if (dialogue_ != nullptr && asked > heard + 1) {
        dialogue_.reset();  // its answers to the others would be taken for those to what comes
      }
      return;
    }
  }
}

}  // namespace turncoat
