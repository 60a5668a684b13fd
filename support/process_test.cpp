#include "turncoat/support/process.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <fstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

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
    ::setrlimit(RLIMIT_NOFILE, &before);
  } catch (const std::runtime_error& error) {
    ::setrlimit(RLIMIT_NOFILE, &before);  // a sanitizer needs some to look at the error
    EXPECT_STREQ(error.what(), "cat: can't be run: Too many open files");
  }
}

TEST(Process, IsEndedAtItsLimits) {
  const Ended late = run_process({"sleep", "1000"}, "", {.time = std::chrono::seconds(0)});
  EXPECT_EQ(late.exit_code, -1);
  const Ended much = run_process({"sh", "-c", "yes"}, "", {.output_bytes = 1000});
  EXPECT_EQ(much.exit_code, -1);
  EXPECT_GT(much.printed.size(), 1000u);
}

// Not one that ended, and that nobody has waited for yet: in a container that may last (proc(5)).
bool is_there(pid_t number) {
  std::ifstream file("/proc/" + std::to_string(number) + "/stat");
  std::string text;
  return std::getline(file, text) && text.find(") Z") == std::string::npos;
}

// What it prints, until it has printed that.
std::string printed_by(Process& process, const std::string& wanted) {
  std::string text;
  while (text.find(wanted) == std::string::npos && process.take_output(text)) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return text;
}

TEST(Process, EndsWithAllThatItStarted) {
  pid_t child = 0;
  {
    Process process({.arguments = {"sh", "-c", "sleep 1000 & echo $!; wait"}});
    child = std::stoi(printed_by(process, "\n"));
    EXPECT_TRUE(is_there(child));
    EXPECT_FALSE(process.end());
  }
  while (is_there(child)) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  Process ended({.arguments = {"sh", "-c", "sleep 1000 & echo $!"}});
  child = std::stoi(printed_by(ended, "\n"));
  while (!ended.end()) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  EXPECT_EQ(ended.end()->exit_code, 0);
  while (is_there(child)) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

TEST(Process, KeepsTheEndOfWhatItPrints) {
  Process process({.arguments = {"sh", "-c", "seq 1 100000; echo over"}});
  std::string text = "before";
  while (process.take_end_of_output(text, 20)) {
    ASSERT_LE(text.size(), 20U);
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  EXPECT_EQ(text, "8\n99999\n100000\nover\n");
}

// It would never come to an end of it.
TEST(Process, ReadsAPartOfAFlood) {
  Process process({.arguments = {"yes"}});
  std::string text;
  for (int i = 0; i < 10; ++i) {
    EXPECT_TRUE(process.take_end_of_output(text, 10));
  }
  EXPECT_LE(text.size(), 10U);
}

TEST(Process, TakesSignalsAndSaysHowItEnded) {
  Process process(
      {.arguments = {"sh", "-c",
                     "trap 'echo caught; exit 7' TERM; echo ready; while :; do sleep 0.01; done"}});
  printed_by(process, "ready");
  process.signal(SIGTERM);
  EXPECT_NE(printed_by(process, "caught").find("caught"), std::string::npos);
  while (!process.end()) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  EXPECT_EQ(process.end()->exit_code, 7);
  Process killed({.arguments = {"sleep", "1000"}});
  killed.signal(SIGKILL);
  while (!killed.end()) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  EXPECT_EQ(killed.end()->exit_code, -1);
  EXPECT_EQ(killed.end()->signal, SIGKILL);
}

TEST(Process, HasTheDescriptorsThatItInherits) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
  const std::string write = "echo kept >&" + std::to_string(ends[1]);
  const auto exit_code = [&](const std::vector<int>& inherits) {
    Process process({.arguments = {"sh", "-c", write}, .inherits = inherits});
    while (!process.end()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return process.end()->exit_code;
  };
  EXPECT_NE(exit_code({}), 0);
  EXPECT_EQ(exit_code({ends[1]}), 0);
  std::array<char, 5> read{};
  EXPECT_EQ(::read(ends[0], read.data(), read.size()), 5);
  EXPECT_EQ(std::string(read.begin(), read.end()), "kept\n");
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST(Process, SaysWhatItIsThatCantBeStarted) {
  try {
    const Process process({.arguments = {"no-such-program"}});
    ADD_FAILURE() << "there is such a program";
  } catch (const NotStarted& error) {
    EXPECT_STREQ(error.what(), "no-such-program: can't be run: No such file or directory");
    EXPECT_TRUE(error.is_no_program());
  }
}

}  // namespace
}  // namespace turncoat
