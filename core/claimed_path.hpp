// A path as a message claims it: whatever somebody wrote.
//
// What doesn't depend on the receiver is found out once, when the path is read, and carried along
// to all receivers: its first flaw, its generals as a set, and their ranks, by which a tree finds
// the path's place.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>

#include "turncoat/core/generals.hpp"
#include "turncoat/core/path.hpp"

namespace turncoat {

class ClaimedPath {
 public:
  enum class Flaw : std::uint8_t {
    unknown_general,   // a number that is not 0 … 63
    repeated_general,  // a general twice
  };

  // Empty.
  ClaimedPath() = default;
  // Read no further than to the first flaw: at most 65 generals, however many there are.
  ClaimedPath(std::span<const int> generals);
  ClaimedPath(std::initializer_list<int> generals);
  ClaimedPath(const Path& path);

  // How many generals it claims, read or not.
  std::size_t length() const { return length_; }
  std::optional<Flaw> flaw() const { return flaw_; }
  // Those before the flaw.
  Generals members() const { return members_; }

  // For positions before the flaw.
  std::uint8_t operator[](std::size_t position) const { return generals_[position]; }
  // How many smaller numbers are not on the path before that position.
  std::uint8_t rank(std::size_t position) const { return ranks_[position]; }

 private:
  template <class Range>
  void read(const Range& generals);

  std::size_t length_ = 0;
  std::optional<Flaw> flaw_;
  Generals members_;
  std::array<std::uint8_t, kMaxGenerals> generals_;  // those read, the others mean nothing
  std::array<std::uint8_t, kMaxGenerals> ranks_;
};

}  // namespace turncoat
