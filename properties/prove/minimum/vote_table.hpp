// The votes about one path as a table, filled with the fewest lies for the results wanted.
//
// A row for each loyal receiver of the path, a column for each general who relays it: in column j
// are the rows that resolve attack for path+j. Nobody relays to itself, so row j of column j stays
// empty. A row's own vote is the order it heard. It resolves attack if it has `needed` votes for
// attack. The cost of a column depends only on its number of rows: loyal receivers are
// interchangeable below path+j.
//
// So receivers are counted, in four groups: by what they heard and by what they are to resolve.
// Two exchanges leave few ways to look at, and none that is cheaper is passed over:
// - A column prefers rows that are to resolve attack. Where it has a row that is to retreat and not
//   one that is to attack and isn't its own, swapping them gives votes to the one that may need
//   more and takes them from the one that may have too many.
// - Within a group votes can be spread evenly, so that only a group's sum matters. Where row a has
//   two votes more than row b, there are at least two columns with a and without b, one at most of
//   them b's own: in the other, a gives way to b. No column changes its size.
//
// Size:   receivers ≤ 63; states (what is still open after some columns) up to a limit.
// Errors: BadInput beyond that limit; a failed check if no table gives the results asked for.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <unordered_map>
#include <vector>

#include "turncoat/core/generals.hpp"
#include "turncoat/core/order.hpp"

namespace turncoat {

// Lies, by the number of rows in a column.
using Costs = std::vector<int>;
// More than there can be places of lies in a run that may be played, and so that two can be added.
inline constexpr int kNever = 1 << 29;

struct VoteLimits {
  // Of one table; about 100 MB.
  std::size_t states = 2'000'000;
  // Asked now and then; once it answers true, the result means nothing.
  std::function<bool()> stop{};
};

// Loyal receivers that heard and are to resolve the same.
inline constexpr std::array kGroups{0, 1, 2, 3};
constexpr int group_of(Order heard, Order resolves) {
  return 2 * static_cast<int>(resolves) + static_cast<int>(heard);
}
constexpr Order heard_by(int group) {
  return static_cast<Order>(group % 2);
}
constexpr Order resolved_by(int group) {
  return static_cast<Order>(group / 2);
}

// Something for each group.
template <class Value>
using ByGroup = std::array<Value, kGroups.size()>;

// The voters on one path, and the votes needed.
struct Election {
  ByGroup<int> loyal{};  // receivers
  int traitors = 0;      // those with a column, but no row
  int needed = 0;        // votes for attack that give attack
  // Of the column of a loyal general, by what it heard, and of a traitor's. Those without a general
  // aren't looked at.
  std::array<const Costs*, 2> of_loyal{};
  const Costs* of_traitor = nullptr;
};

class VoteTable {
 public:
  explicit VoteTable(const Election& election, VoteLimits limits = {});

  // kNever if no table gives the results wanted.
  int fewest_lies();
  // How many rows of each group each column of a cheapest table has: the loyal generals' columns,
  // group by group, then the traitors'.
  std::vector<ByGroup<int>> cheapest();

 private:
  // What is still open: votes that receivers who are to attack need, and votes that those who are
  // to retreat have room for; of all in the group together.
  using Open = ByGroup<int>;
  struct Way {
    ByGroup<int> rows;
    int lies;
  };
  using Column = std::vector<Way>;

  void add_columns(int count, int own_group, const Costs& costs);
  void look_ahead();
  static bool can_take(const Way& way, const Open& open);
  static Open after(const Way& way, const Open& open);
  bool is_hopeless(std::size_t column, const Open& open) const;
  int fewest_from(std::size_t column, const Open& open);

  Election election_;
  VoteLimits limits_;
  bool is_possible_ = true;
  Open all_open_{};
  std::vector<Column> kinds_;
  std::vector<std::size_t> kind_of_column_;
  // By the column from which on they hold: the most that can be given, the least that must be.
  std::vector<ByGroup<int>> reach_;
  std::unordered_map<std::uint64_t, int> known_;  // looked up, never iterated
};

// Generals for those numbers, evenly: each row of a group is in as many columns as any other, or
// in one more. For each column as `cheapest` has them.
std::vector<Generals> spread(const ByGroup<Generals>& groups,
                             const std::vector<ByGroup<int>>& columns);

}  // namespace turncoat
