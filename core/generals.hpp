// A set of generals in one machine word: bit g is general g.
//
// Iteration is in ascending order, so everything made from it is deterministic.
#pragma once

#include <bit>
#include <compare>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <string>

#include "turncoat/support/check.hpp"

namespace turncoat {

inline constexpr int kMaxGenerals = 64;

class Generals {
 public:
  constexpr Generals() = default;
  constexpr Generals(std::initializer_list<int> generals) {
    for (const int general : generals) {
      insert(general);
    }
  }

  // The generals whose bits are set: Generals::of_word(3) is {0, 1}.
  static constexpr Generals of_word(std::uint64_t word) {
    Generals generals;
    generals.word_ = word;
    return generals;
  }

  // Generals 0 … n−1.
  static constexpr Generals first(int n) {
    check(n >= 0 && n <= kMaxGenerals, "0 to 64 generals");
    return of_word(n == kMaxGenerals ? ~std::uint64_t{0} : bit(n) - 1);
  }

  // Generals `from` … `to`−1.
  static constexpr Generals range(int from, int to) { return first(to) - first(from); }

  constexpr std::uint64_t word() const { return word_; }
  constexpr int size() const { return std::popcount(word_); }
  constexpr bool empty() const { return word_ == 0; }
  constexpr bool contains(int general) const {
    return general >= 0 && general < kMaxGenerals && (word_ >> general & 1) != 0;
  }
  constexpr bool contains(Generals others) const { return (others - *this).empty(); }

  constexpr void insert(int general) {
    check(general >= 0 && general < kMaxGenerals, "a general from 0 to 63");
    word_ |= bit(general);
  }
  constexpr Generals with(int general) const { return *this | Generals{general}; }
  constexpr Generals without(int general) const { return *this - Generals{general}; }

  constexpr int smallest() const {
    check(!empty(), "a general in the set");
    return std::countr_zero(word_);
  }
  // How many generals of the set have a smaller number.
  constexpr int rank(int general) const { return std::popcount(word_ & (bit(general) - 1)); }
  // The general of that rank, 0 ≤ rank < size().
  constexpr int at_rank(int rank) const {
    check(rank >= 0 && rank < size(), "a rank below the size of the set");
    std::uint64_t rest = word_;
    for (; rank > 0; --rank) {
      rest &= rest - 1;
    }
    return std::countr_zero(rest);
  }

  friend constexpr Generals operator|(Generals a, Generals b) { return of_word(a.word_ | b.word_); }
  friend constexpr Generals operator&(Generals a, Generals b) { return of_word(a.word_ & b.word_); }
  friend constexpr Generals operator-(Generals a, Generals b) {
    return of_word(a.word_ & ~b.word_);
  }
  friend constexpr auto operator<=>(Generals, Generals) = default;

  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = int;
    using difference_type = std::ptrdiff_t;
    using pointer = const int*;
    using reference = int;

    constexpr Iterator() = default;
    constexpr explicit Iterator(std::uint64_t rest) : rest_(rest) {}
    constexpr int operator*() const { return std::countr_zero(rest_); }
    constexpr Iterator& operator++() {
      rest_ &= rest_ - 1;
      return *this;
    }
    constexpr Iterator operator++(int) {
      const Iterator before = *this;
      ++*this;
      return before;
    }
    friend constexpr bool operator==(Iterator, Iterator) = default;

   private:
    std::uint64_t rest_ = 0;
  };
  constexpr Iterator begin() const { return Iterator(word_); }
  constexpr Iterator end() const { return Iterator(0); }

 private:
  static constexpr std::uint64_t bit(int general) { return std::uint64_t{1} << general; }

  std::uint64_t word_ = 0;
};

// "0, 3, 5"; "none" for the empty set.
std::string to_string(Generals generals);

}  // namespace turncoat
