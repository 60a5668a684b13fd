// What the state machine takes from the heap. A program of its own: it replaces operator new.

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <new>
#include <vector>

#include "turncoat/core/general.hpp"
#include "turncoat/core/lock_step.hpp"
#include "turncoat/core/testing.hpp"

namespace {
std::uint64_t allocations = 0;
}

void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) {
    return memory;
  }
  throw std::bad_alloc();
}
// Debian 13's GoogleTest takes this one.
void* operator new(std::size_t size, const std::nothrow_t& /*kind*/) noexcept {
  ++allocations;
  return std::malloc(size == 0 ? 1 : size);
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, const std::nothrow_t& /*kind*/) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t /*size*/) noexcept {
  std::free(memory);
}

namespace turncoat {
namespace {

TEST(Allocation, IsCounted) {
  const std::uint64_t before = allocations;
  const std::vector<int> some(3);
  EXPECT_EQ(allocations, before + 1);
}

// All that general 2 of OM(2) among 5 is sent, each message twice, and forged ones.
TEST(Allocation, NoneToReceiveOrRefuseAMessage) {
  General general({.general = 2, .n = 5, .m = 2});
  int received = 0;
  for (int round = 1; round <= 3; ++round) {
    for (const Path& path : test::every_path_without(2, 5, round)) {
      Message message{.round = round, .sender = path.sender(), .receiver = 2, .path = path};
      const std::uint64_t before = allocations;
      ASSERT_FALSE(general.receive(message));
      ASSERT_EQ(general.receive(message), Refusal::second_order);
      message.sender = 2;
      ASSERT_EQ(general.receive(message), Refusal::sender_not_last);
      message.path = {2, 2, 2, 2};
      ASSERT_EQ(general.receive(message), Refusal::wrong_length);
      ASSERT_EQ(allocations, before);
      ++received;
    }
    general.end_round();
  }
  EXPECT_EQ(received, 1 + 3 + 6);
}

// A general takes memory for itself and for each round, however many messages the round has.
TEST(Allocation, InLockStepDoesNotGrowWithTheMessages) {
  const test::Hashed traitors({.seed = 1, .silences = 20, .opposites = 40});
  for (const auto& [n, m] : {std::pair{4, 1}, {7, 2}, {10, 3}, {13, 4}}) {
    const turncoat::Setup setup{.n = n, .m = m, .traitors = Generals::range(0, m)};
    const std::uint64_t before = allocations;
    const LockStepRun run = run_lock_step(setup, traitors);
    const std::uint64_t taken = allocations - before;
    EXPECT_LE(taken, 8U * static_cast<unsigned>(n) * static_cast<unsigned>(m + 1))
        << run.outcome.messages.sent << " messages";
  }
}

}  // namespace
}  // namespace turncoat
