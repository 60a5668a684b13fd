#include "turncoat/properties/prove/exhaustion/exhaustion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

#include "turncoat/adversaries/scripted.hpp"
#include "turncoat/core/message_count.hpp"
#include "turncoat/core/om/lanes/lane_run.hpp"
#include "turncoat/properties/lane_play.hpp"
#include "turncoat/support/check.hpp"
#include "turncoat/support/number_text.hpp"

namespace turncoat {
namespace {

constexpr int kLaneNumberBits = std::countr_zero(static_cast<unsigned>(kLanes));
constexpr std::uint64_t kEvenLanes = 0x5555'5555'5555'5555;

// Counts the free messages of a run, which are the questions that it asks.
class Counting final : public LaneAdversary {
 public:
  explicit Counting(int last_round) : last_round_(last_round) {}

  void says(const Path& path, int /*receiver*/, const LaneBits& /*relayed*/,
            LaneSaid& /*says*/) override {
    ++(path.size() == last_round_ ? private_messages : public_messages);
  }

  int public_messages = 0;
  int private_messages = 0;

 private:
  int last_round_;
};

// Evaluations by number, kLanes of consecutive numbers a pass. Bit 0 of the number is the order in
// all private messages, bit i+1 the order in the i-th public message asked for. Lanes beyond the
// last evaluation repeat earlier ones.
class Numbered final : public LaneAdversary {
 public:
  Numbered(int last_round, int public_messages) : last_round_(last_round) {
    bits_.resize(static_cast<std::size_t>(std::max(public_messages + 1, kLaneNumberBits)));
    for (int lane = 0; lane < kLanes; ++lane) {
      for (int bit = 0; bit < kLaneNumberBits; ++bit) {
        bits_[static_cast<std::size_t>(bit)].set(lane, (lane >> bit & 1) != 0);
      }
    }
  }

  // Before each pass.
  void begin(std::uint64_t pass) {
    next_public_ = 0;
    for (std::size_t bit = kLaneNumberBits; bit < bits_.size(); ++bit) {
      const bool is_set = (pass >> (bit - kLaneNumberBits) & 1) != 0;
      bits_[bit].words.fill(is_set ? ~std::uint64_t{0} : 0);
    }
  }

  void says(const Path& path, int /*receiver*/, const LaneBits& /*relayed*/,
            LaneSaid& says) override {
    says.attack = path.size() == last_round_ ? bits_[0] : bits_[++next_public_];
  }

 private:
  int last_round_;
  std::vector<LaneBits> bits_;  // by bit of the number: that bit of each lane's evaluation
  std::size_t next_public_ = 0;
};

// The public messages as numbered; the private ones bring those lieutenants to those orders. The
// others hear faithful relays.
class Bringing final : public LaneAdversary {
 public:
  Bringing(Numbered& numbered, int last_round, const Decisions& orders)
      : numbered_(numbered), last_round_(last_round), orders_(orders) {}

  void says(const Path& path, int receiver, const LaneBits& relayed, LaneSaid& says) override {
    if (path.size() < last_round_) {
      numbered_.says(path, receiver, relayed, says);
    } else if (orders_.deciders().contains(receiver)) {
      const bool attack = orders_.of(receiver) == Order::attack;
      says.attack.words.fill(attack ? ~std::uint64_t{0} : 0);
    }
  }

 private:
  Numbered& numbered_;
  int last_round_;
  Decisions orders_;
};

class Enumeration {
 public:
  Enumeration(const Setup& setup, const ExhaustOptions& options)
      : setup_(setup),
        options_(options),
        last_round_(options.rules.rounds(setup.m)),
        run_(make_lane_run(setup, options.rules)) {
    Counting counting(last_round_);
    run_->run(counting);
    result_.public_messages = counting.public_messages;
    result_.private_messages = counting.private_messages;
    for (const Property property : kProperties) {
      if (is_vacuous(property, setup)) {
        answer(property).verdict = Verdict::vacuous;
      }
    }
  }

  Exhaustion result() {
    if (is_settled()) {
      return std::move(result_);
    }
    const std::uint64_t evaluations = evaluations_needed();
    Numbered numbered(last_round_, result_.public_messages);
    for (std::uint64_t pass = 0; result_.evaluations < evaluations && !is_settled(); ++pass) {
      if (options_.stop && options_.stop()) {
        return std::move(result_);
      }
      numbered.begin(pass);
      run_->run(numbered);
      result_.evaluations += std::min<std::uint64_t>(kLanes, evaluations);
      take_scenarios(breaches(), numbered, pass);
    }
    for (Exhaustion::Answer& each : result_.answers) {
      if (each.verdict == Verdict::undecided) {
        each.verdict = Verdict::holds;
      }
    }
    return std::move(result_);
  }

 private:
  Exhaustion::Answer& answer(Property property) {
    return result_.answers[static_cast<std::size_t>(property)];
  }

  bool is_settled() const {
    return std::none_of(
        result_.answers.begin(), result_.answers.end(),
        [](const Exhaustion::Answer& each) { return each.verdict == Verdict::undecided; });
  }

  std::uint64_t evaluations_needed() const {
    const int exponent = result_.public_messages + 1;
    if (exponent >= 64 || std::uint64_t{1} << exponent > options_.evaluation_limit) {
      throw TooManyEvaluations(fmt::format(
          "OM({}) with {} generals, traitors {}: {} messages of rounds before the last are free, "
          "which takes {} evaluations; expected at most {}",
          setup_.m, setup_.n, to_string(setup_.traitors), result_.public_messages,
          describe_power_of_two(exponent), with_commas(options_.evaluation_limit)));
    }
    return std::uint64_t{1} << exponent;
  }

  struct Breach {
    Property property;
    int even_lane;
    Decisions decisions;
  };

  void take_scenarios(const std::vector<Breach>& breaches, Numbered& numbered, std::uint64_t pass) {
    for (const auto& [property, lane, decisions] : breaches) {
      numbered.begin(pass);
      Bringing bringing(numbered, last_round_, decisions);
      Exhaustion::Answer& found = answer(property);
      found.scenario = confirmed(setup_, property, Scripted(lies_in_lane(*run_, bringing, lane)),
                                 "exhaustion", options_.rules);
      found.verdict = Verdict::violated;
    }
  }

  // In the last pass, of the properties that are undecided.
  std::vector<Breach> breaches() const {
    const Reach reach = reach_of_all();
    std::vector<Breach> found;
    for (const Property property : kProperties) {
      const auto lane = first_lane(violable_lanes(property, reach));
      if (result_.of(property).verdict == Verdict::undecided && lane) {
        found.push_back({property, *lane, violating_decisions(property, *lane)});
      }
    }
    return found;
  }

  // The even lanes stand for the assignments: those by which some loyal lieutenant can be brought
  // to attack, and those by which some can be brought to retreat.
  struct Reach {
    LaneBits attack;
    LaneBits retreat;
  };

  Reach reach_of_all() const {
    Reach reach;
    for (const int i : setup_.loyal_lieutenants()) {
      const LaneBits& decision = run_->decision(i);
      for (std::size_t w = 0; w < decision.words.size(); ++w) {
        const std::uint64_t if_all_retreat = decision.words[w] & kEvenLanes;
        const std::uint64_t if_all_attack = decision.words[w] >> 1 & kEvenLanes;
        check((if_all_retreat & ~if_all_attack) == 0,
              "no retreat where only more messages say attack");
        reach.attack.words[w] |= if_all_attack;
        reach.retreat.words[w] |= ~if_all_retreat & kEvenLanes;
      }
    }
    return reach;
  }

  // The assignments in which private messages can violate the property. IC1: if one lieutenant can
  // be brought to attack and one to retreat, two can differ, because there are two and everybody
  // can be brought to at least one order.
  LaneBits violable_lanes(Property property, const Reach& reach) const {
    if (property == Property::IC2) {
      return setup_.order == Order::attack ? reach.retreat : reach.attack;
    }
    LaneBits both;
    for (std::size_t w = 0; w < both.words.size(); ++w) {
      both.words[w] = reach.attack.words[w] & reach.retreat.words[w];
    }
    return both;
  }

  Generals who_can(Order order, int even_lane) const {
    const bool attack = order == Order::attack;
    Generals able;
    for (const int i : setup_.loyal_lieutenants()) {
      if (run_->decision(i).lane(attack ? even_lane + 1 : even_lane) == attack) {
        able.insert(i);
      }
    }
    return able;
  }

  // Decisions that violate the property, of one lieutenant (IC2) or of two (IC1).
  Decisions violating_decisions(Property property, int even_lane) const {
    Decisions decisions;
    if (property == Property::IC2) {
      const Order wrong = opposite(setup_.order);
      decisions.set(who_can(wrong, even_lane).smallest(), wrong);
      return decisions;
    }
    const Generals retreaters = who_can(Order::retreat, even_lane);
    for (const int attacker : who_can(Order::attack, even_lane)) {
      if (const Generals others = retreaters.without(attacker); !others.empty()) {
        decisions.set(attacker, Order::attack);
        decisions.set(others.smallest(), Order::retreat);
        return decisions;
      }
    }
    check(false, "two lieutenants who can be brought to different decisions");
    return decisions;
  }

  const Setup& setup_;
  const ExhaustOptions& options_;
  int last_round_;
  std::unique_ptr<LaneRun> run_;
  Exhaustion result_;
};

}  // namespace

Exhaustion exhaust(const Setup& setup, const ExhaustOptions& options) {
  refuse_more_messages_than(options.message_limit, validated(setup));
  return Enumeration(setup, options).result();
}

std::string describe_power_of_two(int exponent) {
  if (exponent < 64) {
    return fmt::format("2^{} ({})", exponent, with_commas(std::uint64_t{1} << exponent));
  }
  if (exponent < std::numeric_limits<double>::max_exponent) {
    return fmt::format("2^{} (about {:.1e})", exponent, std::ldexp(1.0, exponent));
  }
  return fmt::format("2^{} (about 10^{:.0f})", exponent, exponent * std::log10(2.0));
}

}  // namespace turncoat
