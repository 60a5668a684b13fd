// One general on trial, behind HTTP: the interface of docs/generals.md. The testbed plays all
// others, each on its port.
//
// An agreement has a process of its own, unless the program knows several: then its /status names
// the agreement that it was asked for.
// Time: a round lasts {deadline} at most, for the program as for the testbed. What is wrong, and
//       came after waiting for as long as that, is judged once more with five times as much: a
//       slow machine makes no mistakes.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>

#include "turncoat/core/general.hpp"
#include "turncoat/generals/http/loop.hpp"
#include "turncoat/support/dialogue.hpp"
#include "turncoat/trial/server_process.hpp"
#include "turncoat/trial/subject.hpp"

namespace turncoat {

struct ServerPlace {
  int base_port = 0;                        // 0: ports in a row that are free
  std::chrono::milliseconds deadline{200};  // of a round
};

class ServerNode final : public Subject {
 public:
  // In the command {id}, {n}, {m}, {traitor}, {port}, {base} and {deadline} are filled in.
  ServerNode(Launch launch, const ServerPlace& place, std::chrono::milliseconds answer_time);
  ~ServerNode() override;

  void play_all(std::span<const TrialCase> cases, const Visit& visit) override;
  void begin_anew() override;
  bool answers() const override { return has_answered_; }

 private:
  struct Attempt;

  Judged judged(const TrialCase& one);
  Attempt attempt(const TrialCase& one, const Play& play, std::chrono::milliseconds deadline);
  ServerProcess& server_for(const General::Post& post, std::chrono::milliseconds deadline);

  Launch launch_;
  ServerPlace place_;
  std::chrono::milliseconds answer_time_;
  Loop loop_;
  std::unique_ptr<ServerProcess> server_;
  bool has_answered_ = false;
  std::uint64_t agreements_ = 0;
};

}  // namespace turncoat
