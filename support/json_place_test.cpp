#include "turncoat/support/json_place.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "turncoat/support/testing.hpp"

namespace turncoat {
namespace {

using nlohmann::json;
using test::refusal_of;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string refusal_of_text(const std::string& text) {
  return refusal_of([&] { parse_json(text, "file.json"); });
}

std::string nested(int depth) {
  return std::string(static_cast<std::size_t>(depth), '[') +
         std::string(static_cast<std::size_t>(depth), ']');
}

// The refusal of `read` for the value under "k" of {"k": VALUE}.
template <class Read>
std::string refusal_of_value(const std::string& value, const Read& read) {
  return refusal_of([&] { read(parse_json("{\"k\": " + value + "}", "file.json").at("k")); });
}

template <class Read>
auto value_read(const std::string& value, const Read& read) {
  return read(parse_json(value, "file.json"));
}

TEST(ParseJson, ReadsADocument) {
  const JsonPlace top = parse_json(R"({"b": true, "a": [1, "x", null]})", "file.json");
  EXPECT_THAT(top.keys(), ElementsAre("a", "b"));
  const std::vector<JsonPlace> elements = top.at("a").elements(3);
  ASSERT_EQ(elements.size(), 3U);
  EXPECT_EQ(elements[0].integer(0, 9), 1);
  EXPECT_EQ(elements[1].text(9), "x");
  EXPECT_TRUE(elements[2].is_null());
  EXPECT_TRUE(top.at("b").boolean());
}

// Where the JSON library would stop reading.
TEST(ParseJson, RefusesWhateverComesAfterANulByte) {
  using namespace std::string_literals;
  EXPECT_EQ(refusal_of_text("{}\0{\"n\": 99 garbage"s), "file.json: not JSON: byte 3 is NUL");
  EXPECT_EQ(refusal_of_text("{}\0"s), "file.json: not JSON: byte 3 is NUL");
}

TEST(JsonPlace, KeepsItsDocumentAlive) {
  const JsonPlace place =
      parse_json(R"({"a": {"b": "a text that takes memory of its own"}})", "file.json")
          .at("a")
          .at("b");
  EXPECT_EQ(place.text(100), "a text that takes memory of its own");
}

TEST(ParseJson, RefusesNestingBeyondTheBound) {
  EXPECT_NO_THROW(parse_json(nested(kMaxJsonDepth), "file.json"));
  EXPECT_EQ(refusal_of_text(nested(kMaxJsonDepth + 1)), "file.json: nested deeper than 16 levels");
  std::string objects;
  for (int level = 0; level <= kMaxJsonDepth; ++level) {
    objects += "{\"a\":";
  }
  EXPECT_EQ(refusal_of_text(objects), "file.json: nested deeper than 16 levels");
  // Deep enough to overflow a stack, were it read.
  EXPECT_EQ(refusal_of_text(nested(1'000'000)), "file.json: nested deeper than 16 levels");
}

TEST(ParseJson, RefusesAKeyThatComesTwiceInOneObject) {
  EXPECT_EQ(refusal_of_text(R"({"n": 4, "m": 1, "n": 5})"),
            "file.json: the key string \"n\" comes twice in one object");
  EXPECT_THAT(refusal_of_text(R"({"n": 4, "\u006e": 5})"), HasSubstr("\"n\" comes twice"));
  EXPECT_THAT(refusal_of_text(R"([{"a": {"b": 1, "b": 1}}])"), HasSubstr("\"b\" comes twice"));
}

TEST(ParseJson, AcceptsTheSameKeyInDifferentObjects) {
  EXPECT_NO_THROW(parse_json(R"({"a": {"a": 1}, "b": [{"a": 1}, {"a": 2}]})", "file.json"));
  EXPECT_THAT(refusal_of_text(R"({"a": {"b": 1}, "a": 2})"), HasSubstr("\"a\" comes twice"));
}

TEST(ParseJson, RefusesADocumentThatIsTooLong) {
  EXPECT_EQ(refusal_of_text(std::string(kMaxJsonBytes + 1, ' ')),
            "file.json: 67108865 bytes, expected at most 67108864");
}

TEST(ParseJson, RefusesATruncatedDocument) {
  const std::string text = R"({"a": [1, "xy", true, null], "b": -2.5e3})";
  EXPECT_NO_THROW(parse_json(text, "file.json"));
  for (std::size_t size = 0; size < text.size(); ++size) {
    EXPECT_THAT(refusal_of_text(text.substr(0, size)), StartsWith("file.json: not JSON: parse"))
        << text.substr(0, size);
  }
}

TEST(ParseJson, SaysWhereADocumentIsNoJson) {
  EXPECT_THAT(refusal_of_text("{\n  \"a\" 5}"),
              AllOf(StartsWith("file.json: not JSON: parse error at line 2, column 7")));
}

TEST(ParseJson, RefusesWhatFollowsADocument) {
  EXPECT_THAT(refusal_of_text("{} {}"), StartsWith("file.json: not JSON"));
}

TEST(ParseJson, RefusesWhatIsNotUtf8) {
  EXPECT_THAT(refusal_of_text("\"\xff\""), StartsWith("file.json: not JSON"));
  EXPECT_THAT(refusal_of_text("\"\xc0\x80\""), StartsWith("file.json: not JSON"));
  EXPECT_THAT(refusal_of_text("{\"\xed\xa0\x80\": 1}"), StartsWith("file.json: not JSON"));
}

TEST(ParseJson, RefusesANumberTooLarge) {
  EXPECT_EQ(refusal_of_text("[1e999]"), "file.json: not JSON: a number too large for any field");
}

TEST(ParseJson, KeepsItsErrorsOnOneShortLine) {
  for (const std::string& text :
       {std::string("\x1b[2J"), std::string("{\"a\n\": 1}"), std::string("\0", 1),
        std::string("\x7f"), std::string("\"\xff\""), std::string("\"\xc3\xa9"),
        "\"" + std::string(10'000, 'x')}) {
    const std::string refusal = refusal_of_text(text);
    EXPECT_LE(refusal.size(), 250u);
    for (const char c : refusal) {
      EXPECT_TRUE(c >= ' ' && c <= '~') << static_cast<int>(c);
    }
  }
}

TEST(JsonPlace, NamesItsPlaceAsAJsonPointer) {
  const JsonPlace root = parse_json(R"({"a": [{"b": 1}, {"b": "x"}]})", "file.json");
  EXPECT_EQ(refusal_of([&] { root.refuse("why"); }), "file.json: at the top: why");
  const JsonPlace second = root.at("a").elements(2)[1];
  EXPECT_EQ(refusal_of([&] { second.refuse("why"); }), "file.json: /a/1: why");
  EXPECT_EQ(refusal_of([&] { second.at("b").integer(0, 1); }),
            "file.json: /a/1/b: found string \"x\", expected an integer from 0 to 1");
}

TEST(JsonPlace, EscapesWhatAPointerMust) {
  const JsonPlace root = parse_json(R"({"a/b": {"c~d": {"e\"f": {"\n": 1}}}})", "file.json");
  const JsonPlace place = root.at("a/b").at("c~d").at("e\"f").at("\n");
  EXPECT_EQ(refusal_of([&] { place.refuse("why"); }), R"(file.json: /a~1b/c~0d/e\"f/\n: why)");
}

TEST(JsonPlace, KeepsLongAndForeignKeysShortAndPrintable) {
  const std::string key(10'000, 'k');
  const JsonPlace root(json{{key, 1}, {"\x1b[2J\u00e9", 2}}, "file.json");
  EXPECT_EQ(refusal_of([&] { root.at(key).refuse("why"); }),
            "file.json: /" + std::string(40, 'k') + ": why");
  EXPECT_EQ(refusal_of([&] { root.at("\x1b[2J\u00e9").refuse("why"); }),
            R"(file.json: /\u001b[2J\u00e9: why)");
}

TEST(JsonPlace, ShowsWhatWasFound) {
  const auto found = [](const std::string& value) {
    return refusal_of_value(value, [](const JsonPlace& place) { place.fail("else"); });
  };
  EXPECT_EQ(found("null"), "file.json: /k: found null, expected else");
  EXPECT_EQ(found("-0"), "file.json: /k: found number -0, expected else");
  EXPECT_EQ(found("true"), "file.json: /k: found boolean true, expected else");
  EXPECT_EQ(found("[1, 2]"), "file.json: /k: found an array of 2, expected else");
  EXPECT_EQ(found(R"({"a": 1})"), "file.json: /k: found an object of 1, expected else");
  EXPECT_EQ(found("-3"), "file.json: /k: found number -3, expected else");
  for (const std::string written : {"1E2", "1.50", "18446744073709551616", "-0.0", "1e-400"}) {
    EXPECT_EQ(found(written), "file.json: /k: found number " + written + ", expected else");
  }
  EXPECT_EQ(found("1." + std::string(100, '0')),
            "file.json: /k: found number 1." + std::string(38, '0') + "…, expected else");
  // One value in two ways: as the library writes it.
  EXPECT_EQ(refusal_of([] { parse_json("[1E2, 1e2]", "f").elements(2)[1].fail("else"); }),
            "f: /1: found number 100.0, expected else");
  EXPECT_EQ(found("\"" + std::string(100, 'x') + "\""),
            "file.json: /k: found string \"" + std::string(39, 'x') + "…, expected else");
}

TEST(JsonPlace, ExpectsAnObjectWithNoOtherKeys) {
  const auto expect = [](const JsonPlace& place) { place.expect_object({"a", "b"}); };
  value_read(R"({"a": 1, "b": 2})", expect);
  value_read("{}", expect);
  EXPECT_EQ(refusal_of_value(R"({"a": 1, "c": 2})", expect),
            "file.json: /k/c: unknown key, expected one of a, b");
  EXPECT_EQ(refusal_of_value("[]", expect),
            "file.json: /k: found an array of 0, expected an object with a, b");
}

TEST(JsonPlace, FindsAKeyThatIsThere) {
  const JsonPlace root = parse_json(R"({"a": null})", "file.json");
  EXPECT_TRUE(root.has("a"));
  EXPECT_FALSE(root.has("b"));
  EXPECT_TRUE(root.at("a").is_null());
  EXPECT_FALSE(root.at("a").has("a"));
  EXPECT_EQ(refusal_of([&] { root.at("b"); }), "file.json: at the top: the key \"b\" is missing");
  EXPECT_EQ(refusal_of([&] { root.at("a").at("b"); }),
            "file.json: /a: found null, expected an object");
}

TEST(JsonPlace, ReadsAnArrayUpToItsBound) {
  const auto three = [](const JsonPlace& place) { return place.elements(3).size(); };
  EXPECT_EQ(value_read("[1, 2, 3]", three), 3u);
  EXPECT_EQ(value_read("[]", three), 0u);
  EXPECT_EQ(refusal_of_value("[1, 2, 3, 4]", three),
            "file.json: /k: found an array of 4, expected an array of at most 3");
  EXPECT_THAT(refusal_of_value("{}", three), HasSubstr("found an object of 0"));
}

TEST(JsonPlace, ReadsAnIntegerWithinItsRange) {
  const auto small = [](const JsonPlace& place) { return place.integer(-2, 5); };
  for (const int number : {-2, 0, 5}) {
    EXPECT_EQ(value_read(std::to_string(number), small), number);
  }
  for (const char* text : {"-3", "6", "1.0", "true", "\"1\"", "null", "4294967297", "-4294967296",
                           "18446744073709551615", "-9223372036854775808", "-0"}) {
    EXPECT_THAT(refusal_of_value(text, small),
                AllOf(StartsWith("file.json: /k: found "), EndsWith("an integer from -2 to 5")));
  }
  const auto any = [](const JsonPlace& place) { return place.integer(INT32_MIN, INT32_MAX); };
  EXPECT_EQ(value_read("2147483647", any), INT32_MAX);
  EXPECT_EQ(value_read("-2147483648", any), INT32_MIN);
  EXPECT_THAT(refusal_of_value("2147483648", any), HasSubstr("found number 2147483648"));
  EXPECT_THAT(refusal_of_value("-2147483649", any), HasSubstr("found number -2147483649"));
}

TEST(JsonPlace, ReadsAnUnsignedInteger) {
  const auto read = [](const JsonPlace& place) { return place.unsigned_integer(); };
  EXPECT_EQ(value_read("0", read), 0u);
  EXPECT_EQ(value_read("18446744073709551615", read), ~std::uint64_t{0});
  for (const char* text : {"-1", "-0", "1.5", "18446744073709551616", "\"1\"", "true"}) {
    EXPECT_THAT(refusal_of_value(text, read), HasSubstr("an integer from 0 to")) << text;
  }
}

TEST(JsonPlace, ReadsANumberWithinItsRange) {
  const auto read = [](const JsonPlace& place) { return place.number(0, 1); };
  for (const auto& [text, number] : {std::pair{"0", 0.0}, {"1", 1.0}, {"0.25", 0.25}}) {
    EXPECT_EQ(value_read(text, read), number);
  }
  for (const char* text : {"-0.5", "1.5", "\"0\"", "false", "null"}) {
    EXPECT_THAT(refusal_of_value(text, read), HasSubstr("a number from 0 to 1")) << text;
  }
}

TEST(JsonPlace, ReadsATextUpToItsBound) {
  const auto read = [](const JsonPlace& place) { return place.text(3); };
  EXPECT_EQ(value_read("\"abc\"", read), "abc");
  EXPECT_EQ(refusal_of_value("\"abcd\"", read),
            "file.json: /k: found string \"abcd\", expected a string of at most 3 bytes");
  EXPECT_THAT(refusal_of_value("5", read), HasSubstr("found number 5"));
}

}  // namespace
}  // namespace turncoat
