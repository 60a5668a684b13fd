// The program as a user meets it: what it writes, and its exit codes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>

#include "adversaries/json_place.hpp"
#include "properties/text_file.hpp"

namespace turncoat {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

struct Ended {
  int exit_code;
  std::string printed;  // on standard output and standard error
};

Ended growth_report(const std::string& arguments) {
  const std::string command = std::string("\"") + GROWTH_REPORT + "\" " + arguments + " 2>&1";
  std::FILE* const pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) {
    return {-1, "the program could not be started"};
  }
  Ended ended{-1, ""};
  std::array<char, 4096> part{};
  while (const std::size_t size = std::fread(part.data(), 1, part.size(), pipe)) {
    ended.printed.append(part.data(), size);
  }
  const int status = ::pclose(pipe);
  ended.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return ended;
}

class GrowthReportProgram : public testing::Test {
 protected:
  GrowthReportProgram() { std::filesystem::create_directories(folder_); }
  ~GrowthReportProgram() override { std::filesystem::remove_all(folder_); }

  std::string path(const std::string& file) const { return (folder_ / file).string(); }
  // A new file each time; its path with quotes, for the command line.
  std::string input(const std::string& benchmark) {
    const std::string file = path(std::to_string(inputs_++) + ".json");
    write_text_file(file, R"({"benchmarks": [)" + benchmark + "]}");
    return "\"" + file + "\"";
  }

 private:
  int inputs_ = 0;
  std::filesystem::path folder_ = std::filesystem::temp_directory_path() /
                                  ("growth_report_test." + std::to_string(::getpid()) + "." +
                                   testing::UnitTest::GetInstance()->current_test_info()->name());
};

std::string growth(const std::string& messages) {
  return R"({"run_name": "growth/lock-step/n:4/m:1", "run_type": "iteration", "messages": )" +
         messages +
         R"(, "received_per_lieutenant": 3, "bytes": 24, "messages_per_second": 15000000})";
}

TEST_F(GrowthReportProgram, WritesTheReportWhereItIsTold) {
  const std::string out = path("made/growth.md");
  const Ended ended = growth_report(input(growth("9")) + " -o \"" + out + "\"");
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_EQ(ended.printed, "");
  EXPECT_THAT(read_text_file(out), HasSubstr("| 4 | 1 | 9 | 9 | yes | 3 | 24 | 15 M |\n"));
}

TEST_F(GrowthReportProgram, PrintsTheReportWhereItIsToldNoFile) {
  const Ended ended = growth_report(input(growth("9")));
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_THAT(ended.printed, StartsWith("# How messages grow\n"));
}

TEST_F(GrowthReportProgram, EndsWithOneWhereACountIsNotTheClosedForm) {
  const std::string out = path("growth.md");
  const Ended ended = growth_report(input(growth("10")) + " -o \"" + out + "\"");
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_EQ(ended.printed,
            "growth_report: FAILED: n=4, m=1: 10 messages measured, 3 per lieutenant; the closed "
            "form says 9\n");
  EXPECT_THAT(read_text_file(out), HasSubstr("**FAILED**"));
}

TEST_F(GrowthReportProgram, EndsWithOneWhereABenchmarkReportsAnError) {
  const Ended ended =
      growth_report(input(R"({"run_name": "growth/lock-step/n:4/m:1", "run_type": "iteration",
                "error_occurred": true, "error_message": "8 messages sent, expected 9"})") +
                    " -o \"" + path("growth.md") + "\"");
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_EQ(ended.printed,
            "growth_report: FAILED: growth/lock-step/n:4/m:1: 8 messages sent, expected 9\n");
}

TEST_F(GrowthReportProgram, EndsWithTwoAndOneLineWhereItsInputCannotBeUsed) {
  for (const std::string& arguments :
       {std::string(), std::string("no-such-file.json"), std::string("/"),
        std::string("--no-such-flag"), input("3"), input(""), input(growth("9.5")),
        input(growth("9")) + " -o /proc/no/such/folder.md", input(growth("9")) + " extra"}) {
    const Ended ended = growth_report(arguments);
    EXPECT_EQ(ended.exit_code, 2) << arguments;
    EXPECT_THAT(ended.printed, StartsWith("growth_report: ")) << arguments;
    EXPECT_EQ(ended.printed.find('\n'), ended.printed.size() - 1) << arguments;
  }
}

TEST_F(GrowthReportProgram, ExplainsItself) {
  const Ended ended = growth_report("--help");
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_THAT(ended.printed, HasSubstr("BENCH.json"));
  EXPECT_THAT(ended.printed, HasSubstr("Exit codes:"));
}

}  // namespace
}  // namespace turncoat
