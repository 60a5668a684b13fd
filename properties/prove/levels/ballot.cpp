#include "turncoat/properties/prove/levels/ballot.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <optional>

namespace turncoat {
namespace {

// Votes for attack: as many as possible to receivers that shall resolve attack, as few as possible
// to the others. The bounds depend on the orders that receivers heard. Within them votes can be
// shared out in any way that keeps the sum.
struct GivenVotes {
  int wanted = 0;
  std::array<int, 2> wanted_at_most{};
  int unwanted = 0;
  std::array<int, 2> unwanted_at_least{};

  friend GivenVotes operator+(const GivenVotes& a, const GivenVotes& b) {
    return {a.wanted + b.wanted,
            {a.wanted_at_most[0] + b.wanted_at_most[0], a.wanted_at_most[1] + b.wanted_at_most[1]},
            a.unwanted + b.unwanted,
            {a.unwanted_at_least[0] + b.unwanted_at_least[0],
             a.unwanted_at_least[1] + b.unwanted_at_least[1]}};
  }
  friend GivenVotes operator*(int times, const GivenVotes& a) {
    return {times * a.wanted,
            {times * a.wanted_at_most[0], times * a.wanted_at_most[1]},
            times * a.unwanted,
            {times * a.unwanted_at_least[0], times * a.unwanted_at_least[1]}};
  }
};

// Generals with the same choices. Any size that is neither of the two below is worse than one of
// them: it gives fewer wanted votes and saves none, or more unwanted ones and gains none.
struct Voters {
  int count = 0;
  std::optional<GivenVotes> frugal;    // the largest size without an unwanted vote
  std::optional<GivenVotes> generous;  // every wanted vote, and the fewest unwanted ones
};

class BallotCount {
 public:
  BallotCount(const Ballot& ballot, std::array<int, 2> attackers) : attackers_(attackers) {
    for (const int heard : {0, 1}) {
      others_[heard] = ballot.loyal[heard] - attackers[heard];
      needed_[heard] = attackers[heard] * std::max(0, ballot.needed[heard]);
      // A receiver that shall resolve retreat may have one vote fewer than it would need.
      const int at_most = ballot.needed[heard] - 1;
      is_possible_ = is_possible_ && (others_[heard] == 0 || at_most >= 0);
      allowed_[heard] = others_[heard] * at_most;
    }
    int v = 0;
    for (const int heard : {0, 1}) {
      std::array<int, 2> self{};
      self[heard] = 1;
      voters_[v++] = voters(attackers[heard], ballot.from_loyal[heard], self, {});
      voters_[v++] = voters(others_[heard], ballot.from_loyal[heard], {}, self);
    }
    voters_[v] = voters(ballot.traitors, ballot.from_traitor, {}, {});
    for (int rest = kKinds - 1; rest >= 0; --rest) {
      const Voters& kind = voters_[rest];
      is_possible_ = is_possible_ && (kind.count == 0 || kind.frugal || kind.generous);
      const GivenVotes best = kind.generous ? *kind.generous : kind.frugal.value_or(GivenVotes{});
      most_[rest] = most_[rest + 1] + kind.count * best;
    }
  }

  bool can_come_out() const { return is_possible_ && some_choice_works(0, {}); }

 private:
  static constexpr int kKinds = 5;

  // `self` among those wanted, or among the others: nobody votes for itself.
  Voters voters(int count, Numbers sizes, std::array<int, 2> self_wanted,
                std::array<int, 2> self_unwanted) const {
    std::array<int, 2> wanted{};
    std::array<int, 2> unwanted{};
    for (const int heard : {0, 1}) {
      wanted[heard] = attackers_[heard] - self_wanted[heard];
      unwanted[heard] = others_[heard] - self_unwanted[heard];
    }
    Voters kind{.count = count, .frugal = {}, .generous = {}};
    if (count == 0) {
      return kind;
    }
    const int all_wanted = wanted[0] + wanted[1];
    const Numbers up_to_all = (Numbers{2} << all_wanted) - 1;
    if ((sizes & up_to_all) != 0) {
      constexpr int kHighestBit = std::numeric_limits<Numbers>::digits - 1;
      const int size = kHighestBit - std::countl_zero(sizes & up_to_all);
      kind.frugal =
          GivenVotes{.wanted = size,
                     .wanted_at_most = {std::min(size, wanted[0]), std::min(size, wanted[1])},
                     .unwanted = 0,
                     .unwanted_at_least = {}};
    }
    if ((sizes & ~up_to_all) != 0 && !(kind.frugal && kind.frugal->wanted == all_wanted)) {
      const int spilt = std::countr_zero(sizes & ~up_to_all) - all_wanted;
      kind.generous = GivenVotes{.wanted = all_wanted,
                                 .wanted_at_most = wanted,
                                 .unwanted = spilt,
                                 .unwanted_at_least = {std::max(0, spilt - unwanted[1]),
                                                       std::max(0, spilt - unwanted[0])}};
    }
    return kind;
  }

  bool some_choice_works(int kind, const GivenVotes& so_far) const {
    if (!is_enough(so_far + most_[kind]) || !is_allowed(so_far)) {
      return false;
    }
    if (kind == kKinds) {
      return true;
    }
    const auto& [count, frugal, generous] = voters_[kind];
    const int fewest = frugal ? 0 : count;
    const int most = generous ? count : 0;
    for (int generous_ones = fewest; generous_ones <= most; ++generous_ones) {
      const GivenVotes chosen = generous_ones * generous.value_or(GivenVotes{}) +
                                (count - generous_ones) * frugal.value_or(GivenVotes{});
      if (some_choice_works(kind + 1, so_far + chosen)) {
        return true;
      }
    }
    return false;
  }

  bool is_enough(const GivenVotes& votes) const {
    return votes.wanted >= needed_[0] + needed_[1] && votes.wanted_at_most[0] >= needed_[0] &&
           votes.wanted_at_most[1] >= needed_[1];
  }
  bool is_allowed(const GivenVotes& votes) const {
    return votes.unwanted <= allowed_[0] + allowed_[1] &&
           votes.unwanted_at_least[0] <= allowed_[0] && votes.unwanted_at_least[1] <= allowed_[1];
  }

  std::array<int, 2> attackers_;
  std::array<int, 2> others_{};
  std::array<int, 2> needed_{};   // votes that the attackers need, together
  std::array<int, 2> allowed_{};  // votes that the others may have, together
  bool is_possible_ = true;
  std::array<Voters, kKinds> voters_;
  std::array<GivenVotes, kKinds + 1> most_{};  // of that kind and all further ones
};

}  // namespace

bool can_be_brought_to(const Ballot& ballot, std::array<int, 2> attackers) {
  return BallotCount(ballot, attackers).can_come_out();
}

}  // namespace turncoat
