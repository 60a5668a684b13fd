#include "turncoat/adversaries/catalogue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string_view>

#include "turncoat/adversaries/testing.hpp"

namespace turncoat {
namespace {

using test::all_said;
using test::make;
using test::refusal_of_adversary;
using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

const Setup kSetup{.n = 5, .m = 2, .order = Order::attack, .traitors = {0, 3}};

std::string refusal(const std::string& text) {
  return refusal_of_adversary(text, kSetup);
}

class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& text) {
    std::string name = (std::filesystem::temp_directory_path() / "turncoat-XXXXXX").string();
    const int descriptor = mkstemp(name.data());
    EXPECT_GE(descriptor, 0);
    name_ = name;
    std::ofstream(name_) << text;
  }
  ~TemporaryFile() { std::filesystem::remove(name_); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  const std::string& name() const { return name_; }

 private:
  std::string name_;
};

TEST(Catalogue, ListsEachStrategyOnceWithALineOfHelp) {
  std::set<std::string_view> names;
  for (const Strategy& strategy : strategies()) {
    EXPECT_TRUE(names.insert(strategy.name).second) << strategy.name;
    EXPECT_FALSE(strategy.help.empty());
    EXPECT_EQ(strategy.help.find('\n'), std::string_view::npos);
  }
  for (const char* name : {"loyal", "flip", "silent", "always-attack", "always-retreat", "split",
                           "two-faced", "against", "sleeper", "crash", "random", "scripted"}) {
    EXPECT_TRUE(names.contains(name)) << name;
  }
}

TEST(Catalogue, MakesAStrategyFromItsNameAsFromJson) {
  const std::string expected = all_said(*make("flip", kSetup), kSetup);
  EXPECT_EQ(all_said(*make("\"flip\"", kSetup), kSetup), expected);
  EXPECT_EQ(all_said(*make(R"({"strategy": "flip"})", kSetup), kSetup), expected);
}

TEST(Catalogue, MakesAStrategyFromAFile) {
  const TemporaryFile file(R"({"3": "flip"})");
  EXPECT_EQ(all_said(*make("@" + file.name(), kSetup), kSetup),
            all_said(*make(R"({"3": "flip"})", kSetup), kSetup));
}

TEST(Catalogue, NamesTheFileOfAnError) {
  const TemporaryFile bad_json("{\"3\": ");
  EXPECT_THAT(refusal("@" + bad_json.name()), StartsWith(bad_json.name() + ": not JSON"));
  const TemporaryFile bad_name(R"({"3": "flop"})");
  EXPECT_THAT(refusal("@" + bad_name.name()),
              StartsWith(bad_name.name() + ": /3: found string \"flop\""));
}

TEST(Catalogue, RefusesAFileThatIsNone) {
  EXPECT_THAT(refusal("@/nowhere/at-all.json"),
              StartsWith("/nowhere/at-all.json: can't be read: No such"));
  EXPECT_THAT(refusal("@"), EndsWith(": found \"@\", expected @FILE"));
  EXPECT_THAT(refusal("@/"), StartsWith("/: can't be read: Is a directory"));
  EXPECT_THAT(refusal("@/dev/zero"), StartsWith("/dev/zero: found a longer text"));
}

TEST(Catalogue, RefusesAFileThatIsTooLong) {
  const TemporaryFile file("");
  std::filesystem::resize_file(file.name(), kMaxJsonBytes + 1);  // takes no space: all a hole
  EXPECT_EQ(test::refusal_of([&] { read_text_file(file.name()); }),
            file.name() + ": found a longer text, expected at most 67108864 bytes");
}

TEST(Catalogue, RefusesAnUnknownNameAndListsTheKnown) {
  EXPECT_THAT(refusal("flop"),
              AllOf(StartsWith("--adversary: at the top: found string \"flop\""),
                    HasSubstr("a strategy: loyal, flip, "), HasSubstr(", scripted")));
  EXPECT_THAT(refusal(R"({"strategy": "flop"})"),
              StartsWith("--adversary: /strategy: found string \"flop\""));
  EXPECT_THAT(refusal(""), HasSubstr("found string \"\", expected a strategy"));
  EXPECT_THAT(refusal("Flip"), HasSubstr("found string \"Flip\""));
  EXPECT_THAT(refusal(std::string(65, 'x')), HasSubstr("a string of at most 64 bytes"));
}

TEST(Catalogue, RefusesAStrategyThatIsNoNameOrObject) {
  EXPECT_THAT(refusal(R"({"strategy": 5})"),
              AllOf(StartsWith("--adversary: /strategy: found number 5"), HasSubstr("a string")));
  EXPECT_THAT(refusal(R"({"3": 5})"),
              StartsWith("--adversary: /3: found number 5, expected a strategy's name, or"));
  EXPECT_THAT(refusal(R"({"3": ["flip"]})"), HasSubstr("/3: found an array of 1"));
}

TEST(Catalogue, RefusesAnUnknownOptionOfEachStrategy) {
  for (const Strategy& strategy : strategies()) {
    const std::string name(strategy.name);
    EXPECT_THAT(refusal(R"({"strategy": ")" + name + R"(", "speed": 1})"),
                StartsWith("--adversary: /speed: unknown key, expected one of strategy"))
        << name;
  }
}

TEST(Catalogue, RefusesOptionsOfTheWrongType) {
  EXPECT_THAT(refusal(R"({"strategy": "crash", "after": "5"})"),
              StartsWith("--adversary: /after: found string \"5\", expected an integer"));
  EXPECT_THAT(refusal(R"({"strategy": "random", "seed": 1.5})"),
              StartsWith("--adversary: /seed: found number 1.5, expected an integer"));
  EXPECT_THAT(refusal(R"({"strategy": "random", "probability": true})"),
              StartsWith("--adversary: /probability: found boolean true, expected a number"));
  EXPECT_THAT(refusal(R"({"strategy": "scripted", "lies": {}})"),
              StartsWith("--adversary: /lies: found an object of 0, expected an array"));
}

TEST(Catalogue, RefusesOptionsOutOfRange) {
  EXPECT_THAT(refusal(R"({"strategy": "crash", "after": -1})"),
              StartsWith("--adversary: /after: found number -1"));
  EXPECT_THAT(refusal(R"({"strategy": "random", "seed": 18446744073709551616})"),
              StartsWith("--adversary: /seed: found number 18446744073709551616"));
  for (const char* probability : {"-0.01", "1.01", "1e300"}) {
    EXPECT_THAT(
        refusal(R"({"strategy": "random", "probability": )" + std::string(probability) + "}"),
        AllOf(StartsWith("--adversary: /probability: found number"), EndsWith("from 0 to 1")));
  }
}

TEST(Catalogue, RefusesAMissingOption) {
  EXPECT_THAT(refusal("scripted"), HasSubstr("the key \"lies\" is missing"));
}

TEST(Catalogue, RefusesKeysThatAreNoTraitors) {
  for (const char* key :
       {"1", "5", "03", "-3", "3 ", " 3", "+3", "3x", "", "strateg", "99999999999999999999"}) {
    EXPECT_THAT(refusal("{\"" + std::string(key) + "\": \"flip\"}"),
                AllOf(HasSubstr("expected the key \"strategy\", or traitors as keys: 0, 3"),
                      StartsWith("--adversary: /" + std::string(key) + ": ")))
        << '"' << key << '"';
  }
}

TEST(Catalogue, NamesThePlaceInATraitorsOwnStrategy) {
  EXPECT_THAT(refusal(R"({"0": "flip", "3": {"strategy": "split", "to": [1, 9]}})"),
              StartsWith("--adversary: /3/to/1: found number 9"));
}

TEST(Catalogue, RefusesWhatIsNoJson) {
  EXPECT_THAT(refusal("{strategy: flip}"), StartsWith("--adversary: not JSON"));
  EXPECT_THAT(refusal("\"flip"), StartsWith("--adversary: not JSON"));
}

}  // namespace
}  // namespace turncoat
