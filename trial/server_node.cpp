#include "turncoat/trial/server_node.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "turncoat/adversaries/order_json.hpp"
#include "turncoat/generals/wire.hpp"
#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/json_place.hpp"
#include "turncoat/support/number_text.hpp"
#include "turncoat/trial/behaviour.hpp"
#include "turncoat/trial/server_process.hpp"
#include "turncoat/trial/silence.hpp"

namespace turncoat {
namespace {

using std::chrono::milliseconds;

// A wrong one is judged again with so many times the deadline.
constexpr int kPatience = 5;
// After the time of all rounds, until it says that it is done.
constexpr int kMarginInDeadlines = 2;
// For a message that nobody expects, after all that are.
constexpr milliseconds kSettling{5};

// Its clock isn't started, which would be needed.
struct NotPossible {};

// In the manner each message comes in its round, and none is wrong.
bool every_message_is_right(Manner manner) {
  return manner == Manner::plain || manner == Manner::shuffled || manner == Manner::after_another ||
         manner == Manner::again;
}

std::string in_seconds(milliseconds time) {
  return duration(std::chrono::duration<double>(time).count());
}

// An agreement with one process, from its start to its decision.
class ServedAgreement {
 public:
  using Clock = ServerProcess::Clock;

  ServedAgreement(ServerProcess& server, const Script& script,
                  const std::vector<SentOrder>& expected, std::string agreement,
                  milliseconds answer_time)
      : server_(server),
        script_(script),
        expected_(expected),
        agreement_(std::move(agreement)),
        answer_time_(answer_time) {}

  Behaviour play(Manner manner) {
    server_.others().begin(agreement_);
    begin();
    if (!started_ && manner == Manner::late && script_.rounds[0].empty()) {
      throw NotPossible();  // what comes late would be the first that it hears
    }
    for (int round = 1; round <= rounds(); ++round) {
      for (const Delivery& each : script_.rounds[round - 1]) {
        deliver(each, every_message_is_right(manner));
      }
      if (started_ && round < rounds()) {
        wait_for_messages(
            round + 1, *started_ + round * server_.place().deadline + server_.place().deadline / 2);
      }
    }
    if (!started_) {
      throw NotPossible();
    }
    wait_until_done();
    wait_for_messages(rounds(), Clock::now() + server_.place().deadline / 2);
    const Order decision = decide();
    server_.pause(kSettling, "/decide");
    expect_no_trouble();
    Behaviour behaviour{.sends = server_.others().told(), .decision = decision};
    std::sort(behaviour.sends.begin(), behaviour.sends.end());
    return behaviour;
  }

  bool was_slow() const {
    return waited_ || (started_ && Clock::now() - *started_ > server_.place().deadline / 2);
  }

 private:
  int rounds() const { return server_.place().post.m + 1; }

  // A lieutenant that nobody says anything in the first round has its clock started, if it knows
  // that.
  void begin() {
    const bool is_commander = server_.place().post.general == kCommander;
    if (!is_commander && !script_.rounds[0].empty()) {
      return;
    }
    const auto answer = server_.ask(
        "POST", "/start", start_body(is_commander ? script_.post.order : kDefaultOrder, agreement_),
        answer_time_);
    const bool is_ok = answer && answer->status == http_status::kOk;
    if (is_commander && !is_ok) {
      fail_with("POST /start", answer);
    }
    if (is_ok) {
      started_ = Clock::now();
    }
  }

  void deliver(const Delivery& each, bool is_right) {
    const std::string body =
        each.path.empty()
            ? each.raw
            : fmt::format(R"({{"path":{},"value":{}{}}})", each.path, each.value,
                          agreement_.empty() ? "" : R"(,"agreement":)" + json_text(agreement_));
    auto answer = server_.ask("POST", "/order", body, answer_time_);
    if (!answer) {  // a connection that rested may have been closed
      answer = server_.ask("POST", "/order", body, answer_time_);
    }
    const bool is_ok = answer && answer->status == http_status::kOk;
    if (is_ok && !started_) {
      started_ = Clock::now();
    }
    if (is_right && !is_ok) {
      fail_with(fmt::format("POST /order {}", shown_line(body)), answer);
    }
  }

  void wait_for_messages(int length, Clock::time_point by) {
    const auto expected = static_cast<std::size_t>(
        std::count_if(expected_.begin(), expected_.end(),
                      [length](const SentOrder& sent) { return sent.path.size() <= length; }));
    bool is_late = false;
    server_.run_until(fmt::format("its messages of round {}", length), [&] {
      is_late = Clock::now() >= by;
      return is_late || server_.others().trouble() ||
             server_.others().told_up_to(length) >= expected;
    });
    waited_ = waited_ || is_late;
    expect_no_trouble();
  }

  void expect_no_trouble() const {
    if (server_.others().trouble()) {
      throw ItFailed(*server_.others().trouble());
    }
  }

  void wait_until_done() {
    constexpr milliseconds kLongestWait{20};
    const milliseconds margin = kMarginInDeadlines * server_.place().deadline;
    const Clock::time_point by = *started_ + rounds() * server_.place().deadline + margin;
    const std::string target = agreement_.empty() ? "/status" : "/status?agreement=" + agreement_;
    for (milliseconds wait{1}; true; wait = std::min(2 * wait, kLongestWait)) {
      const bool is_over = Clock::now() >= by;
      const auto answer = server_.ask("GET", target, "", answer_time_);
      if (!answer || answer->status != http_status::kOk) {
        fail_with("GET /status", answer);
      }
      if (read_done(answer->body)) {
        return;
      }
      if (is_over) {
        waited_ = true;
        throw ItFailed(
            fmt::format("it isn't done {} after the time of its last round", in_seconds(margin)));
      }
      server_.pause(wait, "GET /status");
    }
  }

  static bool read_done(const std::string& body) {
    try {
      const JsonPlace top = parse_json(body, "/status");
      return top.at("done").boolean();
    } catch (const BadInput& wrong) {
      throw ItFailed(fmt::format("it answers {}, in {}", wrong.what(), shown_line(body)));
    }
  }

  Order decide() {
    const std::string body =
        agreement_.empty() ? "{}" : fmt::format(R"({{"agreement":{}}})", json_text(agreement_));
    const auto answer = server_.ask("POST", "/decide", body, answer_time_);
    if (!answer || answer->status != http_status::kOk) {
      fail_with("POST /decide", answer);
    }
    try {
      return read_order(parse_json(answer->body, "/decide").at("value"));
    } catch (const BadInput& wrong) {
      throw ItFailed(fmt::format("it answers {}, in {}", wrong.what(), shown_line(answer->body)));
    }
  }

  [[noreturn]] void fail_with(const std::string& asked, const std::optional<HttpAnswer>& answer) {
    if (!answer) {
      constexpr milliseconds kTimeToSeeAnEnd{200};
      server_.pause(kTimeToSeeAnEnd, asked);
      waited_ = true;
      throw ItFailed(fmt::format("no answer to {} within {}", asked, in_seconds(answer_time_)));
    }
    throw ItFailed(fmt::format("it answers {} with status {}: {}", asked, answer->status,
                               shown_line(answer->body)));
  }

  ServerProcess& server_;
  const Script& script_;
  const std::vector<SentOrder>& expected_;
  std::string agreement_;
  milliseconds answer_time_;
  std::optional<Clock::time_point> started_{};
  bool waited_ = false;
};

}  // namespace

// A case played once.
struct ServerNode::Attempt {
  Judged judged{};
  bool was_slow = false;  // time may have to do with what is wrong
};

ServerNode::ServerNode(Launch launch, const ServerPlace& place, milliseconds answer_time)
    : launch_(std::move(launch)), place_(place), answer_time_(answer_time) {}

ServerNode::~ServerNode() = default;

void ServerNode::begin_anew() {
  server_.reset();
}

ServerProcess& ServerNode::server_for(const General::Post& post, milliseconds deadline) {
  if (server_ != nullptr) {
    const ServerProcess::Place& place = server_->place();
    if (server_->knows_agreements() && place.post.general == post.general &&
        place.post.n == post.n && place.post.m == post.m && place.deadline == deadline) {
      return *server_;
    }
  }
  server_.reset();  // its ports first
  server_ = std::make_unique<ServerProcess>(
      loop_, launch_,
      ServerProcess::Place{.post = post, .deadline = deadline, .base_port = place_.base_port});
  has_answered_ = true;
  return *server_;
}

ServerNode::Attempt ServerNode::attempt(const TrialCase& one, const Play& play,
                                        milliseconds deadline) {
  Attempt attempt;
  try {
    std::vector<Behaviour> behaviours;
    for (const Script& script : play.scripts) {
      ServerProcess& server = server_for(script.post, deadline);
      if (one.manner == Manner::after_another && !server.knows_agreements()) {
        return {.judged = {.applies = false}};
      }
      ServedAgreement agreement(server, script, play.allowed.front().sends,
                                server.knows_agreements() ? fmt::format("t{}", ++agreements_) : "",
                                answer_time_);
      try {
        behaviours.push_back(agreement.play(one.manner));
      } catch (...) {
        attempt.was_slow = attempt.was_slow || agreement.was_slow();
        throw;
      }
      attempt.was_slow = attempt.was_slow || agreement.was_slow();
    }
    attempt.judged = judged_by(one, play, behaviours);
  } catch (const NotPossible&) {
    return {.judged = {.applies = false}};
  } catch (const NotStarted& reason) {
    attempt.judged.mistakes.push_back({.kind = Mistake::Kind::fails, .what = reason.what()});
  } catch (const ItFailed& failure) {
    attempt.judged.mistakes.push_back({.kind = Mistake::Kind::fails, .what = failure.what()});
  }
  if (!attempt.judged.mistakes.empty()) {
    begin_anew();  // who knows what state it is in
  }
  return attempt;
}

Judged ServerNode::judged(const TrialCase& one) {
  const Play play = play_in(one.manner, one.scenario, one.general, one.seed);
  if (play.scripts.empty()) {
    return {.applies = false};
  }
  Attempt first = attempt(one, play, place_.deadline);
  if (first.judged.mistakes.empty() || !first.was_slow) {
    return first.judged;
  }
  return attempt(one, play, kPatience * place_.deadline).judged;
}

void ServerNode::play_all(std::span<const TrialCase> cases, const Visit& visit) {
  for (const TrialCase& one : cases) {
    if (!visit(one, judged(one))) {
      return;
    }
  }
}

}  // namespace turncoat
