// Clauses by the million, each of which can be found by its literals and removed.
//
// Units: a literal is 2v for variable v, 2v + 1 for its opposite; a clause is a set of them.
// Size:  counted by the budget: 12 bytes a clause, 4 a literal, 4 to 8 a clause for finding it.
// Errors: OutOfBudget. BadInput beyond 2^32 literals and headers at once.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "turncoat/support/memory_budget.hpp"

namespace turncoat {

using Literal = std::uint32_t;

class ClauseStore {
 public:
  // Stays good until `collect`, also if its clause is removed.
  using Reference = std::uint32_t;
  static constexpr Reference kNone = 0;

  explicit ClauseStore(MemoryBudget& budget) : budget_(budget) {}

  Reference add(std::span<const Literal> clause);
  // One clause of these literals, in any order, or kNone.
  Reference find(std::span<const Literal> clause);
  // Its literals are none from now on.
  void remove(Reference clause);

  // Their order may be changed.
  std::span<Literal> literals(Reference clause) {
    return {words_.data() + clause + kHeader, words_[clause + kSize]};
  }

  // True if what was removed takes more than half.
  bool is_mostly_removed() const { return removed_words_ > words_.size() / 2; }
  // Moves the clauses together. `rename` is called before, with a function that gives the new
  // reference of an old one; kNone if its clause was removed.
  template <class Rename>
  void collect(Rename&& rename) {
    place_anew();
    rename([this](Reference clause) { return words_[clause + kNext]; });
    move();
  }
  // visit(Reference), in the order in which they were added.
  template <class Visit>
  void for_each(Visit&& visit) {
    for (Reference at = kFirst; at < words_.size(); at += kHeader + words_[at + kRoom]) {
      if (words_[at + kSize] != 0) {
        visit(at);
      }
    }
  }

 private:
  // A clause is a header and its literals. The header: how many literals there are, and were; the
  // hash; the next clause of its bucket.
  enum Header : std::uint32_t { kSize, kRoom, kHash, kNext, kHeader };
  static constexpr Reference kFirst = 1;  // 0 is kNone

  void sort(std::span<const Literal> clause, std::vector<Literal>& sorted);
  void grow_buckets();
  void place_anew();
  void move();
  Reference& bucket(std::uint32_t hash) { return buckets_[hash & (buckets_.size() - 1)]; }

  MemoryBudget& budget_;
  std::vector<std::uint32_t> words_;
  std::vector<Reference> buckets_;
  std::size_t clauses_ = 0;
  std::size_t removed_words_ = 0;
  std::vector<Literal> sorted_;
  std::vector<Literal> also_sorted_;
};

}  // namespace turncoat
