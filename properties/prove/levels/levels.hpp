// Proves or refutes a property for every adversary, level by level: exact, and fast for sizes that
// no formula of the whole can reach.
//
// A class of sub-agreements is (length of the path, traitors not on it, its sender: loyal with
// the one order or the other, or a traitor). For each class: to which numbers of loyal receivers
// that resolve attack can the traitors bring it? Known of a class's children, that is a small
// question of its own (ballot.hpp). Why numbers are enough, and why the answer is exact:
//
//   1. Loyal receivers are interchangeable: where some c of them can be brought to resolve attack
//      and the others retreat, any c of them can.
//   2. Given what each receiver heard for a path p, no message belongs to the sub-agreements of
//      two different p+j, so the traitors choose in each of them on its own.
//   3. A traitor tells each loyal receiver what it likes, so what was heard from it is any set.
//
// A class depends on nothing else, so there are O(n·m) of them in a run of O(n^m) messages.
//
// Source: the induction on m of Lamport, Shostak, Pease, TOPLAS 4(3), 1982, section 3 (Lemma 1,
//         Theorem 1), with the exact numbers in place of its bounds.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <tuple>

#include "turncoat/core/om/rules.hpp"
#include "turncoat/core/setup.hpp"
#include "turncoat/properties/interactive_consistency.hpp"
#include "turncoat/properties/prove/levels/ballot.hpp"
#include "turncoat/properties/verdict.hpp"

namespace turncoat {

class Levels {
 public:
  // Throws InvalidSetup. Everything found for n and m is kept for further questions.
  Levels(int n, int m, const Rules& rules = {}, std::function<bool()> stop = {});

  // For every adversary of the setup, with the constructor's n and m; `undecided` if `stop` ended
  // it.
  Verdict verdict(const Setup& setup, Property property);

  // Classes settled, and ballots counted for them, so far.
  std::size_t classes() const { return settled_.size(); }
  std::uint64_t ballots() const { return ballots_; }

 private:
  enum class Sender { loyal_retreat, loyal_attack, traitor };
  using Class = std::tuple<int, int, Sender>;  // path length, traitors not on the path

  struct Stopped {};

  Numbers numbers(int path_size, int traitors, Sender sender);
  Numbers settle(int path_size, int traitors, Sender sender);
  Numbers settle_after(int path_size, int traitors, Numbers heard_attack);

  int n_;
  int m_;
  Rules rules_;
  std::function<bool()> stop_;
  std::map<Class, Numbers> settled_;
  std::uint64_t ballots_ = 0;
};

}  // namespace turncoat
