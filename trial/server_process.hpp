// A process of a general on trial, behind HTTP, and the others around it, each on its port.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "turncoat/core/general.hpp"
#include "turncoat/generals/cluster/ports.hpp"
#include "turncoat/generals/http/http.hpp"
#include "turncoat/generals/http/loop.hpp"
#include "turncoat/support/dialogue.hpp"
#include "turncoat/support/process.hpp"
#include "turncoat/trial/other_generals.hpp"

namespace turncoat {

class ServerProcess {
 public:
  using Clock = std::chrono::steady_clock;

  // Which general it is, and how long a round lasts for it at most.
  struct Place {
    General::Post post;
    std::chrono::milliseconds deadline{};
    int base_port = 0;  // 0: any that are free
  };

  // Returns once it listens. In the command what stands in braces is filled in (command.hpp).
  // Throws NotStarted, ItFailed, and BadInput where a port is in use.
  ServerProcess(Loop& loop, const Launch& launch, const Place& place);
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  const Place& place() const { return place_; }
  // It has several agreements in one process, by their names.
  bool knows_agreements() const { return knows_agreements_; }
  OtherGenerals& others() { return others_; }

  // All below throw ItFailed once the process has ended; `asked` says what it is asked for then.
  void run_until(const std::string& asked, const std::function<bool()>& is_over);
  void pause(std::chrono::milliseconds time, const std::string& asked);
  // Nothing: it broke the connection, or took too long.
  std::optional<HttpAnswer> ask(const std::string& method, const std::string& target,
                                const std::string& body, std::chrono::milliseconds time);
  void look(const std::string& asked);

 private:
  ServerProcess(Loop& loop, const Launch& launch, const Place& place, Ports ports);
  void wait_until_it_listens();
  void leave_watch();

  Loop& loop_;
  Place place_;
  std::vector<Descriptor> claims_;  // of the ports
  OtherGenerals others_;
  Process process_;
  TreeWatch* watch_;
  HttpClient client_;
  std::string printed_;  // the last of it
  Clock::time_point next_look_{};
  bool knows_agreements_ = false;
};

}  // namespace turncoat
