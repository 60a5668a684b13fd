#include "turncoat/support/process.hpp"

#include <gtest/gtest.h>

namespace turncoat {
namespace {

TEST(Process, GivesInputAndTakesOutput) {
  const std::string much(300'000, 'x');
  const Ended ended = run_process({"cat"}, much);
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_EQ(ended.printed, much);
  EXPECT_EQ(run_process({"sh", "-c", "echo a; echo b >&2; exit 3"}, "").printed, "a\n");
  EXPECT_EQ(run_process({"sh", "-c", "exit 3"}, "").exit_code, 3);
  EXPECT_EQ(run_process({"sh", "-c", "kill -9 $$"}, "").exit_code, -1);
  EXPECT_EQ(run_process({"no-such-program"}, "").exit_code, -1);
}

}  // namespace
}  // namespace turncoat
