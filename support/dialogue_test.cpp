#include "turncoat/support/dialogue.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

namespace turncoat {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLong{120'000};

Launch shell(const std::string& script) {
  return {.command = {"sh", "-c", script}};
}

Dialogue::Clock::time_point soon() {
  return Dialogue::Clock::now() + kLong;
}

std::string line_of(Dialogue& dialogue) {
  const auto line = dialogue.hear(soon());
  return line ? std::string(*line) : "(none)";
}

bool is_there(pid_t process) {
  std::string state;
  std::ifstream stat("/proc/" + std::to_string(process) + "/stat");
  std::getline(stat, state);
  return stat.good() && state.substr(state.rfind(')') + 2, 1) != "Z";
}

// It is killed, but the system may take its time.
bool is_gone_soon(pid_t process) {
  const auto end = soon();
  while (is_there(process)) {
    if (Dialogue::Clock::now() > end) {
      return false;
    }
    std::this_thread::sleep_for(milliseconds(1));
  }
  return true;
}

TEST(Dialogue, GoesBothWaysLineByLine) {
  Dialogue cat({.command = {"cat"}});
  cat.say("one");
  cat.say("");
  cat.say("three");
  EXPECT_EQ(line_of(cat), "one");
  EXPECT_EQ(line_of(cat), "");
  EXPECT_EQ(line_of(cat), "three");
  cat.say("four");
  EXPECT_EQ(line_of(cat), "four");
}

// More than pipes hold, both ways, before anything is heard.
TEST(Dialogue, NeverWaitsForTheOtherSideToRead) {
  Dialogue cat({.command = {"cat"}});
  const std::string line(1000, 'x');
  constexpr int kLines = 2000;
  for (int i = 0; i < kLines; ++i) {
    cat.say(line);
  }
  for (int i = 0; i < kLines; ++i) {
    ASSERT_EQ(line_of(cat), line) << i;
  }
  EXPECT_EQ(cat.unheard(), 0U);
}

TEST(Dialogue, SaysWhyThereIsNoLine) {
  Dialogue silent({.command = {"sleep", "1000"}});
  EXPECT_FALSE(silent.hear(Dialogue::Clock::now() + milliseconds(20)));
  EXPECT_EQ(silent.silence(), Dialogue::Silence::late);

  Dialogue ended(shell("echo first; echo oh dear >&2; exit 3"));
  EXPECT_EQ(line_of(ended), "first");
  EXPECT_FALSE(ended.hear(soon()));
  EXPECT_EQ(ended.silence(), Dialogue::Silence::ended);
  EXPECT_EQ(ended.describe_end(), "ended with exit code 3");
  EXPECT_EQ(ended.last_error(), "oh dear");

  Dialogue killed(shell("kill -SEGV $$"));
  EXPECT_FALSE(killed.hear(soon()));
  EXPECT_EQ(killed.describe_end(), "was ended by signal 11 (Segmentation fault)");

  Dialogue closed(shell("exec >&-; exec sleep 1000"));
  EXPECT_FALSE(closed.hear(soon()));
  EXPECT_EQ(closed.describe_end(), "closed its output");
}

TEST(Dialogue, BoundsALine) {
  Dialogue endless(shell("yes | tr -d '\\n'"));
  EXPECT_FALSE(endless.hear(soon()));
  EXPECT_EQ(endless.silence(), Dialogue::Silence::too_long);
}

TEST(Dialogue, KeepsTheEndOfManyErrors) {
  Dialogue noisy(shell("yes error | head -n 100000 >&2; echo last >&2; echo done"));
  EXPECT_EQ(line_of(noisy), "done");
  noisy.describe_end();
  EXPECT_EQ(noisy.last_error(), "last");
}

TEST(Dialogue, OutlivesAProgramThatReadsNothing) {
  Dialogue gone({.command = {"true"}});
  EXPECT_FALSE(gone.hear(soon()));
  for (int i = 0; i < 1000; ++i) {
    gone.say(std::string(1000, 'x'));
  }
  EXPECT_FALSE(gone.hear(soon()));
  EXPECT_EQ(gone.describe_end(), "ended with exit code 0");
}

// Forks twice, in a session of its own, and ignores what asks it to end.
constexpr const char* kLeavesOne =
    "setsid sh -c 'trap \"\" TERM HUP INT; sleep 1000 & echo $!; wait' & sleep 1000";

TEST(Dialogue, LeavesNothingOfTheProgram) {
  pid_t left = 0;
  {
    Dialogue leaves(shell(kLeavesOne));
    left = std::stoi(line_of(leaves));
    EXPECT_TRUE(is_there(left));
  }
  EXPECT_TRUE(is_gone_soon(left));
  // Nor if the program ends by itself.
  Dialogue ends(shell("setsid sh -c 'sleep 1000 & echo $!; wait' & sleep 0.1"));
  left = std::stoi(line_of(ends));
  EXPECT_FALSE(ends.hear(soon()));
  EXPECT_EQ(ends.describe_end(), "ended with exit code 0");
  EXPECT_TRUE(is_gone_soon(left));
}

TEST(Dialogue, LeavesNothingIfItsOwnProcessIsKilled) {
  PipeEnds pipe = new_pipe();
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    Dialogue leaves(shell(kLeavesOne));
    const std::string line = line_of(leaves) + "\n";
    if (::write(pipe.writer.number(), line.data(), line.size()) < 0) {
      ::_exit(1);
    }
    ::pause();
    ::_exit(0);
  }
  std::string line(20, '\0');
  ASSERT_GT(::read(pipe.reader.number(), line.data(), line.size()), 0);
  const pid_t left = std::stoi(line);
  EXPECT_TRUE(is_there(left));
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  EXPECT_TRUE(is_gone_soon(left));
}

}  // namespace
}  // namespace turncoat
