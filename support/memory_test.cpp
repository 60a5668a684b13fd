#include "turncoat/support/memory.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace turncoat {
namespace {

TEST(Memory, IsHeldByThisProgram) {
  const std::uint64_t before = resident_bytes();
  EXPECT_GT(before, 0U);
  constexpr std::size_t kMore = std::size_t{64} << 20;
  const std::vector<char> more(kMore, 'x');
  EXPECT_GT(resident_bytes(), before + more.size() / 2);
}

TEST(MemoryLimit, IsReachedWhereTheProgramComesToHoldMoreWhileItWorks) {
  std::uint64_t held = 5;
  int looks = 0;
  MemoryLimit limit(10, [&] {
    ++looks;
    return held;
  });
  constexpr int kOften = 1'000;
  for (int asked = 0; asked < kOften; ++asked) {
    EXPECT_FALSE(limit.is_reached());
  }
  EXPECT_GT(looks, 1);
  EXPECT_LT(looks, kOften / 5) << "a look takes time";
  held = 10;
  for (int asked = 0; asked < kOften; ++asked) {
    EXPECT_FALSE(limit.is_reached()) << "as much as it may";
  }
  held = 11;
  int asked = 0;
  while (asked < kOften && !limit.is_reached()) {
    ++asked;
  }
  EXPECT_LT(asked, kOften);
  held = 0;
  for (int again = 0; again < kOften; ++again) {
    EXPECT_TRUE(limit.is_reached()) << "it stays so";
  }
}

TEST(MemoryLimit, IsLookedAtTheFirstTime) {
  EXPECT_TRUE(MemoryLimit(10, [] { return std::uint64_t{11}; }).is_reached());
}

}  // namespace
}  // namespace turncoat
