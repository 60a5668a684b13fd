#include "turncoat/properties/prove/sat/dimacs.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/streams.hpp"

namespace turncoat {
namespace {

Cnf read(const std::string& text) {
  ByteReader bytes(stream_of(text), "here");
  TokenReader reader(bytes);
  return read_dimacs(reader);
}

std::string error(const std::string& text) {
  try {
    read(text);
  } catch (const BadInput& bad) {
    return bad.what();
  }
  return "accepted";
}

TEST(Dimacs, IsReadAsItWasWritten) {
  Cnf cnf(5);
  cnf.add({1, -2});
  cnf.add({});
  cnf.add({3, 4, -1});
  const std::string text =
      written([&](std::FILE* stream) { write_dimacs(cnf, {"what it is", "  and more"}, stream); });
  EXPECT_EQ(text, "c what it is\nc   and more\np cnf 5 3\n1 -2 0\n0\n3 4 -1 0\n");
  EXPECT_EQ(read(text), cnf);
  EXPECT_EQ(read("p  cnf\t5 3\r\n1 -2 0 0\nc between\n3 4\n-1 0"), cnf);
}

TEST(Dimacs, RefusesWhatIsNone) {
  const std::vector<std::pair<std::string, std::string>> refused{
      {"", ":1: found the end of the file, expected p cnf VARIABLES CLAUSES"},
      {"1 2 0\n", ":1: found \"1\", expected p cnf VARIABLES CLAUSES"},
      {"c x\np dnf 1 1\n", ":2: found \"dnf\", expected p cnf VARIABLES CLAUSES"},
      {"p cnf 16777217 1\n",
       "found \"16777217\", expected a number of variables, at most 16777216"},
      {"p cnf -1 1\n", "found \"-1\", expected a number of variables"},
      {"p cnf 1 99999999999999999999\n", "expected a number of clauses, at most 67108864"},
      {"p cnf 1\n", ":2: found the end of the file, expected a number of clauses"},
      {"p cnf 2 1\n1 3 0\n", ":2: found \"3\", expected a literal from -2 to 2, or 0"},
      {"p cnf 2 1\n1 x 0\n", ":2: found \"x\", expected a literal"},
      {"p cnf 2 1\n1 -2\n\n", "found the end of the file, expected 0 after a clause"},
      {"p cnf 2 2\n1 -2 0\n", "found the end of the file, expected 2 clauses, not 1"},
      {"p cnf 2 1\n1 0\n2 0\n", ":3: found \"2\", expected the end of the file after 1 clauses"},
      {"p cnf 2 1\n" + std::string(100, '1'), "expected words of at most 40 characters"},
  };
  for (const auto& [text, expected] : refused) {
    EXPECT_THAT(error(text), testing::HasSubstr(expected));
    EXPECT_THAT(error(text), testing::StartsWith("here:"));
  }
}

TEST(Dimacs, CountsItsLongestClause) {
  std::string text = "p cnf 2 1\n";
  for (int i = 0; i < 1'000; ++i) {
    text += "-2 1 ";
  }
  text += "0\n";
  const auto read_within = [&text](std::uint64_t limit_bytes) {
    ByteReader bytes(stream_of(text), "here");
    TokenReader reader(bytes);
    MemoryBudget budget(limit_bytes);
    return read_dimacs(reader, budget, [](std::span<const int>) {}).clauses;
  };
  EXPECT_EQ(read_within(16'000), 1U);
  EXPECT_THROW(read_within(7'999), OutOfBudget);
}

TEST(Dimacs, IsReadAcrossTheEdgesOfABuffer) {
  std::string text = "p cnf 1000000 20000\n";
  Cnf cnf(1'000'000);
  for (int i = 1; i <= 20'000; ++i) {
    text += fmt::format("{} -{} 0\n", i * 37, i * 50);
    cnf.add({i * 37, -i * 50});
  }
  ASSERT_GT(text.size(), 200'000U);
  EXPECT_EQ(read(text), cnf);
}

}  // namespace
}  // namespace turncoat
