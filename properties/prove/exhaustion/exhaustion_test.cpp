// The enumeration of public messages against that of all messages, and against the prover.
#include "turncoat/properties/prove/exhaustion/exhaustion.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <string_view>
#include <vector>

#include "turncoat/core/message_count.hpp"
#include "turncoat/core/om/reference.hpp"
#include "turncoat/core/testing.hpp"
#include "turncoat/properties/claims/mutants.hpp"
#include "turncoat/properties/prove/sat/prove.hpp"

namespace turncoat {
namespace {

// The free messages of OM(m) as it is played by those rules.
std::vector<Lie> free_messages_of(turncoat::Setup setup, const Rules& rules) {
  setup.m = rules.rounds(setup.m) - 1;
  std::vector<Lie> places;
  for_each_lie_place(setup, [&](const Path& path, int to) {
    places.push_back({path, to, Said::retreat});
    return true;
  });
  return places;
}

// In place i bit i of the code.
class Coded final : public Adversary {
 public:
  Coded(const std::vector<Lie>& places, std::uint64_t code) : places_(places), code_(code) {}

  Told says(const Path& path, Generals receivers, Order /*relayed*/) const override {
    return tell_each(receivers, [&](int receiver) {
      for (std::size_t i = 0; i < places_.size(); ++i) {
        if (places_[i].to == receiver && places_[i].path == path) {
          return (code_ >> i & 1) != 0 ? Said::attack : Said::retreat;
        }
      }
      ADD_FAILURE() << "a message that is not in the list: " << to_string(path);
      return Said::silence;
    });
  }

 private:
  const std::vector<Lie>& places_;
  std::uint64_t code_;
};

// Everything that can be said in one setup, without anything that exhaustion.hpp uses.
class Everything {
 public:
  Everything(const turncoat::Setup& setup, const Rules& rules, const std::vector<Lie>& places)
      : setup_(setup), codes_(std::uint64_t{1} << places.size()) {
    for (std::size_t i = 0; i < places.size(); ++i) {
      const bool is_last_round = places[i].path.size() == rules.rounds(setup.m);
      (is_last_round ? private_[places[i].to] : public_) |= std::uint64_t{1} << i;
    }
    for (std::uint64_t code = 0; code < codes_; ++code) {
      decisions_.push_back(run_reference(setup, Coded(places, code), rules).decisions);
      for (const Property property : kProperties) {
        breaks_[static_cast<std::size_t>(property)] |=
            violation_of(property, setup, decisions_.back()).has_value();
      }
    }
  }

  bool breaks(Property property) const { return breaks_[static_cast<std::size_t>(property)]; }
  int public_messages() const { return std::popcount(public_); }

  // How many decisions are other than that with everybody else's private messages set to retreat.
  int differing_by_messages_of_others() const {
    return count_deciding_otherwise([&](std::uint64_t code, int i) {
      return decisions_[code & (public_ | private_[i])].of(i);
    });
  }

  // How many decisions are neither that with all private messages retreat nor all attack.
  int beyond_the_extremes() const {
    return count_deciding_otherwise([&](std::uint64_t code, int i) {
      const std::uint64_t all_retreat = code & public_;
      const std::uint64_t all_attack = code | ((codes_ - 1) & ~public_);
      const Order decided = decisions_[code].of(i);
      return decided == decisions_[all_attack].of(i) ? decided : decisions_[all_retreat].of(i);
    });
  }

 private:
  template <class Expected>
  int count_deciding_otherwise(Expected&& expected) const {
    int count = 0;
    for (std::uint64_t code = 0; code < codes_; ++code) {
      for (const int i : setup_.loyal_lieutenants()) {
        count += decisions_[code].of(i) != expected(code, i) ? 1 : 0;
      }
    }
    return count;
  }

  turncoat::Setup setup_;
  std::uint64_t codes_;
  std::uint64_t public_ = 0;  // which bits of a code
  std::array<std::uint64_t, kMaxGenerals> private_{};
  std::vector<Decisions> decisions_;  // by code
  std::array<bool, kProperties.size()> breaks_{};
};

struct Compared {
  int setups = 0;
  int holds = 0;
  int violated = 0;
  int vacuous = 0;

  void count(Verdict verdict) {
    ++(verdict == Verdict::holds ? holds : verdict == Verdict::violated ? violated : vacuous);
  }
  friend bool operator==(const Compared&, const Compared&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Compared& c) {
    return out << c.setups << " setups; properties: " << c.holds << " hold, " << c.violated
               << " violated, " << c.vacuous << " vacuous";
  }
};

void expect_a_scenario_where_violated(const Exhaustion& found, const turncoat::Setup& setup,
                                      Property property, const Rules& rules) {
  const Exhaustion::Answer& answer = found.of(property);
  ASSERT_EQ(answer.scenario.has_value(), answer.verdict == Verdict::violated);
  if (answer.scenario) {
    EXPECT_EQ(answer.scenario->setup, setup);
    EXPECT_TRUE(violates(*answer.scenario, property, rules));
  }
}

// Every setup of at most six generals with at most so many free messages.
Compared compare_with_everything(std::size_t most_free_messages, const Rules& rules) {
  Compared compared;
  for (const turncoat::Setup& setup : test::every_setup(6)) {
    const std::vector<Lie> places = free_messages_of(setup, rules);
    if (places.size() > most_free_messages) {
      continue;
    }
    SCOPED_TRACE(test::to_string(setup));
    const Everything everything(setup, rules, places);
    EXPECT_EQ(everything.differing_by_messages_of_others(), 0) << "the last round is private";
    EXPECT_EQ(everything.beyond_the_extremes(), 0);
    const Exhaustion found = exhaust(setup, {.rules = rules});
    EXPECT_EQ(found.public_messages, everything.public_messages());
    EXPECT_EQ(found.free_messages(), static_cast<int>(places.size()));
    bool any_holds = false;
    for (const Property property : kProperties) {
      const Verdict expected = is_vacuous(property, setup)   ? Verdict::vacuous
                               : everything.breaks(property) ? Verdict::violated
                                                             : Verdict::holds;
      EXPECT_EQ(found.of(property).verdict, expected) << name(property);
      expect_a_scenario_where_violated(found, setup, property, rules);
      compared.count(expected);
      any_holds = any_holds || expected == Verdict::holds;
    }
    if (any_holds) {
      EXPECT_EQ(found.evaluations, std::uint64_t{2} << everything.public_messages());
    }
    ++compared.setups;
  }
  return compared;
}

TEST(Exhaustion, AgreesWithEnumerationOfAllMessages) {
  EXPECT_EQ(compare_with_everything(12, Rules{}),
            (Compared{.setups = 604, .holds = 390, .violated = 288, .vacuous = 530}));
}

TEST(Exhaustion, AgreesWithEnumerationOfAllMessagesForEveryMutant) {
  for (const Mutant& mutant : mutants()) {
    SCOPED_TRACE(mutant.name);
    const Compared compared = compare_with_everything(10, mutant.rules);
    EXPECT_GE(compared.setups, 584);  // so many by the right rules
    EXPECT_GE(compared.holds, 300);
    EXPECT_GE(compared.violated, 180);
  }
}

// Every setup of at most n_max generals whose public messages are few, against the prover.
Compared compare_with_prover(int n_max, const Rules& rules) {
  constexpr std::uint64_t kMostEvaluations = 1 << 15;
  Compared compared;
  for (const turncoat::Setup& setup : test::every_setup(n_max)) {
    SCOPED_TRACE(test::to_string(setup));
    Exhaustion found;
    try {
      found = exhaust(setup, {.rules = rules, .evaluation_limit = kMostEvaluations});
    } catch (const TooManyEvaluations&) {
      continue;
    }
    for (const Property property : kProperties) {
      EXPECT_EQ(found.of(property).verdict, prove(setup, property, {.rules = rules}).verdict)
          << name(property);
      compared.count(found.of(property).verdict);
    }
    ++compared.setups;
  }
  return compared;
}

TEST(Exhaustion, AgreesWithTheProver) {
  EXPECT_EQ(compare_with_prover(8, Rules{}),
            (Compared{.setups = 3'082, .holds = 1'916, .violated = 2'126, .vacuous = 2'122}));
}

TEST(Exhaustion, AgreesWithTheProverForEveryMutant) {
  for (const Mutant& mutant : mutants()) {
    SCOPED_TRACE(mutant.name);
    const Compared compared = compare_with_prover(6, mutant.rules);
    EXPECT_GE(compared.setups, 800);
    EXPECT_GE(compared.holds, 300);
    EXPECT_GE(compared.violated, 200);
  }
}

// Every two traitors among seven generals: with the commander, and without.
TEST(Exhaustion, SettlesTwoTraitorsAmongSevenCompletely) {
  int setups = 0;
  std::uint64_t evaluations = 0;
  for (const turncoat::Setup& setup : test::every_setup(7)) {
    if (setup.n != 7 || setup.m != 2 || setup.traitor_count() != 2) {
      continue;
    }
    SCOPED_TRACE(test::to_string(setup));
    const bool commander_is_loyal = setup.commander_is_loyal();
    const Exhaustion found = exhaust(setup);
    EXPECT_EQ(found.of(Property::IC1).verdict, Verdict::holds);
    EXPECT_EQ(found.of(Property::IC2).verdict,
              commander_is_loyal ? Verdict::holds : Verdict::vacuous);
    // Loyal: [0,t] to 4 each. Traitor: [0] to 5, [0,t] to 5.
    EXPECT_EQ(found.public_messages, commander_is_loyal ? 2 * 4 : 5 + 5);
    // Loyal: [0,i,t] to 3 for 4 loyal i and to 4 for the other traitor, each. Traitor: [0,i,t].
    EXPECT_EQ(found.private_messages, commander_is_loyal ? 2 * (4 * 3 + 4) : 5 * 4);
    EXPECT_EQ(describe_power_of_two(found.free_messages()),
              commander_is_loyal ? "2^40 (1,099,511,627,776)" : "2^30 (1,073,741,824)");
    EXPECT_EQ(found.evaluations, commander_is_loyal ? 512U : 2'048U);
    evaluations += found.evaluations;
    ++setups;
  }
  EXPECT_EQ(setups, 2 * (15 + 6));
  EXPECT_EQ(evaluations, 2U * (15 * 512 + 6 * 2'048));
}

// One general fewer: two lieutenants can break an order to attack, and nothing else.
TEST(Exhaustion, FindsWhatTwoTraitorsAmongSixCanBreak) {
  Compared compared;
  for (const turncoat::Setup& setup : test::every_setup(6)) {
    if (setup.n != 6 || setup.m != 2 || setup.traitor_count() != 2) {
      continue;
    }
    SCOPED_TRACE(test::to_string(setup));
    const bool is_broken = setup.commander_is_loyal() && setup.order == Order::attack;
    const Exhaustion found = exhaust(setup);
    for (const Property property : kProperties) {
      const Verdict verdict = found.of(property).verdict;
      EXPECT_EQ(verdict == Verdict::violated, is_broken) << name(property);
      expect_a_scenario_where_violated(found, setup, property, Rules{});
      compared.count(verdict);
    }
    ++compared.setups;
  }
  EXPECT_EQ(compared, (Compared{.setups = 30, .holds = 30, .violated = 20, .vacuous = 10}));
}

// Lemma 1 where the theorem promises nothing: three traitors, OM(2).
TEST(Exhaustion, ConfirmsLemma1ForThreeTraitorsAmongTen) {
  for (const Order order : {Order::attack, Order::retreat}) {
    const turncoat::Setup setup{
        .n = 10, .m = 2, .order = order, .traitors = Generals::range(7, 10)};
    const Exhaustion found = exhaust(setup);
    for (const Property property : kProperties) {
      EXPECT_EQ(found.of(property).verdict, Verdict::holds);
      EXPECT_EQ(prove(setup, property).verdict, Verdict::holds);
    }
    EXPECT_EQ(found.free_messages(), 144);
    EXPECT_EQ(found.evaluations, 524'288U);
  }
}

TEST(Exhaustion, EndsWhereBothPropertiesAreViolatedAndGivesAScenarioOfALaterPass) {
  const turncoat::Setup setup{
      .n = 5, .m = 3, .order = Order::retreat, .traitors = Generals::range(1, 3)};
  const Exhaustion found = exhaust(setup);
  EXPECT_EQ(found.public_messages, 12);
  EXPECT_EQ(found.evaluations, 2'048U) << "of 8,192";
  for (const Property property : kProperties) {
    EXPECT_EQ(found.of(property).verdict, Verdict::violated);
    expect_a_scenario_where_violated(found, setup, property, Rules{});
  }
}

TEST(Exhaustion, IsUndecidedWhereItIsStopped) {
  const turncoat::Setup setup{.n = 7, .m = 2, .order = Order::attack, .traitors = {0, 6}};
  constexpr int kPasses = 4;
  for (int allowed = 0; allowed <= kPasses; ++allowed) {
    int asked = 0;
    const Exhaustion found = exhaust(setup, {.stop = [&] { return ++asked == allowed + 1; }});
    EXPECT_EQ(found.of(Property::IC1).verdict,
              allowed < kPasses ? Verdict::undecided : Verdict::holds);
    EXPECT_EQ(found.of(Property::IC2).verdict, Verdict::vacuous);
    EXPECT_EQ(found.evaluations, 512U * static_cast<unsigned>(allowed));
    EXPECT_EQ(asked, allowed < kPasses ? allowed + 1 : kPasses);
  }
}

TEST(Exhaustion, RefusesWhatIsTooMuchBeforeItBegins) {
  const turncoat::Setup setup{
      .n = 10, .m = 3, .order = Order::attack, .traitors = Generals::range(7, 10)};
  const auto never = [] {
    ADD_FAILURE() << "it began";
    return true;
  };
  EXPECT_EQ(test::refusal_of<TooManyEvaluations>([&] { exhaust(setup, {.stop = never}); }),
            "OM(3) with 10 generals, traitors 7, 8, 9: 144 messages of rounds before the last are "
            "free, which takes 2^145 (about 4.5e+43) evaluations; expected at most 4,294,967,296");
  const turncoat::Setup small{.n = 7, .m = 2, .order = Order::attack, .traitors = {5, 6}};
  EXPECT_THROW(exhaust(small, {.evaluation_limit = 511, .stop = never}), TooManyEvaluations);
  EXPECT_EQ(exhaust(small, {.evaluation_limit = 512}).evaluations, 512U);
  EXPECT_THROW(exhaust(small, {.message_limit = 155, .stop = never}), TooManyMessages);
  EXPECT_EQ(exhaust(small, {.message_limit = 156}).evaluations, 512U);
  EXPECT_THROW(exhaust({.n = 64, .m = 20}), TooManyMessages);
  EXPECT_THROW(exhaust({.n = 3, .m = 5}), InvalidSetup);
}

// A traitorous commander's messages are public in OM(1): 63 of them take 2^64 evaluations.
TEST(Exhaustion, RefusesMoreEvaluationsThanAWordCanCount) {
  const ExhaustOptions options{.evaluation_limit = ~std::uint64_t{0}, .stop = [] { return true; }};
  EXPECT_THROW(exhaust({.n = 64, .m = 1, .traitors = {0}}, options), TooManyEvaluations);
  const Exhaustion found = exhaust({.n = 63, .m = 1, .traitors = {0}}, options);
  EXPECT_EQ(found.public_messages, 62);
  EXPECT_EQ(found.of(Property::IC1).verdict, Verdict::undecided);
}

TEST(Exhaustion, EnumeratesNothingWhereBothPropertiesAreVacuous) {
  const Exhaustion found =
      exhaust({.n = 12, .m = 4, .order = Order::attack, .traitors = Generals::range(0, 11)});
  EXPECT_EQ(found.of(Property::IC1).verdict, Verdict::vacuous);
  EXPECT_EQ(found.of(Property::IC2).verdict, Verdict::vacuous);
  EXPECT_EQ(found.evaluations, 0U);
}

TEST(Exhaustion, DescribesPowersOfTwo) {
  EXPECT_EQ(describe_power_of_two(0), "2^0 (1)");
  EXPECT_EQ(describe_power_of_two(40), "2^40 (1,099,511,627,776)");
  EXPECT_EQ(describe_power_of_two(63), "2^63 (9,223,372,036,854,775,808)");
  EXPECT_EQ(describe_power_of_two(64), "2^64 (about 1.8e+19)");
  EXPECT_EQ(describe_power_of_two(1'023), "2^1023 (about 9.0e+307)");
  EXPECT_EQ(describe_power_of_two(1'024), "2^1024 (about 10^308)");
}

}  // namespace
}  // namespace turncoat
