#include "turncoat/adversaries/crash.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "turncoat/adversaries/testing.hpp"
#include "turncoat/core/lock_step.hpp"

namespace turncoat {
namespace {

using test::all_said;
using test::path_of;

// Whether it was cut off before that message.
bool is_withheld(int n, std::uint64_t after, const Path& path, int receiver) {
  return Crash(n, after).ask_for(path, receiver, Order::attack) == Said::silence;
}

// Each message of each general, numbered as lock step sends them, is the first to be withheld by
// exactly one `after`.
TEST(Crash, CountsMessagesAsLockStepSendsThem) {
  int messages = 0;
  for (int n = 2; n <= 7; ++n) {
    for (int m = 0; m <= n - 2; ++m) {
      std::array<std::uint64_t, kMaxGenerals> sent_by{};
      run_lock_step({.n = n, .m = m}, test::faithful(), {.trace = [&](const Sent& sent) {
                      const std::uint64_t before = sent_by[sent.path.sender()]++;
                      ASSERT_TRUE(is_withheld(n, before, sent.path, sent.receiver))
                          << "n=" << n << ' ' << to_string(sent.path) << " to " << sent.receiver;
                      ASSERT_FALSE(is_withheld(n, before + 1, sent.path, sent.receiver))
                          << "n=" << n << ' ' << to_string(sent.path) << " to " << sent.receiver;
                      ++messages;
                    }});
    }
  }
  EXPECT_EQ(messages, 4'709);
}

// So many messages of the sender come before this one, with 64 generals.
void expect_before(std::uint64_t messages, const Path& path, int receiver) {
  EXPECT_TRUE(is_withheld(64, messages, path, receiver)) << to_string(path);
  EXPECT_FALSE(is_withheld(64, messages + 1, path, receiver)) << to_string(path);
}

constexpr std::uint64_t kLargest = ~std::uint64_t{0};

TEST(Crash, CountsInTheLargestSetupWithoutWrapping) {
  expect_before(62, path_of({0}), 63);
  expect_before(0, path_of({0, 1}), 2);
  // 62 in round 2; in round 3 a path for each of 62 in between, 61 receivers each.
  expect_before(62, path_of({0, 2, 1}), 3);
  expect_before(62 + 62 * 61 - 1, path_of({0, 63, 1}), 62);
  // [0,63,62,…] to 1: the last of its round but a few.
  Path path;
  for (int general = 63; general >= 2; --general) {
    path = path + general;
    if (path.size() == 11) {
      expect_before(397'665'154'560'843'791, path, 1);
    } else if (path.size() > 11) {
      ASSERT_TRUE(is_withheld(64, kLargest, path, 1)) << path.size();
    }
  }
}

// [0,1,2,…] to 63 comes early in its round, so it is the rounds before that count.
TEST(Crash, CountsTheRoundsBeforeWithoutWrapping) {
  Path path;
  for (int general = 1; general <= 62; ++general) {
    path = path + general;
    if (path.size() == 12) {
      expect_before(397'665'154'560'843'895, path, 63);
    } else if (path.size() > 12) {
      ASSERT_TRUE(is_withheld(64, kLargest, path, 63)) << path.size();
    }
  }
}

TEST(Crash, IsSilentFromTheStartByDefault) {
  const turncoat::Setup setup{.n = 4, .m = 1, .order = Order::attack, .traitors = {1}};
  EXPECT_EQ(all_said(*test::make("crash", setup), setup), "----");
}

TEST(Crash, IsFaithfulForItsFirstMessagesThenSilent) {
  // The nine messages of general 1: [0,1] to 2, 3, 4; then [0,2,1] to 3, 4 and so on.
  const turncoat::Setup setup{.n = 5, .m = 2, .order = Order::attack, .traitors = {1}};
  for (const int after : {0, 1, 3, 4, 8, 9, 100}) {
    const auto crash =
        test::make(R"({"strategy": "crash", "after": )" + std::to_string(after) + "}", setup);
    std::string expected;
    for (const char faithful : {'A', 'R'}) {
      for (int message = 0; message < 9; ++message) {
        expected += message < after ? faithful : '-';
      }
    }
    EXPECT_EQ(all_said(*crash, setup), expected) << after;
  }
}

TEST(Crash, CountsForEachTraitorAlone) {
  const turncoat::Setup setup{.n = 4, .m = 1, .order = Order::attack, .traitors = {1, 2}};
  // [0,1] to 2 is the first message of 1, to a fellow traitor; [0,1] to 3 its second. [0,2] to 1
  // and to 3 are those of 2.
  EXPECT_EQ(all_said(*test::make(R"({"strategy": "crash", "after": 1})", setup), setup), "----");
  EXPECT_EQ(all_said(*test::make(R"({"strategy": "crash", "after": 2})", setup), setup), "AARR");
}

TEST(Crash, AcceptsTheLargestCount) {
  const turncoat::Setup setup{.n = 4, .m = 1, .order = Order::attack, .traitors = {1}};
  const auto crash = test::make(R"({"strategy": "crash", "after": 18446744073709551615})", setup);
  EXPECT_EQ(all_said(*crash, setup), "AARR");
}

}  // namespace
}  // namespace turncoat
