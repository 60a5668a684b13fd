#include "turncoat/support/printable.hpp"

#include <gtest/gtest.h>

#include <string>

namespace turncoat {
namespace {

TEST(Printable, ShowsControlCharactersAsEscapes) {
  using namespace std::string_literals;
  EXPECT_EQ(printable("a\nb\tc\rd"), "a\\nb\\tc\\rd");
  EXPECT_EQ(printable("\x1b[2J\x7f\0"s), "\\u001b[2J\\u007f\\u0000");
  EXPECT_EQ(printable("\xc2\x9b"
                      "31m"),
            "\\u009b31m");
}

TEST(Printable, ShowsBytesThatAreNoUtf8AsEscapes) {
  EXPECT_EQ(printable("\x9b"
                      "31m"),
            "\\x9b31m");
  EXPECT_EQ(printable("a\xff"), "a\\xff");
  EXPECT_EQ(printable("\xe2\x82"), "\\xe2\\x82");           // cut short
  EXPECT_EQ(printable("\xc0\x8a"), "\\xc0\\x8a");           // overlong line feed
  EXPECT_EQ(printable("\xed\xa0\x80"), "\\xed\\xa0\\x80");  // a surrogate
  EXPECT_EQ(printable("\xf4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80");
}

TEST(Printable, ShowsWhatTurnsTheDirectionOfText) {
  EXPECT_EQ(printable("\u202etxt.\u2066a\u2069\u200f\u061c\u2028"),
            "\\u202etxt.\\u2066a\\u2069\\u200f\\u061c\\u2028");
}

TEST(Printable, LeavesOtherTextAsItIs) {
  const std::string text = "n ≥ 3m, “général”, 将军, 🏳\u00a0";
  EXPECT_EQ(printable(text), text);
}

TEST(Printable, KeepsJsonTheSameDocument) {
  EXPECT_EQ(printable_json("{\"a\": \"\xc2\x9b\u202e\x7f\"},\n1"),
            "{\"a\": \"\\u009b\\u202e\\u007f\"},\n1");
}

TEST(LastLine, IsTheLastThatIsntEmpty) {
  EXPECT_EQ(last_line(""), "");
  EXPECT_EQ(last_line("\n"), "");
  EXPECT_EQ(last_line("a"), "a");
  EXPECT_EQ(last_line("a\nb\n\n"), "b");
}

TEST(Shortened, CutsBetweenCharacters) {
  EXPECT_EQ(shortened("abc", 3), "abc");
  EXPECT_EQ(shortened("abcd", 3), "abc…");
  EXPECT_EQ(shortened("a≥bc", 3), "a…");
  EXPECT_EQ(shortened("a≥bc", 4), "a≥…");
}

}  // namespace
}  // namespace turncoat
