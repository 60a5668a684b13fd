#include "turncoat/trial/node.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/printable.hpp"
#include "turncoat/trial/behaviour.hpp"
#include "turncoat/trial/silence.hpp"

namespace turncoat {
namespace {

constexpr std::size_t kMostSeats = 16;
// More than any right general sends in an agreement, and than one with a plain mistake.
constexpr std::uint64_t kMostSurplus = 10'000;

struct NotSupported {};

}  // namespace

// A process, told once which general it is.
struct Node::Seat {
  Seat(const Launch& launch, int general_given, int n_given)
      : general(general_given), n(n_given), dialogue(launch) {}

  int general;
  int n;
  Dialogue dialogue;
  std::uint64_t last_id = 0;
};

namespace {

// An agreement with one process, from its setup to its decision.
class Agreeing {
 public:
  Agreeing(Dialogue& dialogue, std::uint64_t& last_id, const Script& script,
           std::chrono::milliseconds answer_time)
      : dialogue_(dialogue), last_id_(last_id), script_(script), answer_time_(answer_time) {}

  void init(int n) {
    const std::uint64_t id = ++last_id_;
    dialogue_.say(init_line(id, script_.post.general, n));
    reply("init", id);
  }

  Behaviour play() {
    const General::Post& post = script_.post;
    std::uint64_t id = ++last_id_;
    dialogue_.say(setup_line(id, post));
    acks_ = reply("setup", id).acks;
    for (int round = 1; round <= post.m + 1; ++round) {
      id = ++last_id_;
      dialogue_.say(round_line(id, post.general, round, delivered_));
      reply("round", id);
      answered_rounds_ = round;
      deliver(script_.rounds[round - 1]);
    }
    id = ++last_id_;
    dialogue_.say(decide_line(id, post.general, delivered_));
    behaviour_.decision = reply("decide", id).value;
    std::sort(behaviour_.sends.begin(), behaviour_.sends.end());
    return std::move(behaviour_);
  }

  std::uint64_t delivered() const { return delivered_; }

 private:
  void deliver(const std::vector<Delivery>& deliveries) {
    const std::uint64_t before = last_id_;
    for (const Delivery& each : deliveries) {
      dialogue_.say(delivery_line(++last_id_, script_.post.general, each));
      delivered_ += each.path.empty() ? 0 : 1;
    }
    if (acks_) {
      acknowledged_after_ = before;
      for (std::uint64_t left = deliveries.size(); left > 0; --left) {
        reply("order", std::nullopt);
      }
    }
  }

  // To that message; to any order if none is named. Meanwhile it may send orders.
  NodeLine reply(const std::string& asked, std::optional<std::uint64_t> id) {
    const auto by = Dialogue::Clock::now() + answer_time_;
    while (true) {
      NodeLine line = next(asked, by);
      if (line.sent) {
        take(*line.sent);
      } else if (id ? line.in_reply_to == id
                    : line.in_reply_to && *line.in_reply_to > acknowledged_after_) {
        if (id && line.type == "error") {
          if (asked == "setup" && line.code == kNotSupported) {
            throw NotSupported();
          }
          throw ItFailed(fmt::format("it answers {} with error {}{}", asked, line.code,
                                     line.text.empty() ? "" : ": " + printable(line.text)));
        }
        if (id && line.type != asked + "_ok") {
          throw ItFailed(fmt::format("it answers {} with {}", asked, printable(line.type)));
        }
        return line;
      }
    }
  }

  NodeLine next(const std::string& asked, Dialogue::Clock::time_point by) {
    const auto text = dialogue_.hear(by);
    if (!text) {
      throw ItFailed(describe_silence(dialogue_, asked, answer_time_, asked == "init"));
    }
    if (++lines_ > script_.rounds.size() * kMostSurplus + kMostSurplus) {
      throw ItFailed(fmt::format("more than {} lines in one agreement", lines_ - 1));
    }
    try {
      return read_node_line(*text);
    } catch (const BadInput& wrong) {
      throw ItFailed(fmt::format("it writes {}, in {}", wrong.what(), shown_line(*text)));
    }
  }

  void take(const SentOrder& sent) {
    if (sent.path.size() <= answered_rounds_) {
      throw ItFailed(fmt::format("it sends {} after its answer to round {}", message_text(sent),
                                 answered_rounds_));
    }
    behaviour_.sends.push_back(sent);
  }

  Dialogue& dialogue_;
  std::uint64_t& last_id_;
  const Script& script_;
  std::chrono::milliseconds answer_time_;
  bool acks_ = false;
  std::uint64_t acknowledged_after_ = 0;
  int answered_rounds_ = 0;
  std::uint64_t delivered_ = 0;
  std::uint64_t lines_ = 0;
  Behaviour behaviour_;
};

}  // namespace

Node::Node(Launch launch, std::chrono::milliseconds answer_time)
    : launch_(std::move(launch)), answer_time_(answer_time) {}

Node::~Node() = default;

void Node::begin_anew() {
  seats_.clear();
}

Node::Seat& Node::seat_of(const General::Post& post) {
  const auto found = std::find_if(seats_.begin(), seats_.end(), [&](const Seat& seat) {
    return seat.general == post.general && seat.n == post.n;
  });
  if (found != seats_.end()) {
    seats_.splice(seats_.begin(), seats_, found);
    return seats_.front();
  }
  if (seats_.size() == kMostSeats) {
    seats_.pop_back();
  }
  Seat& seat = seats_.emplace_front(launch_, post.general, post.n);
  const Script nothing{.post = post, .rounds = {}};
  Agreeing(seat.dialogue, seat.last_id, nothing, answer_time_).init(post.n);
  has_answered_ = true;
  return seat;
}

Behaviour Node::performed(Seat& seat, const Script& script) {
  Agreeing agreeing(seat.dialogue, seat.last_id, script, answer_time_);
  Behaviour behaviour = agreeing.play();
  messages_ += agreeing.delivered() + behaviour.sends.size();
  return behaviour;
}

Judged Node::judged(const TrialCase& one) {
  const Play play = play_in(one.manner, one.scenario, one.general, one.seed);
  if (play.scripts.empty()) {
    return {.applies = false};
  }
  Judged judged;
  try {
    Seat& seat = seat_of(play.scripts[0].post);
    std::vector<Behaviour> behaviours;
    for (const Script& script : play.scripts) {
      behaviours.push_back(performed(seat, script));
    }
    judged = judged_by(one, play, behaviours);
  } catch (const NotSupported&) {
    return {.applies = false};
  } catch (const NotStarted& reason) {
    judged.mistakes.push_back({.kind = Mistake::Kind::fails, .what = reason.what()});
  } catch (const ItFailed& failure) {
    judged.mistakes.push_back({.kind = Mistake::Kind::fails, .what = failure.what()});
  }
  if (!judged.mistakes.empty()) {
    begin_anew();  // who knows what state it is in
  }
  return judged;
}

void Node::play_all(std::span<const TrialCase> cases, const Visit& visit) {
  for (const TrialCase& one : cases) {
    if (!visit(one, judged(one))) {
      return;
    }
  }
}

}  // namespace turncoat
