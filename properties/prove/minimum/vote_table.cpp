#include "turncoat/properties/prove/minimum/vote_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/check.hpp"

namespace turncoat {
namespace {

constexpr bool is_to_attack(int group) {
  return resolved_by(group) == Order::attack;
}

}  // namespace

VoteTable::VoteTable(const Election& election, VoteLimits limits)
    : election_(election), limits_(std::move(limits)) {
  for (const int group : kGroups) {
    const int own_vote = heard_by(group) == Order::attack ? 1 : 0;
    const int each = election.needed - own_vote - (is_to_attack(group) ? 0 : 1);
    all_open_[group] = election.loyal[group] * each;
    is_possible_ = is_possible_ && all_open_[group] >= 0;
  }
  for (const int group : kGroups) {
    if (election.loyal[group] > 0) {
      add_columns(election.loyal[group], group,
                  *election.of_loyal[static_cast<std::size_t>(heard_by(group))]);
    }
  }
  if (election.traitors > 0) {
    constexpr int kNoRow = -1;
    add_columns(election.traitors, kNoRow, *election.of_traitor);
  }
  look_ahead();
}

void VoteTable::look_ahead() {
  reach_.resize(kind_of_column_.size() + 1);
  for (std::size_t column = kind_of_column_.size(); column-- > 0;) {
    const Column& ways = kinds_[kind_of_column_[column]];
    if (ways.empty()) {
      is_possible_ = false;
      return;
    }
    for (const int group : kGroups) {
      const auto [least, most] = std::minmax_element(
          ways.begin(), ways.end(),
          [&](const Way& a, const Way& b) { return a.rows[group] < b.rows[group]; });
      reach_[column][group] = reach_[column + 1][group] +
                              (is_to_attack(group) ? most->rows[group] : least->rows[group]);
    }
  }
}

// Every way to choose rows that is worth a look, for each size that can be had.
void VoteTable::add_columns(int count, int own_group, const Costs& costs) {
  ByGroup<int> most = election_.loyal;
  if (own_group >= 0) {
    --most[own_group];
  }
  constexpr int kToRetreat = group_of(Order::retreat, Order::retreat);
  constexpr int kToAttack = group_of(Order::retreat, Order::attack);
  const int all_to_attack = most[kToAttack] + most[kToAttack + 1];
  Column ways;
  for (int size = 0; size < static_cast<int>(costs.size()); ++size) {
    if (costs[size] >= kNever) {
      continue;
    }
    // Receivers that are to attack come first; the others get the rest.
    const int first = size <= all_to_attack ? kToAttack : kToRetreat;
    const int shared = size <= all_to_attack ? size : size - all_to_attack;
    for (int a = std::max(0, shared - most[first + 1]); a <= std::min(shared, most[first]); ++a) {
      ByGroup<int> rows{0, 0, most[kToAttack], most[kToAttack + 1]};
      rows[first] = a;
      rows[first + 1] = shared - a;
      ways.push_back({rows, costs[size]});
    }
  }
  kinds_.push_back(std::move(ways));
  kind_of_column_.insert(kind_of_column_.end(), static_cast<std::size_t>(count), kinds_.size() - 1);
}

bool VoteTable::can_take(const Way& way, const Open& open) {
  return std::all_of(kGroups.begin(), kGroups.end(), [&](int group) {
    return is_to_attack(group) || way.rows[group] <= open[group];
  });
}

VoteTable::Open VoteTable::after(const Way& way, const Open& open) {
  Open rest;
  for (const int group : kGroups) {
    rest[group] = std::max(0, open[group] - way.rows[group]);
  }
  return rest;
}

// Not enough columns are left for the votes needed, or too many for the room.
bool VoteTable::is_hopeless(std::size_t column, const Open& open) const {
  return std::any_of(kGroups.begin(), kGroups.end(), [&](int group) {
    return is_to_attack(group) ? open[group] > reach_[column][group]
                               : open[group] < reach_[column][group];
  });
}

int VoteTable::fewest_from(std::size_t column, const Open& open) {
  if (is_hopeless(column, open)) {
    return kNever;
  }
  if (column == kind_of_column_.size()) {
    return 0;
  }
  std::uint64_t key = column;
  for (const int group : kGroups) {
    constexpr int kBits = 12;  // at most 63 receivers with 32 votes each
    key = key << kBits | static_cast<std::uint64_t>(open[group]);
  }
  if (const auto known = known_.find(key); known != known_.end()) {
    return known->second;
  }
  if (limits_.stop && limits_.stop()) {
    return kNever;
  }
  if (known_.size() >= limits_.states) {
    throw BadInput(
        fmt::format("too large: the votes about one path are shared out in more than "
                    "{} ways that differ",
                    limits_.states));
  }
  int fewest = kNever;
  for (const Way& way : kinds_[kind_of_column_[column]]) {
    if (way.lies < fewest && can_take(way, open)) {
      fewest = std::min(fewest, way.lies + fewest_from(column + 1, after(way, open)));
    }
  }
  known_.emplace(key, fewest);
  return fewest;
}

int VoteTable::fewest_lies() {
  return is_possible_ ? fewest_from(0, all_open_) : kNever;
}

std::vector<ByGroup<int>> VoteTable::cheapest() {
  int lies = fewest_lies();
  check(lies < kNever, "a table that gives the results wanted");
  std::vector<ByGroup<int>> columns;
  Open open = all_open_;
  for (std::size_t column = 0; column < kind_of_column_.size(); ++column) {
    const Column& ways = kinds_[kind_of_column_[column]];
    const auto way = std::find_if(ways.begin(), ways.end(), [&](const Way& each) {
      return can_take(each, open) && each.lies + fewest_from(column + 1, after(each, open)) == lies;
    });
    check(way != ways.end(), "a column that leads to the fewest lies");
    columns.push_back(way->rows);
    lies -= way->lies;
    open = after(*way, open);
  }
  return columns;
}

namespace {

// Moves one vote from a row to another of the group that has two fewer; false if no rows differ so.
bool balance_once(Generals group, const std::vector<int>& owners, std::vector<Generals>& columns) {
  const auto votes = [&](int row) {
    return std::count_if(columns.begin(), columns.end(),
                         [&](Generals column) { return column.contains(row); });
  };
  for (const int rich : group) {
    for (const int poor : group) {
      if (votes(rich) < votes(poor) + 2) {
        continue;
      }
      for (std::size_t c = 0; c < columns.size(); ++c) {
        if (owners[c] != poor && columns[c].contains(rich) && !columns[c].contains(poor)) {
          columns[c] = columns[c].without(rich).with(poor);
          return true;
        }
      }
      check(false, "a column in which the row with more votes can give way");
    }
  }
  return false;
}

}  // namespace

std::vector<Generals> spread(const ByGroup<Generals>& groups,
                             const std::vector<ByGroup<int>>& columns) {
  constexpr int kNobody = -1;
  std::vector<int> owners;
  for (const Generals group : groups) {
    owners.insert(owners.end(), group.begin(), group.end());
  }
  check(owners.size() <= columns.size(), "a column for each loyal general");
  owners.resize(columns.size(), kNobody);  // the traitors' columns
  std::vector<Generals> chosen(columns.size());
  for (const int group : kGroups) {
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const Generals rows = owners[c] == kNobody ? groups[group] : groups[group].without(owners[c]);
      for (int rank = 0; rank < columns[c][group]; ++rank) {
        chosen[c].insert(rows.at_rank(rank));
      }
    }
    while (balance_once(groups[group], owners, chosen)) {
    }
  }
  return chosen;
}

}  // namespace turncoat
