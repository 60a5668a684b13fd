#include "turncoat/support/process.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <stdexcept>
#include <string>

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

TEST(Process, IsNamedIfItCantBeRun) {
  struct rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
  const struct rlimit none{.rlim_cur = 0, .rlim_max = before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &none), 0);
  try {
    run_process({"cat"}, "");
    ADD_FAILURE() << "no more files can be opened";
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "cat: can't be run: Too many open files");
  }
  ::setrlimit(RLIMIT_NOFILE, &before);
}

}  // namespace
}  // namespace turncoat
