#include "turncoat/generals/cluster/cluster.hpp"

#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>
#include <string_view>
#include <utility>

#include "turncoat/adversaries/order_json.hpp"
#include "turncoat/generals/cluster/command.hpp"
#include "turncoat/generals/keys.hpp"
#include "turncoat/generals/wire.hpp"
#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/json_place.hpp"
#include "turncoat/support/printable.hpp"
#include "turncoat/support/stop.hpp"

namespace turncoat {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kBetweenLooks{20};
constexpr milliseconds kFirstWait{1};
constexpr milliseconds kLongestWait{50};
constexpr milliseconds kMostAnswerTime{30'000};
constexpr milliseconds kLongestStart{120'000};
// After the last round, for what has still to be answered.
constexpr milliseconds kGrace{10'000};
constexpr milliseconds kTimeToEnd{2'000};
constexpr std::size_t kMostPrinted = 2000;
// An argument of a program may have 128 KiB (execve(2)).
constexpr std::size_t kLongestArgument = 100'000;

// Throws BadInput unless it is what was asked for.
void expect_ok(const HttpAnswer& answer, const std::string& asked) {
  constexpr std::size_t kMostShown = 200;
  if (answer.status != http_status::kOk) {
    throw BadInput(fmt::format("{}: found HTTP status {}: {}", asked, answer.status,
                               shortened(answer.body, kMostShown)));
  }
}

bool is_done(const HttpAnswer& status) {
  expect_ok(status, "/status");
  const JsonPlace top = parse_json(status.body, "/status");
  return top.is_object() && top.has("done") && top.at("done").boolean();
}

// Of one of ours.
std::uint64_t number_of(const HttpAnswer& status, const std::string& key) {
  return parse_json(status.body, "/status").at(key).unsigned_integer();
}

// A file without a name, which is gone with the last process that has it open. Others may not read
// it.
Descriptor file_in_memory(const std::string& text) {
  Descriptor file(::memfd_create("turncoat", MFD_CLOEXEC));
  bool is_written = file.number() >= 0 && ::fchmod(file.number(), S_IRUSR | S_IWUSR) == 0;
  for (std::size_t written = 0; is_written && written < text.size();) {
    const ssize_t size = ::write(file.number(), text.data() + written, text.size() - written);
    is_written = size >= 0 || errno == EINTR;
    written += static_cast<std::size_t>(std::max<ssize_t>(size, 0));
  }
  if (!is_written) {
    throw std::runtime_error(fmt::format("no file in memory: {}", std::strerror(errno)));
  }
  return file;
}

std::string path_of(int descriptor) {
  return fmt::format("/dev/fd/{}", descriptor);
}

std::string numbers(Generals generals) {
  std::string text;
  for (const int g : generals) {
    text += (text.empty() ? "" : ",") + std::to_string(g);
  }
  return text.empty() ? "none" : text;
}

// ", not 3,5": who is waited for; nothing if that is everybody.
std::string not_yet(Generals waited_for, int all) {
  return waited_for.empty() || waited_for.size() == all ? "" : ", not " + numbers(waited_for);
}

}  // namespace

struct Cluster::Member {
  Member(Loop& loop, const Address& address) : client(loop, address) {}

  std::optional<Process> process;
  HttpClient client;
  std::string printed;  // the last of it
};

Cluster::Cluster(const Plan& plan, LookAround look_around)
    : plan_(plan),
      look_around_(std::move(look_around)),
      ours_(plan.setup.generals()),
      sound_(plan.setup.generals()),
      lasting_(plan.setup.generals()) {
  for (const auto& [general, command] : plan.commands) {
    ours_ = ours_.without(general);
    sound_ = sound_.without(general);
  }
  for (const auto& [general, text] : plan.faults) {
    sound_ = sound_.without(general);
  }
  start_all();
  wait_until_all_listen();
  for (const auto& [general, text] : plan.faults) {
    if (falls_silent(read_fault(text, plan.setup.rounds(), "fault"))) {
      lasting_ = lasting_.without(general);  // no agreement has begun
    }
  }
  // Nobody else's traitor has to answer, or to last.
  lasting_ = lasting_ - (plan.setup.traitors - ours_);
}

// All at once: those that don't end at once are killed.
Cluster::~Cluster() {
  for (const auto& member : members_) {
    if (member->process) {
      member->process->signal(SIGTERM);
      member->process->signal(SIGCONT);
    }
  }
  const auto is_running = [](const auto& member) {
    return member->process && !member->process->end();
  };
  const Clock::time_point end = Clock::now() + kTimeToEnd;
  loop_.run_until([&] {
    return std::none_of(members_.begin(), members_.end(), is_running) || Clock::now() >= end;
  });
}

void Cluster::start_all() {
  doing_ = "starting generals";
  Ports ports = listen_in_a_row(plan_.base_port, plan_.setup.n);
  base_port_ = ports.base;
  claims_ = std::move(ports.claims);
  std::optional<Descriptor> strategy;
  if (plan_.strategy.size() > kLongestArgument) {
    strategy.emplace(file_in_memory(plan_.strategy));
  }
  const std::vector<std::string> keys =
      plan_.keys ? Keys::fresh(plan_.setup.n) : std::vector<std::string>();
  for (const int g : plan_.setup.generals()) {
    Descriptor& listener = ports.listeners[g];
    const std::optional<Descriptor> keys_of_it =
        plan_.keys ? std::optional(file_in_memory(keys[g])) : std::nullopt;
    const Given given{.listener = listener.number(),
                      .strategy = strategy ? strategy->number() : -1,
                      .keys = keys_of_it ? keys_of_it->number() : -1};
    members_.push_back(std::make_unique<Member>(
        loop_, Address{.port = static_cast<std::uint16_t>(base_port_ + g)}));
    Process::Start start{.arguments = command_of(g, given), .errors_too = true};
    if (!ours_.contains(g)) {
      listener.close();  // it listens itself
    }
    for (const int descriptor : {listener.number(), given.strategy, given.keys}) {
      if (descriptor >= 0) {
        start.inherits.push_back(descriptor);
      }
    }
    try {
      members_.back()->process.emplace(start);
    } catch (const NotStarted& reason) {
      throw BadInput(fmt::format("general {}: {}", g, reason.what()));
    }
    listener.close();
  }
}

std::vector<std::string> Cluster::command_of(int general, const Given& given) const {
  const Setup& setup = plan_.setup;
  if (const auto found = plan_.commands.find(general); found != plan_.commands.end()) {
    return filled_in(found->second, {.id = general,
                                     .n = setup.n,
                                     .m = setup.m,
                                     .is_traitor = setup.traitors.contains(general),
                                     .base_port = base_port_,
                                     .deadline_ms = plan_.round_time.count(),
                                     .keys = given.keys >= 0 ? path_of(given.keys) : ""});
  }
  std::vector<std::string> words{plan_.program,   "general",
                                 "--id",          std::to_string(general),
                                 "--n",           std::to_string(setup.n),
                                 "--m",           std::to_string(setup.m),
                                 "--base-port",   std::to_string(base_port_),
                                 "--listen-fd",   std::to_string(given.listener),
                                 "--deadline-ms", std::to_string(plan_.round_time.count())};
  if (given.keys >= 0) {
    words.insert(words.end(), {"--keys", path_of(given.keys)});
  }
  if (plan_.one_by_one) {
    words.emplace_back("--one-by-one");
  }
  if (const auto found = plan_.faults.find(general); found != plan_.faults.end()) {
    words.insert(words.end(), {"--fault", found->second});
  } else if (setup.traitors.contains(general)) {
    words.insert(words.end(),
                 {"--traitor", given.strategy >= 0 ? "@" + path_of(given.strategy) : plan_.strategy,
                  "--seed", std::to_string(plan_.seed), "--order", std::string(name(setup.order)),
                  "--conspirators", numbers(setup.traitors)});
  }
  return words;
}

void Cluster::wait_until_all_listen() {
  const Clock::time_point end = Clock::now() + kLongestStart;
  Generals silent = plan_.setup.generals();
  while (true) {
    doing_ = fmt::format("{} of {} generals listen{}", plan_.setup.n - silent.size(), plan_.setup.n,
                         not_yet(silent, plan_.setup.n));
    const Answers answers = ask(silent, "GET", "/status", "");
    for (const int g : silent) {
      if (answers[g]) {
        silent = silent.without(g);
      }
    }
    if (silent.empty()) {
      return;
    }
    if (Clock::now() > end) {
      fail(silent.smallest(),
           fmt::format("doesn't answer on port {} after {} s", base_port_ + silent.smallest(),
                       kLongestStart.count() / 1000));
    }
    pause(kBetweenLooks);
  }
}

Cluster::Agreed Cluster::agree(const std::string& agreement) {
  const Clock::time_point begin = Clock::now();
  start_agreement(agreement);
  wait_until_done(agreement);
  Agreed agreed{.decisions = {}, .heard = std::vector<std::vector<std::string>>(members_.size())};
  const std::string body =
      agreement.empty() ? "{}" : fmt::format(R"({{"agreement":{}}})", json_text(agreement));
  const Generals deciders = plan_.setup.loyal_lieutenants();
  const Answers decisions = ask_again(deciders, "POST", "/decide", body);
  for (const int g : deciders) {
    try {
      if (!decisions[g]) {
        fail_without_answer(g, "/decide");
      }
      expect_ok(*decisions[g], "/decide");
      agreed.decisions.set(g, read_order(parse_json(decisions[g]->body, "/decide").at("value")));
    } catch (const BadInput& wrong) {
      fail(g, fmt::format("answers {}", wrong.what()));
    }
  }
  agreed.seconds = std::chrono::duration<double>(Clock::now() - begin).count();

  const std::string of = agreement.empty() ? "" : "?agreement=" + agreement;
  const Generals tell = sound_.without(kCommander);
  const Answers heard = ask_again(tell, "GET", "/heard" + of, "");
  const Answers status = ask_again(sound_, "GET", "/status" + of, "");
  for (const int g : tell) {
    if (!heard[g]) {
      fail_without_answer(g, "/heard");
    }
    for (const JsonPlace& round :
         parse_json(heard[g]->body, "/heard").at("rounds").elements(kMaxGenerals)) {
      agreed.heard[g].push_back(round.text(heard[g]->body.size()));
    }
  }
  for (const int g : sound_) {
    if (status[g]) {
      agreed.refused += number_of(*status[g], "refused");
      agreed.forged += number_of(*status[g], "forged");
    }
  }
  return agreed;
}

std::uint64_t Cluster::memory_bytes() const {
  constexpr std::uint64_t kKibibyte = 1024;
  std::uint64_t bytes = 0;
  for (const int g : ours_) {
    std::ifstream rollup(fmt::format("/proc/{}/smaps_rollup", members_[g]->process->number()));
    for (std::string word; rollup >> word;) {
      if (word == "Pss:") {
        std::uint64_t kibibytes = 0;
        rollup >> kibibytes;
        bytes += kibibytes * kKibibyte;
      }
    }
  }
  return bytes;
}

// Lieutenants of ours only start their clock; somebody else's need not know /start.
void Cluster::start_agreement(const std::string& agreement) {
  doing_ = "starting the agreement";
  const Generals whom = ours_.with(kCommander);
  const Answers answers =
      ask_again(whom, "POST", "/start", start_body(plan_.setup.order, agreement));
  for (const int g : whom& lasting_) {
    if (!answers[g]) {
      fail_without_answer(g, "/start");
    }
    try {
      expect_ok(*answers[g], "/start");
    } catch (const BadInput& wrong) {
      fail(g, fmt::format("answers {}", wrong.what()));
    }
  }
}

void Cluster::wait_until_done(const std::string& agreement) {
  const int rounds = plan_.setup.rounds();
  const Clock::time_point end = Clock::now() + rounds * plan_.round_time + kGrace;
  Generals busy = sound_ | (plan_.setup.loyal() & lasting_);
  const int all = busy.size();
  std::uint64_t round = 1;
  for (milliseconds between = kFirstWait; true; between = std::min(2 * between, kLongestWait)) {
    doing_ = fmt::format("round {} of {}, {} of {} generals are done{}",
                         std::min(round, static_cast<std::uint64_t>(rounds)), rounds,
                         all - busy.size(), all, not_yet(busy, all));
    const Answers answers =
        ask(busy, "GET", "/status" + (agreement.empty() ? "" : "?agreement=" + agreement), "");
    for (const int g : busy) {
      try {
        if (answers[g] && is_done(*answers[g])) {
          busy = busy.without(g);
        } else if (answers[g] && ours_.contains(g)) {
          round = number_of(*answers[g], "round");
        }
      } catch (const BadInput& wrong) {
        fail(g, fmt::format("answers {}", wrong.what()));
      }
    }
    if (busy.empty()) {
      doing_ = "all rounds are over";
      return;
    }
    if (Clock::now() > end) {
      fail(busy.smallest(), "isn't done, though the time of all rounds is over");
    }
    pause(between);
  }
}

Cluster::Answers Cluster::ask(Generals whom, const std::string& method, const std::string& target,
                              const std::string& body) {
  struct Asked {
    Answers answers;
    Generals waiting;
  };
  // Shared, as who needn't last isn't waited for.
  const auto asked = std::make_shared<Asked>(
      Asked{.answers = Answers(members_.size()), .waiting = whom & lasting_});
  for (const int g : whom) {
    if (members_[g]->client.is_busy()) {
      continue;
    }
    members_[g]->client.request(method, target, body, kMostAnswerTime,
                                [this, asked, g](std::optional<HttpAnswer> answer) {
                                  asked->answers[g] = std::move(answer);
                                  asked->waiting = asked->waiting.without(g);
                                  loop_.stop();
                                });
  }
  run_until([&asked] { return asked->waiting.empty(); });
  return asked->answers;
}

// A connection that rested may have been closed by the other side: who doesn't answer is asked once
// more.
Cluster::Answers Cluster::ask_again(Generals whom, const std::string& method,
                                    const std::string& target, const std::string& body) {
  Answers answers = ask(whom, method, target, body);
  Generals silent;
  for (const int g : whom& lasting_) {
    if (!answers[g]) {
      silent.insert(g);
    }
  }
  const Answers second = ask(silent, method, target, body);
  for (const int g : silent) {
    answers[g] = second[g];
  }
  return answers;
}

void Cluster::pause(milliseconds time) {
  const Clock::time_point end = Clock::now() + time;
  run_until([end] { return Clock::now() >= end; });
}

void Cluster::run_until(const std::function<bool()>& is_over) {
  loop_.run_until([&] {
    if (Clock::now() >= next_look_) {
      look_around();
      next_look_ = Clock::now() + kBetweenLooks;
    }
    return is_over();
  });
}

void Cluster::look_around() {
  for (const int g : plan_.setup.generals()) {
    Member& member = *members_[g];
    const std::optional<Process::End> end = member.process->end();
    member.process->take_end_of_output(member.printed, kMostPrinted);
    if (end && lasting_.contains(g)) {
      fail(g, describe(*end));
    }
  }
  if (look_around_(doing_)) {
    throw Stopped();
  }
}

// It may have ended, which is seen a moment later.
void Cluster::fail_without_answer(int general, const std::string& asked) {
  constexpr milliseconds kTimeToSeeIt{200};
  const Clock::time_point end = Clock::now() + kTimeToSeeIt;
  while (!members_[general]->process->end() && Clock::now() < end) {
    ::usleep(1000);
  }
  look_around();
  fail(general, "doesn't answer " + asked);
}

void Cluster::fail(int general, const std::string& how) const {
  const std::string& printed = members_[general]->printed;
  throw GeneralFailed(fmt::format("general {} {} ({}){}", general, how, doing_,
                                  printed.empty() ? "" : "; it printed: " + last_line(printed)));
}

}  // namespace turncoat
