// The generals of a cluster: processes of this machine, that end with it.
//
// Each is `turncoat general`, or somebody else's program that speaks the same HTTP
// (docs/generals.md). All listen on 127.0.0.1.
//
// Ends: whatever happens, with all processes that were started, and with theirs.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "turncoat/core/outcome.hpp"
#include "turncoat/core/setup.hpp"
#include "turncoat/generals/cluster/ports.hpp"
#include "turncoat/generals/fault.hpp"
#include "turncoat/generals/http/http.hpp"
#include "turncoat/generals/http/loop.hpp"
#include "turncoat/support/process.hpp"

namespace turncoat {

// A general that had to answer doesn't: the text says which, and what it did instead.
class GeneralFailed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class Cluster {
 public:
  struct Plan {
    Setup setup;             // who is made to fail is among the traitors
    std::string program;     // turncoat
    std::string strategy;    // of the traitors among ours, as --traitor of a general has it
    std::uint64_t seed = 1;  // of the strategy
    std::chrono::milliseconds round_time{};
    int base_port = 0;        // 0: what is free
    bool one_by_one = false;  // a request for each message
    bool keys = false;        // fresh ones (keys.hpp)
    std::map<int, std::vector<std::string>>
        commands{};                       // by general: somebody else's, see command.hpp
    std::map<int, std::string> faults{};  // by general, of ours; see fault.hpp
  };
  // Called often with what it is doing; yes ends it.
  using LookAround = std::function<bool(const std::string& doing)>;

  // Of an agreement that ended.
  struct Agreed {
    Decisions decisions;
    double seconds = 0;  // from the first /start to the last decision
    // By general: what it heard (GET /heard), of those that tell.
    std::vector<std::vector<std::string>> heard;
    // Over all agreements so far: messages of ours that others refused, and by ours for their mac.
    std::uint64_t refused = 0;
    std::uint64_t forged = 0;
  };

  // Returns once all of them listen. Throws BadInput for ports in use or a program that can't be
  // started, GeneralFailed, and Stopped once `look_around` says yes.
  Cluster(const Plan& plan, LookAround look_around);
  ~Cluster();
  Cluster(const Cluster&) = delete;
  Cluster& operator=(const Cluster&) = delete;

  // Ours that weren't made to fail: what they say can be relied on.
  Generals sound() const { return sound_; }
  // Of an agreement; "" is the one without a name. Throws GeneralFailed, and Stopped.
  Agreed agree(const std::string& agreement);

  // Of ours together: bytes, with each page that several have as a share of it (proc(5),
  // smaps_rollup, Pss). Linux only: elsewhere 0.
  std::uint64_t memory_bytes() const;

 private:
  struct Member;
  using Answers = std::vector<std::optional<HttpAnswer>>;  // by general

  void start_all();
  // What a process gets by its descriptors.
  struct Given {
    int listener = -1;
    int strategy = -1;
    int keys = -1;
  };
  std::vector<std::string> command_of(int general, const Given& given) const;
  void wait_until_all_listen();
  void start_agreement(const std::string& agreement);
  void wait_until_done(const std::string& agreement);

  // Asks them all at once. No answer: the general broke the connection, or took too long.
  Answers ask(Generals whom, const std::string& method, const std::string& target,
              const std::string& body);
  Answers ask_again(Generals whom, const std::string& method, const std::string& target,
                    const std::string& body);
  void pause(std::chrono::milliseconds time);
  // Runs the loop until `is_over`, and looks around meanwhile.
  void run_until(const std::function<bool()>& is_over);
  void look_around();
  [[noreturn]] void fail_without_answer(int general, const std::string& asked);
  [[noreturn]] void fail(int general, const std::string& how) const;

  Plan plan_;
  LookAround look_around_;
  std::string doing_;
  Generals ours_;
  Generals sound_;
  Generals lasting_;  // answer to the end
  int base_port_ = 0;
  std::vector<Descriptor> claims_;  // of its ports
  std::chrono::steady_clock::time_point next_look_{};
  Loop loop_;
  std::vector<std::unique_ptr<Member>> members_;
};

}  // namespace turncoat
