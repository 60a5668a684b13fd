#include "turncoat/trial/server_process.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <memory>
#include <thread>
#include <utility>

#include "turncoat/generals/cluster/command.hpp"
#include "turncoat/generals/wire.hpp"
#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/json_place.hpp"
#include "turncoat/support/printable.hpp"
#include "turncoat/support/sandbox.hpp"
#include "turncoat/trial/silence.hpp"

namespace turncoat {
namespace {

using std::chrono::milliseconds;

// To listen; a program may have much to load.
constexpr milliseconds kMostStartTime{30'000};
// For the ports of a process that was ended.
constexpr milliseconds kPortTime{5'000};
constexpr milliseconds kBetweenAttempts{10};
constexpr const char* kSomeAgreement = "t0";

Ports ports_for(int base, int n) {
  const ServerProcess::Clock::time_point by = ServerProcess::Clock::now() + kPortTime;
  while (true) {
    try {
      return listen_in_a_row(base, n);
    } catch (const BadInput&) {
      if (base == 0 || ServerProcess::Clock::now() >= by) {
        throw;
      }
      std::this_thread::sleep_for(kBetweenAttempts);
    }
  }
}

Process::Start start_of(const Launch& launch, const ServerProcess::Place& place, int base) {
  const std::vector<std::string> command =
      filled_in(launch.command, {.id = place.post.general,
                                 .n = place.post.n,
                                 .m = place.post.m,
                                 .base_port = base,
                                 .deadline_ms = place.deadline.count()});
  return {.arguments =
              launch.in_sandbox ? in_sandbox(command, launch.folder, Network::shared) : command,
          .folder = launch.folder,
          .errors_too = true,
          .guarded = true};
}

// Its /status names the agreement that it was asked for.
bool echoes_agreement(const HttpAnswer& status) {
  try {
    const JsonPlace top = parse_json(status.body, "/status");
    return top.is_object() && top.has("agreement") &&
           top.at("agreement").text(kMostNameBytes) == kSomeAgreement;
  } catch (const BadInput&) {
    return false;
  }
}

}  // namespace

ServerProcess::ServerProcess(Loop& loop, const Launch& launch, const Place& place)
    : ServerProcess(loop, launch, place, ports_for(place.base_port, place.post.n)) {}

ServerProcess::ServerProcess(Loop& loop, const Launch& launch, const Place& place, Ports ports)
    : loop_(loop),
      place_(place),
      claims_(std::move(ports.claims)),
      others_(loop, std::move(ports.listeners), place.post.general),
      process_(start_of(launch, place, ports.base)),
      watch_(launch.watch),
      client_(loop, Address{.port = static_cast<std::uint16_t>(ports.base + place.post.general)}) {
  if (watch_ != nullptr) {
    watch_->add(process_.number());
  }
  try {
    wait_until_it_listens();
  } catch (...) {
    leave_watch();
    throw;
  }
}

ServerProcess::~ServerProcess() {
  leave_watch();
}

// Before its number can be somebody else's.
void ServerProcess::leave_watch() {
  if (watch_ != nullptr) {
    std::exchange(watch_, nullptr)->leave(process_.number());
  }
}

void ServerProcess::wait_until_it_listens() {
  const std::string asked = "GET /status";
  const Clock::time_point by = Clock::now() + kMostStartTime;
  while (Clock::now() < by) {
    const auto answer =
        ask("GET", std::string("/status?agreement=") + kSomeAgreement, "", kMostStartTime);
    if (answer) {
      knows_agreements_ = echoes_agreement(*answer);
      return;
    }
    pause(kBetweenAttempts, asked);
  }
  throw ItFailed(
      fmt::format("it doesn't listen on its port within {} s", kMostStartTime.count() / 1000));
}

void ServerProcess::look(const std::string& asked) {
  constexpr std::size_t kMostPrinted = 2000;
  process_.take_end_of_output(printed_, kMostPrinted);
  const auto end = process_.end();
  if (!end) {
    return;
  }
  process_.take_end_of_output(printed_, kMostPrinted);
  const std::string why = watch_ != nullptr ? watch_->why_ended(process_.number()) : "";
  leave_watch();
  const std::string how = why.empty() ? describe(*end) : why + ", and was ended";
  const std::string last = last_line(printed_);
  throw ItFailed(fmt::format("it {} when asked for {}{}", how, asked,
                             last.empty() ? "" : "; its last words: " + printable(last)));
}

void ServerProcess::run_until(const std::string& asked, const std::function<bool()>& is_over) {
  constexpr milliseconds kBetweenLooks{20};
  loop_.run_until([&] {
    if (Clock::now() >= next_look_) {
      next_look_ = Clock::now() + kBetweenLooks;
      look(asked);
    }
    return is_over();
  });
}

void ServerProcess::pause(milliseconds time, const std::string& asked) {
  const Clock::time_point by = Clock::now() + time;
  run_until(asked, [by] { return Clock::now() >= by; });
}

std::optional<HttpAnswer> ServerProcess::ask(const std::string& method, const std::string& target,
                                             const std::string& body, milliseconds time) {
  // Shared: if the process ends first, the answer may come later.
  struct Asked {
    bool is_over = false;
    std::optional<HttpAnswer> answer{};
  };
  const auto one = std::make_shared<Asked>();
  client_.request(method, target, body, time, [this, one](std::optional<HttpAnswer> answer) {
    one->answer = std::move(answer);
    one->is_over = true;
    loop_.stop();
  });
  run_until(fmt::format("{} {}", method, target), [&] { return one->is_over; });
  return one->answer;
}

}  // namespace turncoat
