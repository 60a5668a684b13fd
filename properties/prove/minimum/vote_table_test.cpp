// The vote table against every table there is, where there are few.
#include "turncoat/properties/prove/minimum/vote_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <random>
#include <tuple>

#include "turncoat/core/testing.hpp"
#include "turncoat/support/bad_input.hpp"

namespace turncoat {
namespace {

// Generals in numbers: the receivers group by group, then the traitors.
struct Table {
  Election election;
  std::vector<Costs> costs{3};
  ByGroup<Generals> groups{};
  int receivers = 0;

  int columns() const { return receivers + election.traitors; }
  int group_of_row(int row) const {
    int group = 0;
    while (!groups[group].contains(row)) {
      ++group;
    }
    return group;
  }
  const Costs& costs_of(int column) const {
    return column >= receivers
               ? *election.of_traitor
               : *election.of_loyal[static_cast<std::size_t>(heard_by(group_of_row(column)))];
  }
  bool gives_the_results(const std::vector<Generals>& columns_filled) const {
    for (int row = 0; row < receivers; ++row) {
      const int group = group_of_row(row);
      auto count = std::count_if(columns_filled.begin(), columns_filled.end(),
                                 [&](Generals column) { return column.contains(row); });
      count += heard_by(group) == Order::attack ? 1 : 0;
      if ((count >= election.needed) != (resolved_by(group) == Order::attack)) {
        return false;
      }
    }
    return true;
  }
};

Costs drawn_costs(std::mt19937& random, int receivers) {
  Costs costs;
  for (int size = 0; size <= receivers; ++size) {
    costs.push_back(random() % 4 == 0 ? kNever : static_cast<int>(random() % 10));
  }
  return costs;
}

Table drawn_table(std::uint32_t seed, int receivers, int traitors) {
  std::mt19937 random(seed);
  Table table;
  table.receivers = receivers;
  for (int i = 0; i < receivers; ++i) {
    ++table.election.loyal[random() % kGroups.size()];
  }
  int first = 0;
  for (const int group : kGroups) {
    table.groups[group] = Generals::range(first, first + table.election.loyal[group]);
    first += table.election.loyal[group];
  }
  table.election.traitors = traitors;
  table.election.needed =
      1 + static_cast<int>(random() % static_cast<std::uint32_t>(table.columns()));
  table.costs = {drawn_costs(random, receivers), drawn_costs(random, receivers),
                 drawn_costs(random, receivers)};
  return table;
}

// Every choice of rows for the columns from `column` on.
int fewest_of_all(const Table& table, int column, std::vector<Generals>& filled, int lies) {
  if (column == table.columns()) {
    return table.gives_the_results(filled) ? lies : kNever;
  }
  int fewest = kNever;
  for (std::uint64_t word = 0; word < std::uint64_t{1} << table.receivers; ++word) {
    const Generals rows = Generals::of_word(word);
    const int cost = table.costs_of(column)[static_cast<std::size_t>(rows.size())];
    if (!rows.contains(column) && cost < kNever) {
      filled.push_back(rows);
      fewest = std::min(fewest, fewest_of_all(table, column + 1, filled, lies + cost));
      filled.pop_back();
    }
  }
  return fewest;
}

struct Tables {
  int possible = 0;
  int impossible = 0;
};

Tables compare_with_every_table(int receivers, int traitors, std::uint32_t count) {
  Tables compared;
  for (std::uint32_t seed = 1; seed <= count; ++seed) {
    Table table = drawn_table(seed, receivers, traitors);
    table.election.of_loyal = {&table.costs[0], &table.costs[1]};
    table.election.of_traitor = &table.costs[2];
    std::vector<Generals> filled;
    const int expected = fewest_of_all(table, 0, filled, 0);
    VoteTable vote_table(table.election);
    EXPECT_EQ(vote_table.fewest_lies(), expected)
        << receivers << " receivers, " << traitors << " traitors, seed " << seed;
    ++(expected < kNever ? compared.possible : compared.impossible);
    if (vote_table.fewest_lies() < kNever) {
      // The numbers can be had with generals, and cost what they are said to cost.
      const std::vector<Generals> columns = spread(table.groups, vote_table.cheapest());
      EXPECT_TRUE(table.gives_the_results(columns)) << "seed " << seed;
      int lies = 0;
      for (int column = 0; column < table.columns(); ++column) {
        const Generals rows = columns[static_cast<std::size_t>(column)];
        EXPECT_FALSE(rows.contains(column));
        lies += table.costs_of(column)[static_cast<std::size_t>(rows.size())];
      }
      EXPECT_EQ(lies, expected) << "seed " << seed;
    }
  }
  return compared;
}

TEST(VoteTable, IsAsCheapAsTheCheapestOfAllTables) {
  Tables compared;
  for (const auto& [receivers, traitors, count] : {std::tuple{1, 1, 200},
                                                   {1, 2, 200},
                                                   {2, 0, 200},
                                                   {2, 1, 1'000},
                                                   {2, 3, 1'000},
                                                   {3, 0, 1'000},
                                                   {3, 1, 2'000},
                                                   {3, 2, 1'000},
                                                   {4, 0, 1'000},
                                                   {4, 1, 300}}) {
    const Tables some =
        compare_with_every_table(receivers, traitors, static_cast<std::uint32_t>(count));
    compared.possible += some.possible;
    compared.impossible += some.impossible;
  }
  std::printf("  %d tables, %d of them impossible\n", compared.possible, compared.impossible);
  EXPECT_EQ(compared.possible + compared.impossible, 7'900);
  EXPECT_GT(compared.possible, 2'000);
  EXPECT_GT(compared.impossible, 2'000);
}

// All receivers in two groups, a large and a small one. Costs of a few sizes, so that they bind.
Table table_of_two_groups(std::uint32_t seed, int large, int small) {
  std::mt19937 random(seed);
  constexpr int kLarge = 36;
  constexpr int kSmall = 2;
  Table table;
  table.receivers = kLarge + kSmall;
  table.election.loyal[large] = kLarge;
  table.election.loyal[small] = kSmall;
  table.groups[large] =
      large < small ? Generals::range(0, kLarge) : Generals::range(kSmall, table.receivers);
  table.groups[small] = Generals::first(table.receivers) - table.groups[large];
  table.election.traitors = 2;
  table.election.needed = 31 + static_cast<int>(random() % 9);
  for (Costs& costs : table.costs) {
    costs.assign(kLarge + kSmall + 1, kNever);
    for (int sizes = 0; sizes < 4; ++sizes) {
      costs[20 + random() % 19] = static_cast<int>(random() % 50);
    }
  }
  return table;
}

// By both groups' sums, without a choice left out: the fewest lies for each pair of them, column
// by column. That only sums matter is shown where there are few receivers.
int fewest_by_sums(const Table& table, int large, int small) {
  const int most_large = table.columns() * table.election.loyal[large];
  const int most_small = table.columns() * table.election.loyal[small];
  const auto at = [&](int l, int s) { return static_cast<std::size_t>(l * (most_small + 1) + s); };
  std::vector<int> fewest(at(most_large, most_small) + 1, kNever);
  fewest[0] = 0;
  for (int column = 0; column < table.columns(); ++column) {
    std::vector<int> next(fewest.size(), kNever);
    const int rows_large = table.groups[large].without(column).size();
    const int rows_small = table.groups[small].without(column).size();
    for (int l = 0; l <= rows_large; ++l) {
      for (int s = 0; s <= rows_small; ++s) {
        const int lies = table.costs_of(column)[static_cast<std::size_t>(l + s)];
        for (int before = 0; lies < kNever && before <= most_large - l; ++before) {
          for (int also = 0; also <= most_small - s; ++also) {
            int& sum = next[at(before + l, also + s)];
            sum = std::min(sum, fewest[at(before, also)] + lies);
          }
        }
      }
    }
    fewest = std::move(next);
  }
  const auto is_right = [&](int group, int sum) {
    const int own_vote = heard_by(group) == Order::attack ? 1 : 0;
    const int each = table.election.needed - own_vote;
    return resolved_by(group) == Order::attack ? sum >= table.election.loyal[group] * each
                                               : sum <= table.election.loyal[group] * (each - 1);
  };
  int best = kNever;
  for (int l = 0; l <= most_large; ++l) {
    for (int s = 0; s <= most_small; ++s) {
      if (is_right(large, l) && is_right(small, s)) {
        best = std::min(best, fewest[at(l, s)]);
      }
    }
  }
  return best;
}

TEST(VoteTable, IsAsCheapWithManyReceiversInAGroup) {
  int possible = 0;
  for (const auto& [large, small] : {std::pair{0, 1}, {3, 2}}) {
    for (std::uint32_t seed = 1; seed <= 5; ++seed) {
      SCOPED_TRACE(testing::Message()
                   << "groups " << large << " and " << small << ", seed " << seed);
      Table table = table_of_two_groups(seed, large, small);
      table.election.of_loyal = {&table.costs[0], &table.costs[1]};
      table.election.of_traitor = &table.costs[2];
      VoteTable vote_table(table.election);
      const int expected = fewest_by_sums(table, large, small);
      ASSERT_EQ(vote_table.fewest_lies(), expected);
      if (expected < kNever) {
        EXPECT_TRUE(table.gives_the_results(spread(table.groups, vote_table.cheapest())));
      }
      possible += expected < kNever ? 1 : 0;
    }
  }
  EXPECT_EQ(possible, 6);
}

TEST(VoteTable, RefusesMoreStatesThanItMayTakeAndStopsWhenAsked) {
  Costs costs(41, kNever);
  costs[5] = costs[13] = costs[25] = 1;
  const Election election{.loyal = {10, 10, 10, 10},
                          .traitors = 20,
                          .needed = 31,
                          .of_loyal = {&costs, &costs},
                          .of_traitor = &costs};
  EXPECT_EQ(test::refusal_of([&] { VoteTable(election, {.states = 10'000}).fewest_lies(); }),
            "too large: the votes about one path are shared out in more than 10000 ways that "
            "differ");
  int asked = 0;
  VoteTable(election, {.stop = [&] { return ++asked > 10; }}).fewest_lies();
  EXPECT_GT(asked, 10);
}

TEST(VoteTable, TakesAsManyStatesAsItMay) {
  Costs costs{1, 1, 1, 1, 1};
  const Election election{.loyal = {1, 1, 1, 1},
                          .traitors = 1,
                          .needed = 3,
                          .of_loyal = {&costs, &costs},
                          .of_traitor = &costs};
  const auto is_enough = [&](std::size_t states) {
    try {
      VoteTable(election, {.states = states}).fewest_lies();
      return true;
    } catch (const BadInput&) {
      return false;
    }
  };
  std::size_t states = 1;
  while (!is_enough(states)) {
    ++states;
  }
  EXPECT_EQ(states, 63U);
}

}  // namespace
}  // namespace turncoat
