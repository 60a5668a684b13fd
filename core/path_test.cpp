#include "turncoat/core/path.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <vector>

#include "turncoat/core/testing.hpp"

namespace turncoat {
namespace {

using test::path_of;
using test::refusal_of;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string refusal_of_path(const std::vector<int>& generals) {
  return refusal_of([&] { Path::from(generals); });
}

TEST(Path, StartsAsTheCommandersOwn) {
  const Path path;
  EXPECT_EQ(path.size(), 1);
  EXPECT_EQ(path.sender(), 0);
  EXPECT_EQ(path.members(), Generals{0});
  EXPECT_EQ(to_string(path), "[0]");
}

TEST(Path, GrowsByTheGeneralWhoRelays) {
  const Path path = Path() + 3 + 1;
  EXPECT_EQ(path.size(), 3);
  EXPECT_EQ(path.sender(), 1);
  EXPECT_EQ(path.members(), (Generals{0, 1, 3}));
  EXPECT_THAT(std::vector<int>(path.begin(), path.end()), ElementsAre(0, 3, 1));
  EXPECT_EQ(path[0], 0);
  EXPECT_EQ(path[1], 3);
  EXPECT_EQ(path[2], 1);
  EXPECT_TRUE(path.contains(3));
  EXPECT_FALSE(path.contains(2));
}

TEST(Path, GrowingLeavesTheShorterOneAlone) {
  const Path path = Path() + 3;
  const Path longer = path + 2;
  EXPECT_EQ(path, path_of({0, 3}));
  EXPECT_EQ(longer, path_of({0, 3, 2}));
}

TEST(Path, IsChangedInPlace) {
  Path path;
  path.push(3);
  path.push(63);
  EXPECT_EQ(path, path_of({0, 3, 63}));
  EXPECT_EQ(path.members(), (Generals{0, 3, 63}));
  EXPECT_DEATH(path.push(3), "not on the path yet");
  EXPECT_DEATH(path.push(0), "not on the path yet");
}

TEST(Path, IsShortenedInPlace) {
  Path path = path_of({0, 3, 63});
  path.pop();
  EXPECT_EQ(path, path_of({0, 3}));
  EXPECT_EQ(path.members(), (Generals{0, 3}));
  path.push(63);
  EXPECT_EQ(path, path_of({0, 3, 63}));
  path.pop();
  path.pop();
  EXPECT_EQ(path, Path());
}

TEST(Path, IsEmptyBeforeTheCommander) {
  Path path = Path::empty();
  EXPECT_EQ(path.size(), 0);
  EXPECT_EQ(path.members(), Generals());
  EXPECT_EQ(to_string(path), "[]");
  EXPECT_NE(path, Path());
  EXPECT_EQ(path + 0, Path());
  EXPECT_DEATH(path.push(1), "a path that starts with the commander");
  EXPECT_DEATH(path.pop(), "a path with a sender");
}

TEST(Path, PrintsItsGenerals) {
  EXPECT_EQ(to_string(path_of({0, 3, 1})), "[0,3,1]");
  EXPECT_EQ(to_string(path_of({0, 63})), "[0,63]");
}

TEST(Path, IsMadeFromGenerals) {
  EXPECT_EQ(path_of({0}), Path());
  EXPECT_EQ(path_of({0, 5, 63}), Path() + 5 + 63);
}

TEST(Path, HoldsAll64Generals) {
  std::vector<int> all(64);
  std::iota(all.begin(), all.end(), 0);
  const Path path = path_of(all);
  EXPECT_EQ(path.size(), 64);
  EXPECT_EQ(path.sender(), 63);
  EXPECT_EQ(path.members(), Generals::first(64));
  EXPECT_EQ(std::vector<int>(path.begin(), path.end()), all);
}

// Its generals stand in words of eight.
TEST(Path, IsComparedBeyondItsFirstWord) {
  std::vector<int> generals(20);
  std::iota(generals.begin(), generals.end(), 0);
  for (std::size_t place = 1; place < generals.size(); ++place) {
    std::vector<int> larger = generals;
    larger[place] = 63;
    EXPECT_LT(path_of(generals), path_of(larger)) << place;
    EXPECT_EQ(path_of(larger)[static_cast<int>(place)], 63);
  }
}

TEST(Path, GrowsAndShrinksInEachPlace) {
  Path path;
  std::vector<int> generals{0};
  for (int general = 1; general < 63; ++general) {
    path.push(63);
    path.pop();
    ASSERT_EQ(path, path_of(generals));
    path.push(general);
    generals.push_back(general);
    ASSERT_EQ(path, path_of(generals));
    ASSERT_EQ(path.sender(), general);
  }
}

TEST(Path, RefusesNoGeneral) {
  EXPECT_THAT(refusal_of_path({}), HasSubstr("starts with general 0"));
}

TEST(Path, RefusesAnotherStartThanTheCommander) {
  EXPECT_THAT(refusal_of_path({1, 0}), HasSubstr("starts with general 0"));
  EXPECT_THAT(refusal_of_path({-1}), HasSubstr("starts with general 0"));
}

TEST(Path, RefusesAGeneralOutOfRange) {
  EXPECT_THAT(refusal_of_path({0, 64}), HasSubstr("general 64 on a path, expected 0 to 63"));
  EXPECT_THAT(refusal_of_path({0, -1}), HasSubstr("general -1 on a path, expected 0 to 63"));
  // 256 + 3 would be general 3 in a byte.
  EXPECT_THAT(refusal_of_path({0, 259}), HasSubstr("general 259 on a path"));
}

TEST(Path, RefusesARepeatedGeneral) {
  EXPECT_THAT(refusal_of_path({0, 2, 1, 2}), HasSubstr("general 2 is on the path twice"));
  EXPECT_THAT(refusal_of_path({0, 0}), HasSubstr("general 0 is on the path twice"));
}

TEST(Path, RefusesMoreThan64Generals) {
  std::vector<int> generals(65);
  std::iota(generals.begin(), generals.end(), 0);
  EXPECT_THAT(refusal_of_path(generals), HasSubstr("general 64"));
  generals.back() = 5;
  EXPECT_THAT(refusal_of_path(generals), HasSubstr("general 5 is on the path twice"));
}

TEST(Path, OrdersShorterFirstThenByGenerals) {
  const std::vector<Path> ascending{path_of({0}),       path_of({0, 1}),    path_of({0, 2}),
                                    path_of({0, 63}),   path_of({0, 1, 2}), path_of({0, 1, 3}),
                                    path_of({0, 2, 1}), path_of({0, 10, 1})};
  for (std::size_t a = 0; a < ascending.size(); ++a) {
    for (std::size_t b = 0; b < ascending.size(); ++b) {
      EXPECT_EQ(ascending[a] <=> ascending[b], a <=> b)
          << to_string(ascending[a]) << ' ' << to_string(ascending[b]);
      EXPECT_EQ(ascending[a] == ascending[b], a == b);
    }
  }
}

TEST(Path, DiffersFromAnotherOrderOfTheSameGenerals) {
  EXPECT_NE(path_of({0, 1, 2}), path_of({0, 2, 1}));
}

TEST(PathDeathTest, AbortsWhereAGeneralRelaysTwice) {
  EXPECT_DEATH(static_cast<void>(Path() + 0), "not on the path yet");
}

}  // namespace
}  // namespace turncoat
