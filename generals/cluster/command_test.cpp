#include "turncoat/generals/cluster/command.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "turncoat/support/bad_input.hpp"

namespace turncoat {
namespace {

using Words = std::vector<std::string>;

TEST(CommandTest, IsSplitAsAShellSplitsIt) {
  EXPECT_EQ(words_of("a b", "x"), (Words{"a", "b"}));
  EXPECT_EQ(words_of("  a \t b\n", "x"), (Words{"a", "b"}));
  EXPECT_EQ(words_of("'a b' \"c d\"e f''", "x"), (Words{"a b", "c de", "f"}));
  EXPECT_EQ(words_of(R"(a\ b \'c "d\"e\n" 'f\')", "x"), (Words{"a b", "'c", "d\"e\\n", "f\\"}));
  EXPECT_EQ(words_of("a '' \"\"", "x"), (Words{"a", "", ""}));
  EXPECT_EQ(words_of("a $b `c` *;|\\", "x"), (Words{"a", "$b", "`c`", "*;|\\"}));
}

TEST(CommandTest, IsRefusedWithoutWordsOrWithoutTheEndOfAQuote) {
  for (const char* command : {"", "  ", "''", "a 'b", "a \"b", "a \"b\\\""}) {
    EXPECT_THROW(words_of(command, "x"), BadInput) << command;
  }
}

TEST(CommandTest, IsToldItsPlace) {
  EXPECT_EQ(
      filled_in({"{id}/{n}/{m}", "{traitor}{traitor}", "{port}", "--base={base}", "{keys}",
                 "{other} {id", "{}"},
                {.id = 3, .n = 7, .m = 2, .is_traitor = true, .base_port = 8000, .keys = "k"}),
      (Words{"3/7/2", "11", "8003", "--base=8000", "k", "{other} {id", "{}"}));
  EXPECT_EQ(filled_in({"{traitor}"}, {}), (Words{"0"}));
}

}  // namespace
}  // namespace turncoat
