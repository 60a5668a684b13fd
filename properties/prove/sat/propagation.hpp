// Clauses and their consequences by unit propagation: if all literals of a clause but one are
// false, that one is true.
//
// Units: a literal is ±v for variable v ≥ 1.
// Size:  about 60 bytes a clause, 8 a literal, 50 a variable up to the highest one.
// Source: two watched literals a clause: Moskewicz et al., DAC 2001.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace turncoat {

class Propagation {
 public:
  // Later ones may name other variables. Throws BadInput beyond 2^31 literals at once.
  void add(std::span<const int> clause);
  // Removes one clause of these literals, in any order; false if there is none. Known consequences
  // stay known.
  bool remove(std::span<const int> clause);
  // True if a contradiction follows once every literal of the clause is false. Then the clause
  // itself follows from those that were added.
  bool implies(std::span<const int> clause);
  // True if a contradiction follows from the clauses themselves.
  bool is_contradictory() const { return is_contradictory_; }
  // Literals that were found to be true, in all.
  std::uint64_t propagated() const { return propagated_; }

 private:
  using Reference = std::uint32_t;  // index in arena_ of a clause: its size, then its literals
  struct Watch {
    Reference clause;
    int other;  // a literal of the clause: if it is true there is nothing to do
  };

  void make_room_for(std::span<const int> clause);
  std::int8_t& value(int literal) { return values_[index(literal)]; }
  static std::size_t index(int literal) {
    return 2 * static_cast<std::size_t>(literal > 0 ? literal : -literal) + (literal < 0 ? 1 : 0);
  }
  std::span<int> literals(Reference clause) {
    return {arena_.data() + clause + 1, static_cast<std::size_t>(arena_[clause])};
  }
  Reference store(std::span<const int> clause);
  void watch(Reference clause);
  void unwatch(Reference clause);
  void assign(int literal);
  bool propagate();  // false: a contradiction
  bool visit_watches_of(int literal);

  std::vector<int> arena_;
  std::vector<std::vector<Reference>> free_;                   // by size
  std::unordered_multimap<std::uint64_t, Reference> by_hash_;  // looked up, never iterated
  std::vector<std::vector<Watch>> watches_;                    // by literal
  std::vector<std::int8_t> values_;                            // by literal: 1 true, -1 false
  std::vector<int> true_;    // in the order in which they were found
  std::size_t visited_ = 0;  // of true_
  std::uint64_t propagated_ = 0;
  bool is_contradictory_ = false;
  std::vector<int> sorted_;
};

}  // namespace turncoat
