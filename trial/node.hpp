// One general on trial, over standard input and output. The testbed plays the network and all
// others.
#pragma once

#include <chrono>
#include <cstdint>
#include <list>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "turncoat/support/dialogue.hpp"
#include "turncoat/trial/node_line.hpp"
#include "turncoat/trial/subject.hpp"

namespace turncoat {

class Node final : public Subject {
 public:
  Node(Launch launch, std::chrono::milliseconds answer_time);
  ~Node() override;

  void play_all(std::span<const TrialCase> cases, const Visit& visit) override;
  void begin_anew() override;
  bool answers() const override { return has_answered_; }

  std::uint64_t messages() const { return messages_; }  // to it and by it, so far

 private:
  struct Seat;

  Judged judged(const TrialCase& one);
  Seat& seat_of(const General::Post& post);
  Behaviour performed(Seat& seat, const Script& script);

  Launch launch_;
  std::chrono::milliseconds answer_time_;
  std::list<Seat> seats_;  // processes, the one used last first
  bool has_answered_ = false;
  std::uint64_t messages_ = 0;
};

}  // namespace turncoat
