#include "turncoat/core/heard_tree.hpp"

#include <gtest/gtest.h>

#include <utility>

#include "turncoat/core/testing.hpp"

namespace turncoat {
namespace {

using test::every_path_without;
using test::path_of;

HeardTree tree_of(int n, int lieutenant, int levels) {
  HeardTree tree(n, lieutenant);
  for (int level = 1; level <= levels; ++level) {
    tree.open_level();
  }
  return tree;
}

Order order_by_hash(const Path& path, int lieutenant) {
  return test::hash_of(7, path, lieutenant) % 2 == 0 ? Order::attack : Order::retreat;
}

TEST(HeardTree, OpensALevelAtATime) {
  HeardTree tree(4, 1);
  EXPECT_EQ(tree.levels(), 0);
  tree.open_level();
  tree.open_level();
  EXPECT_EQ(tree.levels(), 2);
}

TEST(HeardTree, HasHeardNothingAtFirst) {
  const HeardTree tree = tree_of(4, 2, 2);
  for (const int length : {1, 2}) {
    for (const Path& path : every_path_without(2, 4, length)) {
      EXPECT_FALSE(tree.has_heard(path)) << to_string(path);
      EXPECT_EQ(tree.order_of(path), Order::retreat);
    }
  }
}

TEST(HeardTree, HearsRetreatAsSomething) {
  HeardTree tree = tree_of(3, 1, 1);
  tree.hear(Path(), Order::retreat);
  EXPECT_TRUE(tree.has_heard(Path()));
  EXPECT_EQ(tree.order_of(Path()), Order::retreat);
}

// Hears one path after the other: none may change what another one holds.
TEST(HeardTree, KeepsEachPathApart) {
  int paths_heard = 0;
  for (int n = 2; n <= 6; ++n) {
    for (int lieutenant = 1; lieutenant < n; ++lieutenant) {
      HeardTree tree = tree_of(n, lieutenant, n - 1);
      for (int length = 1; length <= n - 1; ++length) {
        for (const Path& path : every_path_without(lieutenant, n, length)) {
          ASSERT_FALSE(tree.has_heard(path)) << to_string(path);
          tree.hear(path, order_by_hash(path, lieutenant));
          ASSERT_TRUE(tree.has_heard(path));
          ++paths_heard;
        }
      }
      for (int length = 1; length <= n - 1; ++length) {
        for (const Path& path : every_path_without(lieutenant, n, length)) {
          ASSERT_EQ(tree.order_of(path), order_by_hash(path, lieutenant)) << to_string(path);
        }
      }
    }
  }
  // Σ (n−1)·(1 + (n−2) + (n−2)(n−3) + …) = 1 + 4 + 15 + 64 + 325.
  EXPECT_EQ(paths_heard, 409);
}

TEST(HeardTree, VisitsALevelInAscendingOrder) {
  HeardTree tree = tree_of(5, 3, 3);
  for (int level = 1; level <= 3; ++level) {
    const std::vector<Path> expected = every_path_without(3, 5, level);
    for (const Path& path : expected) {
      tree.hear(path, order_by_hash(path, 3));
    }
    std::vector<Path> visited;
    tree.for_each(level, [&](const Path& path, Order order) {
      visited.push_back(path);
      EXPECT_EQ(order, order_by_hash(path, 3)) << to_string(path);
    });
    EXPECT_EQ(visited, expected);
  }
}

TEST(HeardTree, VisitsWhatWasNotHeardAsRetreat) {
  const HeardTree tree = tree_of(3, 1, 2);
  int visits = 0;
  tree.for_each(2, [&](const Path& path, Order order) {
    EXPECT_EQ(path, path_of({0, 2}));
    EXPECT_EQ(order, Order::retreat);
    ++visits;
  });
  EXPECT_EQ(visits, 1);
}

// n = 4, m = 2, general 1: below [0] stand [0,2] with [0,2,3], and [0,3] with [0,3,2].
TEST(HeardTree, ResolvesFromTheLeavesUp) {
  HeardTree tree = tree_of(4, 1, 3);
  tree.hear(path_of({0}), Order::attack);
  tree.hear(path_of({0, 2}), Order::retreat);
  tree.hear(path_of({0, 3}), Order::attack);
  tree.hear(path_of({0, 2, 3}), Order::attack);
  tree.hear(path_of({0, 3, 2}), Order::attack);
  tree.resolve();
  EXPECT_EQ(tree.resolved(path_of({0, 2, 3})), Order::attack);
  EXPECT_EQ(tree.resolved(path_of({0, 3, 2})), Order::attack);
  EXPECT_EQ(tree.resolved(path_of({0, 2})), Order::retreat) << "one each: a tie";
  EXPECT_EQ(tree.resolved(path_of({0, 3})), Order::attack) << "two of two";
  EXPECT_EQ(tree.resolved(path_of({0})), Order::attack) << "attack, retreat, attack";
}

TEST(HeardTree, ResolvesToRetreatWhereALeafIsMissing) {
  HeardTree tree = tree_of(4, 1, 3);
  tree.hear(path_of({0}), Order::attack);
  tree.hear(path_of({0, 2}), Order::retreat);
  tree.hear(path_of({0, 3}), Order::attack);
  tree.hear(path_of({0, 2, 3}), Order::attack);
  tree.resolve();
  EXPECT_EQ(tree.resolved(path_of({0, 3, 2})), Order::retreat);
  EXPECT_EQ(tree.resolved(path_of({0, 3})), Order::retreat) << "one each: a tie";
  EXPECT_EQ(tree.resolved(path_of({0})), Order::retreat) << "attack, retreat, retreat";
}

TEST(HeardTree, ResolvesAfreshEachTime) {
  HeardTree tree = tree_of(3, 1, 1);
  tree.resolve();
  EXPECT_EQ(tree.resolved(Path()), Order::retreat);
  tree.hear(Path(), Order::attack);
  tree.resolve();
  EXPECT_EQ(tree.resolved(Path()), Order::attack);
}

TEST(HeardTree, HearsEachPathOnce) {
  HeardTree tree = tree_of(3, 1, 1);
  EXPECT_TRUE(tree.hear(Path(), Order::attack));
  EXPECT_FALSE(tree.hear(Path(), Order::retreat));
  EXPECT_EQ(tree.order_of(Path()), Order::attack);
}

TEST(HeardTreeDeathTest, AbortsBeyondItsOpenLevels) {
  HeardTree tree = tree_of(4, 1, 1);
  EXPECT_DEATH(tree.hear(path_of({0, 2}), Order::attack), "a path of an open level");
  EXPECT_DEATH(static_cast<void>(tree.resolved(Path())), "a tree that is resolved");
}

}  // namespace
}  // namespace turncoat
