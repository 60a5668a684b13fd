// The tree of orders one lieutenant heard, keyed by path: the EIG tree (exponential information
// gathering).
//
// Units:  level r = 1 … rounds holds the paths of length r that don't contain the lieutenant.
// Size:   a byte a path: (n−2)(n−3)…(n−r) of them on level r; a level is made when it is opened.
// Source: Bar-Noy, Dolev, Dwork, Strong, "Shifting gears", PODC 1987, for the tree.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "turncoat/core/claimed_path.hpp"
#include "turncoat/core/generals.hpp"
#include "turncoat/core/order.hpp"
#include "turncoat/core/path.hpp"

namespace turncoat {

class HeardTree {
 public:
  HeardTree(int n, int lieutenant);

  // Makes the next level, with nothing heard.
  void open_level();
  int levels() const { return static_cast<int>(heard_.size()); }

  // For a path of an open level, without the lieutenant.
  bool has_heard(const ClaimedPath& path) const;
  // False, and nothing changes, if an order was heard for the path before.
  bool hear(const ClaimedPath& path, Order order);
  // Retreat if nothing was heard.
  Order order_of(const ClaimedPath& path) const;

  // Each path of that level, in ascending order, with the order heard for it.
  void for_each(int level, const std::function<void(const Path&, Order)>& visit) const;

  // Resolves each path, from the leaves up: the strict majority of the order heard and of the
  // resolutions of all paths one longer.
  void resolve();
  // After `resolve`.
  Order resolved(const ClaimedPath& path) const;

  friend bool operator==(const HeardTree&, const HeardTree&) = default;

 private:
  using Level = std::vector<std::uint8_t>;  // a Said a path; silence: nothing heard

  // How many paths continue one of that length: one for each general who is not on it, nor the
  // lieutenant.
  std::size_t continuations(std::size_t length) const {
    return static_cast<std::size_t>(n_) - 1 - length;
  }
  std::size_t index_of(const ClaimedPath& path) const;
  std::uint8_t cell_of(const ClaimedPath& path, const std::vector<Level>& levels) const {
    return levels[path.length() - 1][index_of(path)];
  }
  void visit_below(Path& path, std::size_t index, int level,
                   const std::function<void(const Path&, Order)>& visit) const;

  int n_;
  int lieutenant_;
  Generals others_;  // everybody but the lieutenant
  std::vector<Level> heard_;
  std::vector<Level> resolved_;
};

}  // namespace turncoat
