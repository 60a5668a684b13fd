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
  bool has_heard(const Path& path) const;
  // False, and nothing changes, where an order was heard for the path before.
  bool hear(const Path& path, Order order);
  // Retreat where nothing was heard.
  Order order_of(const Path& path) const;

  // Each path of that level, in ascending order, with what was heard for it.
  void for_each(int level, const std::function<void(const Path&, Order)>& visit) const;

  // What the lieutenant resolves for each path, from the leaves up: the strict majority of the
  // order heard and of what the paths one longer resolved to.
  void resolve();
  // After `resolve`.
  Order resolved(const Path& path) const;

  friend bool operator==(const HeardTree&, const HeardTree&) = default;

 private:
  using Level = std::vector<std::uint8_t>;  // a Said a path; silence: nothing heard

  std::size_t index_of(const Path& path) const;
  void visit_level(const Path& path, int level,
                   const std::function<void(const Path&, Order)>& visit) const;

  int n_;
  Generals others_;  // everybody but the lieutenant
  std::vector<Level> heard_;
  std::vector<Level> resolved_;
};

}  // namespace turncoat
