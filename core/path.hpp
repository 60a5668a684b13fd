// The generals that relayed an order: the commander first, the sender last, nobody twice.
//
// Units:  a path of length r carries the orders of round r, r = 1 … m+1.
// Order:  shorter paths first, then by the generals on them, so round by round.
// Source: Lamport, Shostak, Pease, TOPLAS 4(3), 1982, section 3: OM(m) "annotated with the
// indexes".
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <iterator>
#include <span>
#include <string>

#include "turncoat/core/generals.hpp"
#include "turncoat/support/check.hpp"

namespace turncoat {

class Path {
 public:
  // [0]: the commander's own message.
  constexpr Path() : size_(1), members_{0} {}

  // Before the commander's own message: only the commander can be added.
  static constexpr Path empty() {
    Path path;
    path.pop();
    return path;
  }

  // For generals from outside. Throws BadInput if they are no path: empty, not from the commander,
  // a general that is not 0 … 63, a general twice.
  static Path from(std::span<const int> generals);

  constexpr int size() const { return size_; }
  constexpr Generals members() const { return members_; }
  constexpr bool contains(int general) const { return members_.contains(general); }
  constexpr int operator[](int place) const {
    return static_cast<int>(words_[place / kPlacesOfWord] >> shift_of(place) & 0xFF);
  }
  // The sender of a message with this path.
  constexpr int sender() const { return (*this)[size_ - 1]; }

  // This path, relayed by `general`, which is not on it.
  constexpr Path operator+(int general) const {
    Path longer = *this;
    longer.push(general);
    return longer;
  }

  // The same in place, for code that walks along many paths.
  constexpr void push(int general) {
    check(!members_.contains(general), "a general who is not on the path yet");
    check(size_ > 0 || general == 0, "a path that starts with the commander");
    members_.insert(general);
    words_[size_ / kPlacesOfWord] |= static_cast<std::uint64_t>(general) << shift_of(size_);
    ++size_;
  }
  // Back to the path that its sender relayed.
  constexpr void pop() {
    check(size_ > 0, "a path with a sender");
    members_ = members_ - Generals::of_word(std::uint64_t{1} << sender());
    --size_;
    words_[size_ / kPlacesOfWord] &= ~(std::uint64_t{0xFF} << shift_of(size_));
  }

  // Eight generals each, the first one in the highest byte; 0 beyond the end. Different paths have
  // different words, as no general but the commander is 0. The general at a place stands at its
  // shift in word place / kPlacesOfWord.
  static constexpr int kPlacesOfWord = 8;
  static constexpr int shift_of(int place) {
    return 8 * (kPlacesOfWord - 1 - place % kPlacesOfWord);
  }
  constexpr std::span<const std::uint64_t> words() const {
    return {words_.data(), static_cast<std::size_t>((size_ + kPlacesOfWord - 1) / kPlacesOfWord)};
  }

  friend constexpr std::strong_ordering operator<=>(const Path& a, const Path& b) {
    std::strong_ordering order = a.size_ <=> b.size_;
    for (int first = 0; order == 0 && first < a.size_; first += kPlacesOfWord) {
      order = a.words_[first / kPlacesOfWord] <=> b.words_[first / kPlacesOfWord];
    }
    return order;
  }
  friend constexpr bool operator==(const Path& a, const Path& b) { return (a <=> b) == 0; }

  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = int;
    using difference_type = std::ptrdiff_t;
    using pointer = const int*;
    using reference = int;

    constexpr Iterator() = default;
    constexpr Iterator(const Path* path, int place) : path_(path), place_(place) {}
    constexpr int operator*() const { return (*path_)[place_]; }
    constexpr Iterator& operator++() {
      ++place_;
      return *this;
    }
    constexpr Iterator operator++(int) {
      const Iterator before = *this;
      ++*this;
      return before;
    }
    friend constexpr bool operator==(const Iterator&, const Iterator&) = default;

   private:
    const Path* path_ = nullptr;
    int place_ = 0;
  };
  constexpr Iterator begin() const { return {this, 0}; }
  constexpr Iterator end() const { return {this, size_}; }

 private:
  // A byte would do for each general; in words, the path is compared and hashed faster.
  std::array<std::uint64_t, kMaxGenerals / kPlacesOfWord> words_{};
  int size_;
  Generals members_;
};

// "[0,3,1]"
std::string to_string(const Path& path);

}  // namespace turncoat
