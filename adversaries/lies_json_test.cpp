#include "turncoat/adversaries/lies_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>

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

const Setup kSetup{.n = 6, .m = 2, .order = Order::attack, .traitors = {4, 5}};

std::vector<Lie> read(const std::string& text, const Setup& setup = kSetup) {
  const nlohmann::json entries = parse_json(text, "file.json");
  return read_lies(JsonPlace(entries, "file.json", "/lies"), setup);
}

std::string refusal(const std::string& text) {
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
  turncoat::Setup commander = kSetup;
  commander.traitors = {0};
  EXPECT_EQ(read(R"([{"path": [0], "to": [1], "says": "attack"}])", commander).size(), 1u);
}

TEST(ReadLies, RefusesAPathThatALoyalGeneralSends) {
  EXPECT_EQ(refusal(R"([{"path": [0, 4, 3], "to": [1], "says": "attack"}])"),
            "file.json: /lies/0/path: general 3 sends this and is loyal; only a traitor can lie");
  EXPECT_THAT(refusal(R"([{"path": [0], "to": [1], "says": "attack"}])"),
              HasSubstr("/lies/0/path: general 0 sends this and is loyal"));
}

TEST(ReadLies, RefusesAReceiverWhoIsATraitor) {
  EXPECT_EQ(refusal(R"([{"path": [0, 4], "to": [1, 5], "says": "attack"}])"),
            "file.json: /lies/0/to/1: general 5 is a traitor; a lie is to a loyal general");
}

TEST(ReadLies, RefusesAReceiverOnThePath) {
  EXPECT_EQ(refusal(R"([{"path": [0, 3, 4], "to": [3], "says": "attack"}])"),
            "file.json: /lies/0/to/0: general 3 is on the path itself");
  EXPECT_THAT(refusal(R"([{"path": [0, 4], "to": [0], "says": "attack"}])"),
              HasSubstr("general 0 is on the path itself"));
}

TEST(ReadLies, RefusesAPathOfMoreThanMPlus1) {
  EXPECT_EQ(refusal(R"([{"path": [0, 1, 2, 4], "to": [3], "says": "attack"}])"),
            "file.json: /lies/0/path: found an array of 4, expected an array of at most 3");
}

TEST(ReadLies, RefusesAPathThatIsNone) {
  const auto with_path = [](const std::string& path) {
    return refusal(R"([{"path": )" + path + R"(, "to": [3], "says": "attack"}])");
  };
  EXPECT_THAT(with_path("[]"), StartsWith("file.json: /lies/0/path: a path starts with general 0"));
  EXPECT_THAT(with_path("[4]"), StartsWith("file.json: /lies/0/path: a path starts with"));
  EXPECT_THAT(with_path("[0, 4, 4]"), HasSubstr("/lies/0/path: general 4 is on the path twice"));
  EXPECT_THAT(with_path("[0, 6]"), HasSubstr("/lies/0/path/1: found number 6"));
  EXPECT_THAT(with_path("[0, -1]"), HasSubstr("/lies/0/path/1: found number -1"));
  EXPECT_THAT(with_path("\"[0,4]\""), HasSubstr("/lies/0/path: found string"));
}

TEST(ReadLies, RefusesAReceiverWhoIsNone) {
  EXPECT_THAT(refusal(R"([{"path": [0, 4], "to": [6], "says": "attack"}])"),
              HasSubstr("/lies/0/to/0: found number 6, expected an integer from 0 to 5"));
  EXPECT_THAT(refusal(R"([{"path": [0, 4], "to": 1, "says": "attack"}])"),
              HasSubstr("/lies/0/to: found number 1"));
}

TEST(ReadLies, RefusesTwoLiesInOnePlace) {
  EXPECT_EQ(refusal(R"([{"path": [0, 4], "to": [1, 2, 1], "says": "attack"}])"),
            "file.json: /lies: two lies for path [0,4] to general 1");
  EXPECT_THAT(refusal(R"([{"path": [0, 4], "to": [1], "says": "attack"},
                          {"path": [0, 5], "to": [1], "says": "attack"},
                          {"path": [0, 4], "to": [1], "says": "silence"}])"),
              HasSubstr("two lies for path [0,4] to general 1"));
}

TEST(ReadLies, RefusesAnEntryThatIsNone) {
  EXPECT_THAT(refusal(R"([{"path": [0, 4], "to": [1], "says": "lies"}])"),
              HasSubstr("/lies/0/says: found string \"lies\""));
  EXPECT_THAT(refusal(R"([{"path": [0, 4], "to": [1], "says": "attack", "why": 1}])"),
              HasSubstr("/lies/0/why: unknown key, expected one of path, to, says"));
  EXPECT_THAT(refusal(R"([{"path": [0, 4], "to": [1]}])"),
              HasSubstr("/lies/0: the key \"says\" is missing"));
  EXPECT_THAT(refusal(R"([{"path": [0, 4], "says": "attack"}])"),
              HasSubstr("the key \"to\" is missing"));
  EXPECT_THAT(refusal("[5]"), HasSubstr("/lies/0: found number 5, expected an object with"));
  EXPECT_THAT(refusal("{}"), HasSubstr("/lies: found an object of 0"));
}

// At the bound duplicates are looked for, beyond it nothing is.
TEST(ReadLies, RefusesMoreLiesThanItsBound) {
  const turncoat::Setup setup{.n = 64, .m = 0, .order = Order::attack, .traitors = {0}};
  nlohmann::json entry{{"path", {0}}, {"to", nlohmann::json::array()}, {"says", "attack"}};
  for (int general = 1; general < 64; ++general) {
    entry["to"].push_back(general);
  }
  const auto refusal_of_lies = [&](std::size_t lies) {
    nlohmann::json entries(lies / 63, entry);
    entries.push_back({{"path", {0}}, {"to", nlohmann::json::array()}, {"says", "attack"}});
    for (std::size_t general = 1; general <= lies % 63; ++general) {
      entries.back()["to"].push_back(general);
    }
    return refusal_of([&] { read_lies(JsonPlace(entries, "file.json"), setup); });
  };
  EXPECT_EQ(refusal_of_lies(kMaxLies), "file.json: at the top: two lies for path [0] to general 1");
  EXPECT_EQ(refusal_of_lies(kMaxLies + 1), "file.json: at the top: more than 2000000 lies");
}

TEST(LiesAsJson, MakesAnEntryForEachPathAndThingSaid) {
  const auto entries = lies_as_json({{path_of({0, 4}), 1, Said::retreat},
                                     {path_of({0, 4}), 2, Said::silence},
                                     {path_of({0, 4}), 3, Said::retreat},
                                     {path_of({0, 5}), 1, Said::retreat}});
  ASSERT_EQ(entries.size(), 3u);
  EXPECT_EQ(entries[0].dump(), R"({"path":[0,4],"to":[1,3],"says":"retreat"})");
  EXPECT_EQ(entries[1].dump(), R"({"path":[0,4],"to":[2],"says":"silence"})");
  EXPECT_EQ(entries[2].dump(), R"({"path":[0,5],"to":[1],"says":"retreat"})");
}

TEST(LiesAsJson, OfNoLiesIsEmpty) {
  EXPECT_THAT(lies_as_json({}), IsEmpty());
}

TEST(LiesAsJson, IsReadBackAsTheSameLies) {
  int lies_read = 0;
  for (const turncoat::Setup& setup : test::every_setup(5)) {
    for (const auto& adversary : test::adversaries()) {
      const std::vector<Lie> lies = lies_told(setup, *adversary);
      const std::string text = nlohmann::ordered_json(lies_as_json(lies)).dump();
      ASSERT_EQ(read(text, setup), lies) << text;
      lies_read += static_cast<int>(lies.size());
    }
  }
  EXPECT_EQ(lies_read, 8'517);
}

}  // namespace
}  // namespace turncoat
