#include "turncoat/properties/scenario_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <vector>

#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/text_file.hpp"

namespace turncoat {
namespace {

using testing::HasSubstr;

constexpr const char* kGood = R"({
  "format": "turncoat-scenario/1",
  "why": "one lying lieutenant is one too many at n = 3",
  "found_by": "a person",
  "n": 3, "m": 1, "order": "attack", "traitors": [2],
  "lies": [
    {"path": [0, 2], "to": [1], "says": "retreat"}
  ],
  "expect": {"violates": ["IC2"], "decisions": {"1": "retreat"}}
}
)";

// The good scenario, with one text in it replaced.
std::string good_with(const std::string& from, const std::string& to) {
  std::string text = kGood;
  const std::size_t position = text.find(from);
  EXPECT_NE(position, std::string::npos) << from;
  return text.replace(position, from.size(), to);
}

std::string error_of(const std::string& text) {
  try {
    read_scenario(text, "file.json");
  } catch (const BadInput& error) {
    return error.what();
  }
  return "no error";
}

TEST(ScenarioJson, ReadsEveryField) {
  const Scenario scenario = read_scenario(kGood, "file.json");
  EXPECT_EQ(scenario.why, "one lying lieutenant is one too many at n = 3");
  EXPECT_EQ(scenario.found_by, "a person");
  EXPECT_EQ(scenario.setup,
            (turncoat::Setup{.n = 3, .m = 1, .order = Order::attack, .traitors = {2}}));
  ASSERT_EQ(scenario.lies.size(), 1U);
  EXPECT_EQ(scenario.lies[0], (Lie{Path() + 2, 1, Said::retreat}));
  EXPECT_EQ(scenario.violates, std::vector{Property::IC2});
  EXPECT_EQ(scenario.decisions->of(1), Order::retreat);
  EXPECT_TRUE(replay(scenario).as_expected);
}

TEST(ScenarioJson, WritesWhatItReads) {
  EXPECT_EQ(write_scenario(read_scenario(kGood, "file.json")), kGood);
}

TEST(ScenarioJson, TextsSurviveWhateverIsInThem) {
  Scenario scenario = read_scenario(kGood, "file.json");
  scenario.why = "quotes \" back\\slash\nnewline \x01 ünïcode";
  EXPECT_EQ(read_scenario(write_scenario(scenario), "written"), scenario);
}

TEST(ScenarioJson, WhatIsNotExpectedIsNotChecked) {
  const Scenario scenario = read_scenario(
      good_with(R"({"violates": ["IC2"], "decisions": {"1": "retreat"}})", "{}"), "file.json");
  EXPECT_TRUE(replay(scenario).as_expected);
  EXPECT_FALSE(scenario.violates);
}

TEST(ScenarioJson, AReplayThatDiffersIsNotAsExpected) {
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {R"(["IC2"])", "[]"},
           {R"(["IC2"])", R"(["IC1"])"},
           {R"(["IC2"])", R"(["IC1", "IC2"])"},
           {R"("1": "retreat")", R"("1": "attack")"},
           {R"("says": "retreat")", R"("says": "attack")"}}) {
    EXPECT_FALSE(replay(read_scenario(good_with(from, to), "file.json")).as_expected) << to;
  }
}

TEST(ScenarioJson, AnExpectationMayBeOfSomeDecisionsOnly) {
  Scenario scenario = read_scenario(kGood, "file.json");
  scenario.setup.n = 5;  // Lieutenants 1, 3 and 4 are loyal, and all attack.
  scenario.violates.reset();
  scenario.decisions = Decisions{};
  EXPECT_TRUE(replay(scenario).as_expected);
  scenario.decisions->set(3, Order::attack);
  EXPECT_TRUE(replay(scenario).as_expected);
  scenario.decisions->set(4, Order::retreat);
  EXPECT_FALSE(replay(scenario).as_expected);
}

TEST(ScenarioJson, TextsHaveAMostLength) {
  for (const std::string text : {"one lying lieutenant is one too many at n = 3", "a person"}) {
    EXPECT_EQ(error_of(good_with(text, std::string(10'000, 'x'))), "no error");
    EXPECT_THAT(error_of(good_with(text, std::string(10'001, 'x'))), HasSubstr("10000"));
  }
}

TEST(ScenarioJson, WritesAnyBytes) {
  Scenario scenario = read_scenario(kGood, "file.json");
  scenario.found_by = "run: @a \xff file";
  EXPECT_THAT(read_scenario(write_scenario(scenario), "written").found_by, HasSubstr(" file"));
}

struct Refused {
  const char* name;
  std::string from;
  std::string to;
  std::string error;  // part of it
};

// What GoogleTest shows of the parameter.
void PrintTo(const Refused& refused, std::ostream* out) {
  *out << refused.to;
}

class RefusedScenario : public testing::TestWithParam<Refused> {};

TEST_P(RefusedScenario, NamesFilePlaceAndWhatWasExpected) {
  const Refused& refused = GetParam();
  const std::string error = error_of(good_with(refused.from, refused.to));
  EXPECT_THAT(error, testing::StartsWith("file.json: "));
  EXPECT_THAT(error, HasSubstr(refused.error));
  EXPECT_THAT(error, testing::Not(HasSubstr("\n")));
}

INSTANTIATE_TEST_SUITE_P(
    All, RefusedScenario,
    testing::Values(
        Refused{"Format", "scenario/1", "scenario/2",
                "/format: found string \"turncoat-scenario/2\", expected "
                "\"turncoat-scenario/1\""},
        Refused{"NoFormat", R"("format": "turncoat-scenario/1",)", "", "\"format\" is missing"},
        Refused{"NoN", R"("n": 3,)", "", "\"n\" is missing"},
        Refused{"NoLies", R"("lies")", R"("why2")", "unknown key"},
        Refused{"UnknownKey", R"("m": 1)", R"("m": 1, "extra": 1)", "/extra: unknown key"},
        Refused{"DuplicateKey", R"("m": 1)", R"("m": 1, "m": 1)", "comes twice"},
        Refused{"NTooSmall", R"("n": 3)", R"("n": 1)",
                "/n: found number 1, expected an integer "
                "from 2 to 64"},
        Refused{"NTooLarge", R"("n": 3)", R"("n": 65)", "/n: found number 65"},
        Refused{"NHuge", R"("n": 3)", R"("n": 99999999999999999999)", "/n: found number"},
        Refused{"NWrapped", R"("n": 3)", R"("n": 4294967299)", "/n: found number 4294967299"},
        Refused{"NString", R"("n": 3)", R"("n": "3")", "/n: found string \"3\""},
        Refused{"NFraction", R"("n": 3)", R"("n": 3.5)", "/n: found number 3.5"},
        Refused{"MTooLarge", R"("m": 1)", R"("m": 2)",
                "/m: found number 2, expected an integer "
                "from 0 to 1"},
        Refused{"MNegative", R"("m": 1)", R"("m": -1)", "/m: found number -1"},
        Refused{"OrderNumber", R"("order": "attack")", R"("order": 1)",
                "/order: found number 1, expected \"attack\" or \"retreat\""},
        Refused{"OrderSilence", R"("order": "attack")", R"("order": "silence")", "/order"},
        Refused{"TraitorStranger", R"("traitors": [2])", R"("traitors": [3])", "/traitors/0"},
        Refused{"TraitorTwice", R"("traitors": [2])", R"("traitors": [2, 2])",
                "/traitors/1: traitor 2 is listed twice"},
        Refused{"TraitorsObject", R"("traitors": [2])", R"("traitors": {})",
                "/traitors: found an object of 0, expected an array"},
        Refused{"LieByALoyal", R"("path": [0, 2])", R"("path": [0, 1])",
                "/lies/0/path: general 1 sends this and is loyal"},
        Refused{"LieToATraitor", R"("to": [1])", R"("to": [2])", "/lies/0/to/0: general 2"},
        Refused{"LieToAMember", R"("to": [1])", R"("to": [0])", "/lies/0/to/0: general 0 is on"},
        Refused{"LieTwice", R"("to": [1])", R"("to": [1, 1])", "/lies: two lies for path [0,2]"},
        Refused{"PathTooLong", R"("path": [0, 2])", R"("path": [0, 1, 2])", "/lies/0/path"},
        Refused{"PathEmpty", R"("path": [0, 2])", R"("path": [])", "/lies/0/path"},
        Refused{"PathNotFromTheCommander", R"("path": [0, 2])", R"("path": [1, 2])",
                "/lies/0/path: a path starts with general 0"},
        Refused{"PathRepeats", R"("path": [0, 2])", R"("path": [0, 0])", "/lies/0/path"},
        Refused{"Says", R"("says": "retreat")", R"("says": "flee")", "/lies/0/says"},
        Refused{"NoSays", R"(, "says": "retreat")", "", "/lies/0: the key \"says\" is missing"},
        Refused{"ExpectUnknown", R"("violates")", R"("violations")", "/expect/violations"},
        Refused{"ExpectIc3", R"(["IC2"])", R"(["IC3"])", "/expect/violates/0"},
        Refused{"ExpectTwice", R"(["IC2"])", R"(["IC2", "IC2"])", "/expect/violates/1"},
        Refused{"DecisionOfATraitor", R"("1": "retreat")", R"("2": "retreat")",
                "/expect/decisions/2: expected loyal lieutenants as keys: 1"},
        Refused{"DecisionOfTheCommander", R"("1": "retreat")", R"("0": "retreat")",
                "/expect/decisions/0: expected loyal lieutenants"},
        Refused{"DecisionOfAStranger", R"("1": "retreat")", R"("3": "retreat")",
                "/expect/decisions/3: expected loyal lieutenants"},
        Refused{"DecisionOddKey", R"("1": "retreat")", R"("01": "retreat")", "/expect/decisions"},
        Refused{"WhyNumber", "\"one lying lieutenant is one too many at n = 3\"", "3",
                "/why: found number 3, expected a string"},
        Refused{"Truncated", "}}\n}", "}}\n", "not JSON"},
        Refused{"NotUtf8", "a person", "a \xff person", "not JSON"}),
    [](const auto& refused) { return std::string(refused.param.name); });

TEST(ScenarioJson, RefusesWhatIsNoObject) {
  EXPECT_THAT(error_of("[]"), HasSubstr("expected an object"));
  EXPECT_THAT(error_of(""), HasSubstr("not JSON"));
  EXPECT_THAT(error_of("3"), HasSubstr("expected an object"));
}

TEST(ScenarioJson, RefusesDeepNestingBeforeItTakesMemory) {
  EXPECT_THAT(error_of(std::string(10'000'000, '[')), HasSubstr("nested deeper"));
}

TEST(ScenarioJson, RefusesAFolderAMissingFileAndAHugeOne) {
  EXPECT_THROW(load_scenario("/"), BadInput);
  EXPECT_THROW(load_scenario("/nowhere/at/all.json"), BadInput);
  const std::string huge = testing::TempDir() + "/huge.json";
  std::ofstream(huge) << "{";
  std::filesystem::resize_file(huge, std::uintmax_t{1} << 40);  // sparse
  EXPECT_THROW(load_scenario(huge), BadInput);
  std::filesystem::remove(huge);
}

TEST(ScenarioJson, AFileNameSaysWhatItShows) {
  const std::string file = scenario_file_name(read_scenario(kGood, "file.json"));
  EXPECT_THAT(file, testing::MatchesRegex("ic2-n3-m1-k1-[0-9a-f]{8}.json"));
  EXPECT_EQ(file, scenario_file_name(read_scenario(kGood, "other")));
  // Whoever found it; but not whatever it is.
  EXPECT_EQ(file, scenario_file_name(read_scenario(good_with("a person", "a machine"), "other")));
  Scenario another = read_scenario(kGood, "file.json");
  another.lies.pop_back();
  EXPECT_NE(file, scenario_file_name(another));
  EXPECT_THAT(scenario_file_name(another, "Silence"), testing::StartsWith("Silence-n3-m1-k1-"));
  const Scenario holds = read_scenario(good_with(R"(["IC2"])", "[]"), "file.json");
  EXPECT_THAT(scenario_file_name(holds), testing::StartsWith("holds-n3-m1-k1-"));
}

int files_in(const std::string& folder) {
  const std::filesystem::directory_iterator files(folder);
  return static_cast<int>(std::distance(begin(files), end(files)));
}

TEST(TextFile, ReplacesAFileAndLeavesNoTemporaryOne) {
  const std::string folder = testing::TempDir() + "/text_file_replaced";
  const std::string file = folder + "/deeper/file.txt";
  const auto text_of = [](const std::string& path) {
    std::ifstream stream(path);
    std::string text;
    std::getline(stream, text);
    return text;
  };
  write_text_file(file, "first");
  // Who has the old file open still reads all of it: it isn't written over.
  std::filesystem::create_hard_link(file, folder + "/old.txt");
  write_text_file(file, "second");
  EXPECT_EQ(text_of(file), "second");
  EXPECT_EQ(text_of(folder + "/old.txt"), "first");
  EXPECT_EQ(files_in(folder + "/deeper"), 1);
  std::filesystem::remove_all(folder);
}

TEST(TextFile, RefusesAFolderAsTarget) {
  const std::string folder = testing::TempDir() + "/text_file_refused";
  std::filesystem::create_directories(folder + "/target");
  EXPECT_THROW(write_text_file(folder + "/target", "text"), BadInput);
  EXPECT_EQ(files_in(folder), 1);  // no temporary file
  std::filesystem::remove_all(folder);
  EXPECT_THROW(write_text_file("/proc/none/file", "text"), BadInput);
}

}  // namespace
}  // namespace turncoat
