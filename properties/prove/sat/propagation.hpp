// Clauses and what follows from them: by unit propagation (if all literals of a clause but one are
// false, that one is true), and by resolution with a first literal (RAT).
//
// Units: a literal is ±v for variable v ≥ 1. A clause is a set of literals: of one that is said
//        twice nothing follows that doesn't of one; a tautology says nothing, and isn't kept.
// Size:  counted by the budget: about 40 bytes a clause, 4 a literal, 52 a variable up to the
//        highest one; 4 more a literal, and 48 a variable, from the first RAT clause on.
// Errors: OutOfBudget; what `pause` throws, then this is of no more use.
// Source: two watched literals a clause: Moskewicz et al., DAC 2001. RAT: Järvisalo, Heule, Biere,
//         IJCAR 2012.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "turncoat/properties/prove/sat/clause_store.hpp"
#include "turncoat/support/memory_budget.hpp"

namespace turncoat {

class Propagation {
 public:
  // `pause` is called now and then, many times a second.
  explicit Propagation(MemoryBudget& budget, std::function<void()> pause = {})
      : budget_(budget), pause_(std::move(pause)), store_(budget) {}

  // Later ones may name other variables. Nothing is kept once there is a contradiction.
  void add(std::span<const int> clause);

  enum class Removal { removed, absent, ignored };
  // Removes one clause of these literals, in any order. Ignored if the clause shows that its only
  // literal that isn't false is true: solvers go on using that.
  Removal remove(std::span<const int> clause);

  enum class Basis { none, propagation, resolution };
  // Why the clause may be added to those that are there: by propagation a contradiction follows
  // once all its literals are false, so it is implied; or the same is so for its resolvent, by its
  // first literal, with each of those clauses, and then they stay satisfiable if they were.
  Basis basis_of(std::span<const int> clause);

  // True if a contradiction follows from the clauses themselves.
  bool is_contradictory() const { return is_contradictory_; }
  // Literals that were found to be true, in all.
  std::uint64_t propagated() const { return propagated_; }

 private:
  using Reference = ClauseStore::Reference;
  struct Watch {
    Reference clause;
    Literal other;  // a literal of the clause: if it is true there is nothing to do
  };

  // As a set, into clause_. False if it is a tautology.
  bool read(std::span<const int> clause);
  void make_room_for(std::span<const Literal> clause);
  std::int8_t& value(Literal literal) { return values_[literal]; }
  void watch(Reference clause);
  void assign(Literal literal);
  bool assume_false(std::span<const Literal> clause, Literal except);
  bool propagate();  // false: a contradiction
  bool visit_watches_of(Literal literal);
  void take_back_to(std::size_t known);
  bool all_resolvents_follow(Literal pivot);
  void list_occurrences();
  void add_occurrences(Reference clause);
  void collect();
  void work();

  MemoryBudget& budget_;
  std::function<void()> pause_;
  std::uint32_t until_pause_ = 1;
  ClauseStore store_;
  std::vector<std::vector<Watch>> watches_;  // by literal
  std::vector<std::int8_t> values_;          // by literal: 1 true, -1 false
  std::vector<Literal> true_;                // in the order in which they were found
  std::size_t visited_ = 0;                  // of true_
  std::uint64_t propagated_ = 0;
  bool is_contradictory_ = false;
  std::vector<std::vector<Reference>> occurrences_;  // by literal
  bool has_occurrences_ = false;
  std::vector<Literal> clause_;
  std::vector<Literal> sorted_;
};

}  // namespace turncoat
