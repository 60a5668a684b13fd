// A whole algorithm on trial, as a function: a scenario a line in, its decisions a line out.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "turncoat/support/dialogue.hpp"
#include "turncoat/trial/subject.hpp"

namespace turncoat {

// A scenario as a decider reads it: one line, without what is expected.
std::string question_of(const Scenario& scenario);

// The decisions in an answer: {"decisions": {"1": "attack", …}}, one for each of them and no other.
// Nothing if it is {"error": …}: not supported. Throws BadInput.
std::optional<Decisions> read_answer(std::string_view line, Generals loyal_lieutenants);

class Decider final : public Subject {
 public:
  Decider(Launch launch, std::chrono::milliseconds answer_time);

  void play_all(std::span<const TrialCase> cases, const Visit& visit) override;
  void begin_anew() override { dialogue_.reset(); }
  bool answers() const override { return has_answered_; }

 private:
  Judged judged(const TrialCase& one);
  Judged failed(const std::string& how);

  Launch launch_;
  std::chrono::milliseconds answer_time_;
  std::unique_ptr<Dialogue> dialogue_;
  bool has_answered_ = false;  // once: then more are asked at a time
};

}  // namespace turncoat
