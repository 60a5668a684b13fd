// Who relayed an order: the commander first, the sender last, nobody twice.
//
// Units:  a path of length r carries the orders of round r, r = 1 … m+1.
// Order:  shorter paths first, then by the generals on them, so round by round.
// Source: Lamport, Shostak, Pease, TOPLAS 4(3), 1982, section 3: OM(m) "annotated with the
// indexes".
#pragma once

#include <array>
#include <compare>
#include <cstdint>
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

  // For generals from outside. Throws BadInput where they are no path: empty, not from the
  // commander, a general that is not 0 … 63, a general twice.
  static Path from(std::span<const int> generals);

  constexpr int size() const { return size_; }
  constexpr Generals members() const { return members_; }
  constexpr bool contains(int general) const { return members_.contains(general); }
  constexpr int operator[](int position) const { return generals_[position]; }
  // Who sends a message with this path.
  constexpr int sender() const { return generals_[size_ - 1]; }
  constexpr const std::uint8_t* begin() const { return generals_.data(); }
  constexpr const std::uint8_t* end() const { return generals_.data() + size_; }

  // This path, relayed by `general`, who is not on it.
  constexpr Path operator+(int general) const {
    Path longer = *this;
    longer.push(general);
    return longer;
  }

  // The same in place, for who walks along many paths.
  constexpr void push(int general) {
    check(!members_.contains(general), "a general who is not on the path yet");
    check(size_ > 0 || general == 0, "a path that starts with the commander");
    members_.insert(general);
    generals_[size_++] = static_cast<std::uint8_t>(general);
  }
  // Back to the path that its sender relayed.
  constexpr void pop() {
    check(size_ > 0, "a path with a sender");
    --size_;
    members_ = members_ - Generals::of_word(std::uint64_t{1} << generals_[size_]);
  }

  friend std::strong_ordering operator<=>(const Path& a, const Path& b);
  friend bool operator==(const Path& a, const Path& b) { return (a <=> b) == 0; }

 private:
  std::array<std::uint8_t, kMaxGenerals> generals_{};
  int size_;
  Generals members_;
};

// "[0,3,1]"
std::string to_string(const Path& path);

}  // namespace turncoat
