#include "turncoat/support/memory_budget.hpp"

#include <gtest/gtest.h>

namespace turncoat {
namespace {

TEST(MemoryBudget, IsSpentBeforeMoreIsHeldThanTheLimit) {
  MemoryBudget budget(10);
  budget.take(4);
  budget.take(6);
  EXPECT_THROW(budget.take(1), OutOfBudget);
  EXPECT_EQ(budget.held(), 10U) << "what was refused isn't held";
  budget.give_back(7);
  EXPECT_EQ(budget.held(), 3U);
  EXPECT_THROW(budget.take(std::numeric_limits<std::uint64_t>::max()), OutOfBudget);
  budget.take(7);
  EXPECT_EQ(budget.most(), 10U);
}

TEST(MemoryBudget, CountsAVectorAndTheOneItMovesTo) {
  MemoryBudget budget;
  std::vector<int> numbers;
  for (int i = 0; i < 1'000; ++i) {
    budget.push_back(numbers, i);
    ASSERT_EQ(numbers.back(), i);
    ASSERT_EQ(budget.held(), numbers.capacity() * sizeof(int));
  }
  EXPECT_EQ(budget.most(), (numbers.capacity() + numbers.capacity() / 2) * sizeof(int));
  budget.resize(numbers, 5'000);
  EXPECT_EQ(numbers.size(), 5'000U);
  EXPECT_EQ(budget.held(), numbers.capacity() * sizeof(int));
}

TEST(MemoryBudget, LeavesAVectorAsItWasIfItMayNotGrow) {
  MemoryBudget budget(100 * sizeof(int));
  std::vector<int> numbers;
  EXPECT_THROW(budget.resize(numbers, 101), OutOfBudget);
  EXPECT_EQ(numbers.capacity(), 0U);
  budget.resize(numbers, 60);
  EXPECT_THROW(budget.push_back(numbers, 1), OutOfBudget) << "120 and 60 at once";
  EXPECT_EQ(numbers.size(), 60U);
}

}  // namespace
}  // namespace turncoat
