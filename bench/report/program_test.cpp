// The program as a user meets it: what it writes, and its exit codes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "turncoat/support/json_place.hpp"
#include "turncoat/support/text_file.hpp"

namespace turncoat {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

struct Ended {
  int exit_code;
  std::string printed;  // on standard output and standard error
};

Ended report(const std::string& arguments) {
  const std::string command = std::string("\"") + REPORT_PROGRAM + "\" " + arguments + " 2>&1";
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

class ReportProgram : public testing::Test {
 protected:
  ReportProgram() { std::filesystem::create_directories(folder_); }
  ~ReportProgram() override { std::filesystem::remove_all(folder_); }

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
                                  ("report_test." + std::to_string(::getpid()) + "." +
                                   testing::UnitTest::GetInstance()->current_test_info()->name());
};

std::string growth(const std::string& messages) {
  return R"({"run_name": "growth/lock-step/n:4/m:1", "run_type": "iteration", "cpu_time": 1,
             "time_unit": "us", "messages": )" +
         messages +
         R"(, "received_per_lieutenant": 3, "bytes": 24, "messages_per_second": 15000000})";
}

TEST_F(ReportProgram, WritesAPageAndTheSameTablesWhereItIsTold) {
  const std::string out = path("made/report");
  const Ended ended = report(input(growth("9")) + " --about commit=abc -o \"" + out + "\"");
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_THAT(ended.printed, HasSubstr(out + "/index.html"));
  const std::string markdown = read_text_file(out + "/report.md");
  EXPECT_THAT(markdown, HasSubstr("| 4 | 1 | 9 | 9 | yes | 3 | 24 | 15 M |\n"));
  EXPECT_THAT(markdown, HasSubstr("| commit | abc |\n"));
  EXPECT_THAT(read_text_file(out + "/index.html"), HasSubstr("<td>24</td><td>15 M</td></tr>"));
  const auto json = nlohmann::json::parse(read_text_file(out + "/report.json"));
  EXPECT_EQ(json["format"], "turncoat-report/1");
  EXPECT_EQ(json["about"][0].dump(), R"(["commit","abc"])");
  EXPECT_EQ(json["benchmarks"][0]["seconds"].dump(), "[1e-06]");
}

TEST_F(ReportProgram, WritesTheSameBytesEachTime) {
  const std::string file = input(growth("9"));
  for (const std::string out : {"a", "b"}) {
    EXPECT_EQ(report(file + " -o \"" + path(out) + "\"").exit_code, 0);
  }
  for (const std::string name : {"index.html", "report.md", "report.json"}) {
    EXPECT_EQ(read_text_file(path("a/" + name)), read_text_file(path("b/" + name))) << name;
  }
}

TEST_F(ReportProgram, EndsWithOneWhereACountIsNotTheClosedForm) {
  const Ended ended = report(input(growth("10")) + " -o \"" + path("out") + "\"");
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_THAT(ended.printed, HasSubstr("report: WRONG: n=4, m=1: 10 messages measured, 3 per "
                                       "lieutenant; the closed form says 9\n"));
  EXPECT_THAT(read_text_file(path("out/index.html")),
              HasSubstr("<div class=\"status bad\" role=\"alert\">"));
}

TEST_F(ReportProgram, EndsWithOneWhereABenchmarkReportsAnError) {
  const Ended ended =
      report(input(R"({"run_name": "growth/lock-step/n:4/m:1", "run_type": "iteration",
                "error_occurred": true, "error_message": "8 <b>messages"})") +
             " -o \"" + path("out") + "\"");
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_THAT(ended.printed, HasSubstr("WRONG: growth/lock-step/n:4/m:1: 8 <b>messages\n"));
  EXPECT_THAT(read_text_file(path("out/index.html")), HasSubstr("8 &lt;b&gt;messages"));
}

TEST_F(ReportProgram, SaysWhatIsLeftOut) {
  const Ended ended =
      report("--gnuplot no-such-program --left-out \"x: y\" -o \"" + path("out") + "\"");
  EXPECT_EQ(ended.exit_code, 0);
  for (const std::string line : {"x: y", "charts: gnuplot was not found (gnuplot-nox)",
                                 "what was verified: no campaign was given"}) {
    EXPECT_THAT(ended.printed, HasSubstr("left out: " + line));
    EXPECT_THAT(read_text_file(path("out/index.html")), HasSubstr("<li>" + line));
  }
}

TEST_F(ReportProgram, EndsWithTwoAndOneLineWhereItsInputCannotBeUsed) {
  const std::string good = input(growth("9"));
  for (const std::string& arguments :
       {std::string("no-such-file.json"), std::string("/"), std::string("--no-such-flag"),
        input("3"), input(""), input(growth("9.5")), good + " -o /proc/no/such/folder",
        good + " no-such-file.json", good + " --baseline " + good, good + " --campaign " + good,
        good + " --about commit", good + " --about =x"}) {
    const Ended ended =
        report(arguments +
               (arguments.find("-o") == std::string::npos ? " -o \"" + path("out") + "\"" : ""));
    EXPECT_EQ(ended.exit_code, 2) << arguments;
    EXPECT_THAT(ended.printed, StartsWith("report: ")) << arguments;
    EXPECT_EQ(ended.printed.find('\n'), ended.printed.size() - 1) << arguments;
  }
}

TEST_F(ReportProgram, ExplainsItself) {
  const Ended ended = report("--help");
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_THAT(ended.printed, HasSubstr("BENCH.json"));
  EXPECT_THAT(ended.printed, HasSubstr("Exit codes:"));
}

}  // namespace
}  // namespace turncoat
