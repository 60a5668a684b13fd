#include "turncoat/support/shell_words.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "turncoat/support/bad_input.hpp"

namespace turncoat {
namespace {

using Words = std::vector<std::string>;

TEST(ShellWords, AreSplitAsAShellSplitsIt) {
  EXPECT_EQ(words_of("a b", "x"), (Words{"a", "b"}));
  EXPECT_EQ(words_of("  a \t b\n", "x"), (Words{"a", "b"}));
  EXPECT_EQ(words_of("'a b' \"c d\"e f''", "x"), (Words{"a b", "c de", "f"}));
  EXPECT_EQ(words_of(R"(a\ b \'c "d\"e\n" 'f\')", "x"), (Words{"a b", "'c", "d\"e\\n", "f\\"}));
  EXPECT_EQ(words_of("a '' \"\"", "x"), (Words{"a", "", ""}));
  EXPECT_EQ(words_of("a $b `c` *;|\\", "x"), (Words{"a", "$b", "`c`", "*;|\\"}));
}

TEST(ShellWords, AreRefusedWithoutWordsOrWithoutTheEndOfAQuote) {
  for (const char* command : {"", "  ", "''", "a 'b", "a \"b", "a \"b\\\""}) {
    EXPECT_THROW(words_of(command, "x"), BadInput) << command;
  }
}

}  // namespace
}  // namespace turncoat
