#include "turncoat/support/tree_watch.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <string>

#include "turncoat/support/dialogue.hpp"

namespace turncoat {
namespace {

Launch shell_watched(const std::string& script, TreeWatch& by) {
  return {.command = {"sh", "-c", script}, .watch = &by};
}

// Once it has no more to say; a loaded machine has time.
std::string end_of(Dialogue& dialogue) {
  while (dialogue.hear(Dialogue::Clock::now() + std::chrono::minutes(2))) {
  }
  return dialogue.describe_end();
}

constexpr const char* kHolds100Megabytes =
    "exec perl -e 'open F, \"/dev/zero\"; read F, $x, 100000000; $| = 1; print \"held\\n\"; "
    "<STDIN>'";

TEST(TreeWatch, EndsWhatUsesTooMuchMemory) {
  TreeWatch watch({.memory_bytes = 64 << 20});
  Dialogue alone(shell_watched(kHolds100Megabytes, watch));
  EXPECT_EQ(end_of(alone), "used more than 64 MiB of memory, and was ended");
}

TEST(TreeWatch, CountsAllTreesTogether) {
  TreeWatch watch({.memory_bytes = 150 << 20});
  Dialogue first(shell_watched(kHolds100Megabytes, watch));
  EXPECT_EQ(first.hear(Dialogue::Clock::now() + std::chrono::minutes(2)), "held");
  Dialogue second(shell_watched(kHolds100Megabytes, watch));
  EXPECT_EQ(end_of(first), "used more than 150 MiB of memory, and was ended");
  EXPECT_EQ(end_of(second), "used more than 150 MiB of memory, and was ended");
}

TEST(TreeWatch, LetsBeWhatUsesLess) {
  TreeWatch watch({.memory_bytes = std::uint64_t{1} << 30, .processes = 20});
  Dialogue dialogue(shell_watched(kHolds100Megabytes, watch));
  EXPECT_EQ(dialogue.hear(Dialogue::Clock::now() + std::chrono::minutes(2)), "held");
  dialogue.say("go");
  EXPECT_EQ(end_of(dialogue), "ended with exit code 0");
}

// Each is the child of the one before, in a session of its own.
TEST(TreeWatch, EndsWhatHasTooManyProcesses) {
  TreeWatch watch({.processes = 5});
  Dialogue few(shell_watched("sleep 1000 & sleep 1000 & echo here; read go; exit 4", watch));
  EXPECT_EQ(few.hear(Dialogue::Clock::now() + std::chrono::minutes(2)), "here");
  Dialogue many(
      shell_watched("n=1; f() { n=$((n + 1)); [ $n -gt 9 ] || (f); sleep 1000; }; f", watch));
  EXPECT_EQ(end_of(many), "had more than 5 processes, and was ended");
  few.say("go");
  EXPECT_EQ(end_of(few), "ended with exit code 4");
}

TEST(Launch, StartsInItsFolder) {
  Dialogue dialogue({.command = {"pwd"}, .folder = "/usr/lib"});
  EXPECT_EQ(dialogue.hear(Dialogue::Clock::now() + std::chrono::minutes(2)), "/usr/lib");
}

}  // namespace
}  // namespace turncoat
