// The vote that ends a sub-agreement against every choice of sets, where those are few.
#include "turncoat/properties/prove/levels/ballot.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <tuple>
#include <vector>

namespace turncoat {
namespace {

// Which numbers of loyal receivers, by what they heard, some choice of sets makes resolve attack:
// bit 8·attack + retreat. Receivers with a number below ballot.loyal[0] heard retreat.
std::uint64_t by_trying_every_choice(const Ballot& ballot) {
  const int loyal = ballot.loyal[0] + ballot.loyal[1];
  std::vector<std::vector<unsigned>> choices;
  for (int j = 0; j < loyal + ballot.traitors; ++j) {
    const Numbers sizes = j < ballot.loyal[0] ? ballot.from_loyal[0]
                          : j < loyal         ? ballot.from_loyal[1]
                                              : ballot.from_traitor;
    choices.emplace_back();
    for (unsigned set = 0; set < 1U << loyal; ++set) {
      const bool votes_for_itself = j < loyal && (set >> j & 1) != 0;
      if (!votes_for_itself && (sizes >> std::popcount(set) & 1) != 0) {
        choices.back().push_back(set);
      }
    }
  }
  std::uint64_t found = 0;
  std::vector<int> votes(static_cast<std::size_t>(loyal));
  const auto choose = [&](const auto& self, std::size_t j) -> void {
    if (j == choices.size()) {
      std::array<int, 2> attackers{};
      for (int i = 0; i < loyal; ++i) {
        const int heard = i < ballot.loyal[0] ? 0 : 1;
        attackers[heard] += votes[static_cast<std::size_t>(i)] >= ballot.needed[heard] ? 1 : 0;
      }
      found |= std::uint64_t{1} << (8 * attackers[1] + attackers[0]);
      return;
    }
    for (const unsigned set : choices[j]) {
      for (int i = 0; i < loyal; ++i) {
        votes[static_cast<std::size_t>(i)] += static_cast<int>(set >> i & 1);
      }
      self(self, j + 1);
      for (int i = 0; i < loyal; ++i) {
        votes[static_cast<std::size_t>(i)] -= static_cast<int>(set >> i & 1);
      }
    }
  };
  choose(choose, 0);
  return found;
}

struct ComparedBallots {
  int possible = 0;
  int impossible = 0;
};

// Up to four loyal receivers, every set of sizes for each kind of general, every need.
TEST(Ballot, AgreesWithEveryChoiceOfSets) {
  ComparedBallots compared;
  for (const auto& [retreat, attack, traitors] :
       {std::tuple{1, 0, 0}, {0, 2, 1}, {1, 1, 1}, {3, 0, 1}, {2, 1, 0}, {1, 2, 1}, {2, 2, 0}}) {
    const int loyal = retreat + attack;
    const Numbers all_sizes = Numbers{1} << loyal;
    for (Numbers from_retreat = 0; from_retreat < (retreat > 0 ? all_sizes : 1); ++from_retreat) {
      for (Numbers from_attack = 0; from_attack < (attack > 0 ? all_sizes : 1); ++from_attack) {
        for (Numbers from_traitor = 0; from_traitor < (traitors > 0 ? 2 * all_sizes : 1);
             from_traitor += from_traitor % 3 + 1) {
          for (int needs = 0; needs < 25; ++needs) {  // from −1 to 3, each
            const Ballot ballot{.loyal = {retreat, attack},
                                .traitors = traitors,
                                .from_loyal = {from_retreat, from_attack},
                                .from_traitor = from_traitor,
                                .needed = {needs / 5 - 1, needs % 5 - 1}};
            const std::uint64_t expected = by_trying_every_choice(ballot);
            for (int a = 0; a <= attack; ++a) {
              for (int r = 0; r <= retreat; ++r) {
                const bool possible = (expected >> (8 * a + r) & 1) != 0;
                ASSERT_EQ(can_be_brought_to(ballot, {r, a}), possible)
                    << retreat << " heard retreat, " << attack << " attack, " << traitors
                    << " traitors; sizes " << from_retreat << " " << from_attack << " "
                    << from_traitor << "; needed " << ballot.needed[0] << " and "
                    << ballot.needed[1] << "; attackers " << r << " and " << a;
                ++(possible ? compared.possible : compared.impossible);
              }
            }
          }
        }
      }
    }
  }
  EXPECT_EQ(compared.possible, 58424);
  EXPECT_EQ(compared.impossible, 134676);
}

// One traitor decides alone, so exactly as many attack as it can vote for.
TEST(Ballot, OfAsManyReceiversAsAWordHolds) {
  constexpr int kReceivers = 63;
  for (const int heard : {0, 1}) {
    for (const Numbers sizes : {Numbers{1}, Numbers{1} << 62, Numbers{1} << 63, Numbers{5} << 61,
                                ~Numbers{0}, ~Numbers{0} >> 1}) {
      Ballot ballot{.loyal = {},
                    .traitors = 1,
                    .from_loyal = {1, 1},
                    .from_traitor = sizes,
                    .needed = {1, 1}};
      ballot.loyal[heard] = kReceivers;
      for (int attackers = 0; attackers <= kReceivers; ++attackers) {
        std::array<int, 2> wanted{};
        wanted[heard] = attackers;
        EXPECT_EQ(can_be_brought_to(ballot, wanted), (sizes >> attackers & 1) != 0)
            << attackers << " of those who heard " << heard << ", sizes " << sizes;
      }
    }
  }
}

}  // namespace
}  // namespace turncoat
