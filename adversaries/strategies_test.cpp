// What each strategy says, and that it says the same whenever it is asked.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "turncoat/adversaries/testing.hpp"
#include "turncoat/core/lock_step.hpp"
#include "turncoat/core/om/reference.hpp"
#include "turncoat/core/om/simulation/simulation.hpp"

namespace turncoat {
namespace {

using test::all_said;
using test::make;
using test::path_of;
using test::refusal_of_adversary;
using ::testing::AllOf;
using ::testing::HasSubstr;

// Places: [0,3] to 1 and 2, [0,1,3] to 2, [0,2,3] to 1; the commander is on every path.
const Setup kOneTraitor{.n = 4, .m = 2, .order = Order::attack, .traitors = {3}};
// Traitors 0 and 3: [0] to 1, 2, 4; [0,3] to 1, 2, 4; [0,1,3] to 2, 4; [0,2,3] to 1, 4; [0,4,3]
// to 1, 2.
const Setup kTwoTraitors{.n = 5, .m = 2, .order = Order::attack, .traitors = {0, 3}};

std::string said_by(const std::string& description, const Setup& setup = kOneTraitor) {
  return all_said(*make(description, setup), setup);
}

TEST(Loyal, RelaysFaithfully) {
  EXPECT_EQ(said_by("loyal"), "AAAARRRR");
}

TEST(Flip, SaysTheOppositeOfWhatItHeard) {
  EXPECT_EQ(said_by("flip"), "RRRRAAAA");
}

TEST(Silent, SaysNothing) {
  EXPECT_EQ(said_by("silent"), "--------");
}

TEST(AlwaysAttack, SaysAttackWhateverItHeard) {
  EXPECT_EQ(said_by("always-attack"), "AAAAAAAA");
}

TEST(AlwaysRetreat, SaysRetreatWhateverItHeard) {
  EXPECT_EQ(said_by("always-retreat"), "RRRRRRRR");
}

TEST(Split, LiesToTheOddByDefault) {
  // [0,3]1, [0,3]2, [0,1,3]2, [0,2,3]1.
  EXPECT_EQ(said_by("split"), "RAARARRA");
  const turncoat::Setup large{.n = 64, .m = 0, .order = Order::attack, .traitors = {0}};
  const auto split = make("split", large);
  EXPECT_EQ(split->ask_for(Path(), 63, Order::attack), Said::retreat);
  EXPECT_EQ(split->ask_for(Path(), 62, Order::attack), Said::attack);
}

TEST(Split, LiesToThoseItIsGiven) {
  EXPECT_EQ(said_by(R"({"strategy": "split", "to": [2]})"), "ARRARAAR");
  EXPECT_EQ(said_by(R"({"strategy": "split", "to": []})"), "AAAARRRR");
}

TEST(Split, RefusesReceiversThatAreNone) {
  EXPECT_THAT(refusal_of_adversary(R"({"strategy": "split", "to": [1, 4]})", kOneTraitor),
              AllOf(HasSubstr("--adversary: /to/1: found number 4"), HasSubstr("from 0 to 3")));
  EXPECT_THAT(refusal_of_adversary(R"({"strategy": "split", "to": 1})", kOneTraitor),
              AllOf(HasSubstr("/to: found number 1"), HasSubstr("an array of at most 64")));
}

TEST(TwoFaced, TellsTheFirstHalfToAttackAndTheOthersToRetreat) {
  // Loyal lieutenants 1, 2 | 4, 5.
  const turncoat::Setup even{.n = 6, .m = 0, .order = Order::attack, .traitors = {0, 3}};
  EXPECT_EQ(said_by("two-faced", even), "AARRAARR");
  // Loyal lieutenants 1, 2 | 4: the first half is the larger.
  const turncoat::Setup odd{.n = 5, .m = 0, .order = Order::attack, .traitors = {0, 3}};
  EXPECT_EQ(said_by("two-faced", odd), "AARAAR");
  // Loyal lieutenants 3, 4 | 5: traitors don't count.
  const turncoat::Setup late{.n = 6, .m = 0, .order = Order::attack, .traitors = {0, 1, 2}};
  EXPECT_EQ(said_by("two-faced", late), "AARAAR");
}

TEST(Against, SaysTheOppositeOfTheCommandersOrder) {
  EXPECT_EQ(said_by("against"), "RRRRRRRR");
  turncoat::Setup retreat = kOneTraitor;
  retreat.order = Order::retreat;
  EXPECT_EQ(said_by("against", retreat), "AAAAAAAA");
}

TEST(Sleeper, WakesInTheLastRoundByDefaultAndFlips) {
  EXPECT_EQ(said_by("sleeper"), "AARRRRAA");
}

TEST(Sleeper, WakesInTheRoundItIsGiven) {
  EXPECT_EQ(said_by(R"({"strategy": "sleeper", "round": 1})"), "RRRRAAAA");
  EXPECT_EQ(said_by(R"({"strategy": "sleeper", "round": 2})"), "RRRRAAAA");
  EXPECT_EQ(said_by(R"({"strategy": "sleeper", "round": 3})"), "AARRRRAA");
}

TEST(Sleeper, BecomesWhatItIsGiven) {
  EXPECT_EQ(said_by(R"({"strategy": "sleeper", "then": "silent"})"), "AA--RR--");
  EXPECT_EQ(said_by(R"({"strategy": "sleeper", "then": {"strategy": "split", "to": [1]}})"),
            "AAARRRRA");
}

TEST(Sleeper, RefusesARoundThatIsNone) {
  for (const char* round : {"0", "4", "-1", "1.5", "\"2\""}) {
    EXPECT_THAT(refusal_of_adversary(
                    R"({"strategy": "sleeper", "round": )" + std::string(round) + "}", kOneTraitor),
                AllOf(HasSubstr("--adversary: /round: found"), HasSubstr("integer from 1 to 3")));
  }
}

TEST(Sleeper, NamesThePlaceOfAnErrorInWhatItBecomes) {
  EXPECT_THAT(
      refusal_of_adversary(R"({"strategy": "sleeper", "then": {"strategy": "crash", "after": -1}})",
                           kOneTraitor),
      HasSubstr("--adversary: /then/after: found number -1"));
}

TEST(Each, GivesEachTraitorItsOwnStrategy) {
  EXPECT_EQ(said_by(R"({"0": "silent", "3": "flip"})", kTwoTraitors), "---RRRRRRRRR---AAAAAAAAA");
}

TEST(Each, LeavesWhoIsNotListedLoyal) {
  EXPECT_EQ(said_by(R"({"3": "flip"})", kTwoTraitors), "AAARRRRRRRRRRRRAAAAAAAAA");
  EXPECT_EQ(said_by("{}", kTwoTraitors), said_by("loyal", kTwoTraitors));
}

// Asked forwards, backwards, twice, of another instance: always the same.
TEST(Strategies, AnswerTheSameWhateverWasAskedBefore) {
  std::vector<Lie> places;
  for_each_lie_place(kTwoTraitors, [&](const Path& path, int receiver) {
    places.push_back({path, receiver, Said::retreat});
    return true;
  });
  for (const std::string& description : test::descriptions()) {
    const auto adversary = make(description, kTwoTraitors);
    const std::string forwards = all_said(*adversary, kTwoTraitors);
    std::string backwards;
    for (const Order relayed : {Order::retreat, Order::attack}) {
      for (auto place = places.rbegin(); place != places.rend(); ++place) {
        const Said what = adversary->ask_for(place->path, place->to, relayed);
        backwards += what == Said::attack ? 'A' : what == Said::retreat ? 'R' : '-';
      }
    }
    std::reverse(backwards.begin(), backwards.end());
    EXPECT_EQ(backwards, forwards) << description;
    EXPECT_EQ(all_said(*adversary, kTwoTraitors), forwards) << description;
    EXPECT_EQ(said_by(description, kTwoTraitors), forwards) << description;
  }
}

// About all, about some that are drawn, about each alone.
TEST(Strategies, SayTheSameToAReceiverWhoeverElseIsAskedAbout) {
  const turncoat::Setup setup{.n = 12, .m = 2, .order = Order::attack, .traitors = {0, 3}};
  std::set<Path> paths;
  for_each_lie_place(setup, [&](const Path& path, int) {
    paths.insert(path);
    return true;
  });
  std::mt19937_64 draw(1982);
  int asked = 0;
  for (const std::string& description : test::descriptions()) {
    const auto adversary = make(description, setup);
    for (const Path& path : paths) {
      const Generals loyal = setup.loyal_lieutenants() - path.members();
      for (const Order relayed : {Order::attack, Order::retreat}) {
        const Told all = adversary->ask(path, loyal, relayed);
        const Generals some = Generals::of_word(loyal.word() & draw());
        const Told told = adversary->ask(path, some, relayed);
        ASSERT_EQ(told.attack, all.attack & some) << description << ' ' << to_string(path);
        ASSERT_EQ(told.nothing, all.nothing & some) << description << ' ' << to_string(path);
        for (const int receiver : loyal) {
          ASSERT_EQ(adversary->ask_for(path, receiver, relayed), all.to(receiver))
              << description << ' ' << to_string(path) << " to " << receiver;
        }
        ++asked;
      }
    }
  }
  EXPECT_EQ(paths.size(), 12U);
  EXPECT_GE(asked, 12 * 2 * 17);
}

// What is said by length of the path, sender, receiver and order: once where relayers are ignored.
TEST(Strategies, SayTheSameWhoeverRelayedWhereTheyIgnoreRelayers) {
  std::vector<std::string> ignoring;
  for (const std::string& description : test::descriptions()) {
    const auto adversary = make(description, kTwoTraitors);
    std::map<std::tuple<int, int, int, Order>, std::set<Said>> said;
    int places = 0;
    for_each_lie_place(kTwoTraitors, [&](const Path& path, int receiver) {
      for (const Order relayed : {Order::attack, Order::retreat}) {
        said[{path.size(), path.sender(), receiver, relayed}].insert(
            adversary->ask_for(path, receiver, relayed));
      }
      ++places;
      return true;
    });
    EXPECT_EQ(places, 12);
    EXPECT_EQ(said.size(), 18U);
    const bool depends =
        std::ranges::any_of(said, [](const auto& s) { return s.second.size() > 1; });
    if (adversary->ignores_relayers()) {
      EXPECT_FALSE(depends) << description;
      ignoring.push_back(description);
    }
  }
  EXPECT_THAT(ignoring,
              ::testing::IsSupersetOf({"loyal", "flip", "silent", "always-attack", "always-retreat",
                                       "split", "two-faced", "against", "sleeper"}));
  const auto mixed = make(R"({"0": "flip", "3": "split"})", kTwoTraitors);
  EXPECT_TRUE(mixed->ignores_relayers());
  const auto drawn = make(R"({"0": "flip", "3": "random"})", kTwoTraitors);
  EXPECT_FALSE(drawn->ignores_relayers());
  const auto drawn_late = make(R"({"strategy": "sleeper", "then": "random"})", kTwoTraitors);
  EXPECT_FALSE(drawn_late->ignores_relayers());
}

std::vector<Isa> available_isas() {
  std::vector<Isa> isas;
  for (const Isa isa : {Isa::portable, Isa::avx2, Isa::avx512}) {
    if (simulation_is_available(isa)) {
      isas.push_back(isa);
    }
  }
  return isas;
}

// Of any length: the words of a path hold eight generals each.
TEST(Strategies, AnswerForManyPathsAsForEachAlone) {
  const turncoat::Setup setup{
      .n = 22, .m = 18, .order = Order::attack, .traitors = {0, 3, 9, 16, 20, 21}};
  int compared = 0;
  for (const std::string& description : test::descriptions()) {
    const auto adversary = make(description, setup);
    for (const Isa isa : available_isas()) {
      for (Path path = Path::empty(); path.size() <= 17; path.push(path.size())) {
        compared += test::compare_grid(*adversary, setup, path, isa);
        ASSERT_FALSE(HasFailure()) << description << ' ' << name(isa);
      }
    }
  }
  EXPECT_GE(compared, 17 * 700);
}

TEST(Strategies, MeetTheSimulationAlikeOnEveryInstructionSet) {
  const turncoat::Setup setup{.n = 11, .m = 4, .order = Order::attack, .traitors = {0, 3, 10}};
  for (const std::string& description : test::descriptions()) {
    const auto adversary = make(description, setup);
    const Outcome reference = run_reference(setup, *adversary);
    for (const Isa isa : available_isas()) {
      EXPECT_EQ(run_simulation(setup, *adversary, {.isa = isa}).outcome, reference)
          << description << ' ' << name(isa);
    }
  }
}

// The reference and the simulation ask depth first, lock step round by round; the simulation only
// once for all paths where relayers are ignored.
TEST(Strategies, MeetEveryEngineAlike) {
  int runs = 0;
  for (const std::string& description : test::descriptions()) {
    const auto adversary = make(description, kTwoTraitors);
    const Outcome reference = run_reference(kTwoTraitors, *adversary);
    EXPECT_EQ(run_lock_step(kTwoTraitors, *adversary).outcome, reference) << description;
    EXPECT_EQ(run_simulation(kTwoTraitors, *adversary).outcome, reference) << description;
    ++runs;
  }
  EXPECT_GE(runs, 17);
}

}  // namespace
}  // namespace turncoat
