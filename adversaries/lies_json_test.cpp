#include "turncoat/adversaries/lies_json.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <numeric>
#include <string>
#include <vector>

#include "turncoat/adversaries/testing.hpp"
#include "turncoat/core/om/lies_told.hpp"

namespace turncoat {
namespace {

using test::path_of;
using test::refusal_of;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

const Setup kSixGenerals{.n = 6, .m = 2, .order = Order::attack, .traitors = {4, 5}};

std::vector<Lie> read(const std::string& text, const Setup& setup = kSixGenerals) {
  return read_lies(parse_json("{\"lies\": " + text + "}", "file.json").at("lies"), setup);
}

std::string refusal_of_lies(const std::string& text) {
  return refusal_of([&] { read(text); });
}

TEST(ReadLies, GivesEachReceiverItsLieSorted) {
  EXPECT_THAT(
      read(R"([{"path": [0, 5], "to": [3, 1], "says": "silence"},
                       {"path": [0, 4], "to": [2], "says": "retreat"}])"),
      ElementsAre(Lie{path_of({0, 4}), 2, Said::retreat}, Lie{path_of({0, 5}), 1, Said::silence},
                  Lie{path_of({0, 5}), 3, Said::silence}));
}

TEST(ReadLies, AcceptsNone) {
  EXPECT_THAT(read("[]"), IsEmpty());
  EXPECT_THAT(read(R"([{"path": [0, 5], "to": [], "says": "attack"}])"), IsEmpty());
}

TEST(ReadLies, AcceptsThePathsOfEveryRound) {
  EXPECT_EQ(read(R"([{"path": [0, 4, 5], "to": [1], "says": "attack"}])").size(), 1u);
  turncoat::Setup commander = kSixGenerals;
  commander.traitors = {0};
  EXPECT_EQ(read(R"([{"path": [0], "to": [1], "says": "attack"}])", commander).size(), 1u);
}

TEST(ReadLies, RefusesAPathThatALoyalGeneralSends) {
  EXPECT_EQ(refusal_of_lies(R"([{"path": [0, 4, 3], "to": [1], "says": "attack"}])"),
            "file.json: /lies/0/path: general 3 sends this and is loyal; only a traitor can lie");
  EXPECT_THAT(refusal_of_lies(R"([{"path": [0], "to": [1], "says": "attack"}])"),
              HasSubstr("/lies/0/path: general 0 sends this and is loyal"));
}

TEST(ReadLies, RefusesAReceiverWhoIsATraitor) {
  EXPECT_EQ(refusal_of_lies(R"([{"path": [0, 4], "to": [1, 5], "says": "attack"}])"),
            "file.json: /lies/0/to/1: general 5 is a traitor; a lie is to a loyal general");
}

TEST(ReadLies, RefusesAReceiverOnThePath) {
  EXPECT_EQ(refusal_of_lies(R"([{"path": [0, 3, 4], "to": [3], "says": "attack"}])"),
            "file.json: /lies/0/to/0: general 3 is on the path itself");
  EXPECT_THAT(refusal_of_lies(R"([{"path": [0, 4], "to": [0], "says": "attack"}])"),
              HasSubstr("general 0 is on the path itself"));
}

TEST(ReadLies, RefusesAPathOfMoreThanMPlus1) {
  EXPECT_EQ(refusal_of_lies(R"([{"path": [0, 1, 2, 4], "to": [3], "says": "attack"}])"),
            "file.json: /lies/0/path: found an array of 4, expected an array of at most 3");
}

TEST(ReadLies, RefusesAPathThatIsNone) {
  const auto with_path = [](const std::string& path) {
    return refusal_of_lies(R"([{"path": )" + path + R"(, "to": [3], "says": "attack"}])");
  };
  EXPECT_THAT(with_path("[]"), StartsWith("file.json: /lies/0/path: a path starts with general 0"));
  EXPECT_THAT(with_path("[4]"), StartsWith("file.json: /lies/0/path: a path starts with"));
  EXPECT_THAT(with_path("[0, 4, 4]"), HasSubstr("/lies/0/path: general 4 is on the path twice"));
  EXPECT_THAT(with_path("[0, 6]"), HasSubstr("/lies/0/path/1: found number 6"));
  EXPECT_THAT(with_path("[0, -1]"), HasSubstr("/lies/0/path/1: found number -1"));
  EXPECT_THAT(with_path("\"[0,4]\""), HasSubstr("/lies/0/path: found string"));
}

TEST(ReadLies, RefusesAReceiverWhoIsNone) {
  EXPECT_THAT(refusal_of_lies(R"([{"path": [0, 4], "to": [6], "says": "attack"}])"),
              HasSubstr("/lies/0/to/0: found number 6, expected an integer from 0 to 5"));
  EXPECT_THAT(refusal_of_lies(R"([{"path": [0, 4], "to": 1, "says": "attack"}])"),
              HasSubstr("/lies/0/to: found number 1"));
}

TEST(ReadLies, RefusesTwoLiesInOnePlace) {
  EXPECT_EQ(refusal_of_lies(R"([{"path": [0, 4], "to": [1, 2, 1], "says": "attack"}])"),
            "file.json: /lies: two lies for path [0,4] to general 1");
  EXPECT_THAT(refusal_of_lies(R"([{"path": [0, 4], "to": [1], "says": "attack"},
                          {"path": [0, 5], "to": [1], "says": "attack"},
                          {"path": [0, 4], "to": [1], "says": "silence"}])"),
              HasSubstr("two lies for path [0,4] to general 1"));
}

TEST(ReadLies, RefusesAnEntryThatIsNone) {
  EXPECT_THAT(refusal_of_lies(R"([{"path": [0, 4], "to": [1], "says": "lies"}])"),
              HasSubstr("/lies/0/says: found string \"lies\""));
  EXPECT_THAT(refusal_of_lies(R"([{"path": [0, 4], "to": [1], "says": "attack", "why": 1}])"),
              HasSubstr("/lies/0/why: unknown key, expected one of path, to, says"));
  EXPECT_THAT(refusal_of_lies(R"([{"path": [0, 4], "to": [1]}])"),
              HasSubstr("/lies/0: the key \"says\" is missing"));
  EXPECT_THAT(refusal_of_lies(R"([{"path": [0, 4], "says": "attack"}])"),
              HasSubstr("the key \"to\" is missing"));
  EXPECT_THAT(refusal_of_lies("[5]"),
              HasSubstr("/lies/0: found number 5, expected an object with"));
  EXPECT_THAT(refusal_of_lies("{}"), HasSubstr("/lies: found an object of 0"));
}

// At the bound duplicates are looked for, beyond it nothing is.
TEST(ReadLies, RefusesMoreLiesThanItsBound) {
  const turncoat::Setup setup{.n = 64, .m = 0, .order = Order::attack, .traitors = {0}};
  // To all of 1 … most.
  const auto entry = [](std::size_t most) {
    std::vector<std::size_t> to(most);
    std::iota(to.begin(), to.end(), 1);
    return fmt::format(R"({{"path": [0], "to": [{}], "says": "attack"}})", fmt::join(to, ", "));
  };
  const auto refusal_of_lies = [&](std::size_t lies) {
    std::vector<std::string> entries(lies / 63, entry(63));
    entries.push_back(entry(lies % 63));
    const std::string text = fmt::format("[{}]", fmt::join(entries, ", "));
    return refusal_of([&] { read_lies(parse_json(text, "file.json"), setup); });
  };
  EXPECT_EQ(refusal_of_lies(kMaxLies), "file.json: at the top: two lies for path [0] to general 1");
  EXPECT_EQ(refusal_of_lies(kMaxLies + 1), "file.json: at the top: more than 2000000 lies");
}

TEST(LiesAsJson, MakesAnEntryForEachPathAndThingSaid) {
  const auto entries = lies_as_json({{path_of({0, 4}), 1, Said::retreat},
                                     {path_of({0, 4}), 2, Said::silence},
                                     {path_of({0, 4}), 3, Said::retreat},
                                     {path_of({0, 5}), 1, Said::retreat}});
  EXPECT_THAT(entries, ElementsAre(R"({"path": [0, 4], "to": [1, 3], "says": "retreat"})",
                                   R"({"path": [0, 4], "to": [2], "says": "silence"})",
                                   R"({"path": [0, 5], "to": [1], "says": "retreat"})"));
}

TEST(LiesAsJson, OfNoLiesIsEmpty) {
  EXPECT_THAT(lies_as_json({}), IsEmpty());
}

TEST(LiesAsJson, IsReadBackAsTheSameLies) {
  int lies_read = 0;
  for (const turncoat::Setup& setup : test::every_setup(5)) {
    for (const auto& adversary : test::adversaries()) {
      const std::vector<Lie> lies = lies_told(setup, *adversary);
      const std::string text = fmt::format("[{}]", fmt::join(lies_as_json(lies), ", "));
      ASSERT_EQ(read(text, setup), lies) << text;
      lies_read += static_cast<int>(lies.size());
    }
  }
  EXPECT_EQ(lies_read, 8'517);
}

}  // namespace
}  // namespace turncoat
