// What the report reads beside benchmarks: a campaign, an earlier report, a frontier.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "turncoat/bench/report/baseline.hpp"
#include "turncoat/bench/report/campaign.hpp"
#include "turncoat/bench/report/frontier_report.hpp"
#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/page/plain.hpp"
#include "turncoat/support/text_file.hpp"

namespace turncoat {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string shown(const Section& section) {
  Document document;
  document.sections = {section};
  return markdown(document);
}

template <class Read>
std::string refusal_of_file(Read&& read) {
  try {
    read();
  } catch (const BadInput& error) {
    return error.what();
  }
  return "nothing was refused";
}

nlohmann::json campaign() {
  return nlohmann::json::parse(R"({
    "format": "turncoat-campaign/1", "seed": 7, "seeds": 2, "seconds": 1234, "commit": "abc",
    "interrupted": false, "failed": false,
    "claims": [
      {"name": "Theorem1", "statement": "IC1 & IC2 hold", "scenarios": 2000, "broken": false,
       "classes": {"n = 10": 700, "n ≤ 3m": 1}},
      {"name": "Lemma1", "statement": "IC2 holds", "scenarios": 1000, "broken": false,
       "classes": {"n = 10": 50}}],
    "fuzz": [{"target": "scenario_fuzz", "inputs": 8995, "corpus": 320, "found": 0}],
    "mutants": [{"name": "tie_means_attack", "killed": true}],
    "hunts": [{"n": 3, "m": 1, "tried": 2, "lies_found": 5, "lies": 1, "file": "hunts/a.json"},
              {"n": 6, "m": 2, "tried": 2, "lies_found": 5, "lies": 1, "file": "hunts/none.json"}],
    "found": []})");
}

class CampaignFile : public testing::Test {
 protected:
  CampaignFile() { write_text_file((folder_ / "campaign-7/hunts/a.json").string(), "{}"); }
  ~CampaignFile() override { std::filesystem::remove_all(folder_); }

  CampaignReport read(const nlohmann::json& document) const {
    return read_campaign(document.dump(), (folder_ / "campaign-7/campaign.json").string(),
                         (folder_ / "report").string());
  }

 private:
  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("report_files_test." + std::to_string(::getpid()));
};

TEST_F(CampaignFile, IsShownByClaimClassTargetMutantAndHunt) {
  const CampaignReport report = read(campaign());
  EXPECT_THAT(report.failures, IsEmpty());
  EXPECT_EQ(report.figure.number, "11,995");
  const std::string text = shown(report.section);
  EXPECT_THAT(text, HasSubstr("seed 7, 1,234 s, at commit abc"));
  EXPECT_THAT(text, HasSubstr("| Theorem1 | IC1 & IC2 hold | 2,000 | no |\n"));
  EXPECT_THAT(text, HasSubstr("2 seeds from 7"));
  EXPECT_THAT(text, HasSubstr("| n = 10 | 750 |\n| n ≤ 3m | 1 |\n"));
  EXPECT_THAT(text, HasSubstr("| scenario\\_fuzz | 8,995 | 320 | 0 |\n"));
  EXPECT_THAT(text, HasSubstr("| tie\\_means\\_attack | yes |\n"));
}

TEST_F(CampaignFile, LinksTheFilesThatAreThere) {
  const std::string text = shown(read(campaign()).section);
  EXPECT_THAT(text, HasSubstr("| 3 | 1 | 2 | 5 | 1 | [hunts/a.json]"
                              "(../campaign-7/hunts/a.json) |\n"));
  EXPECT_THAT(text, HasSubstr("| hunts/none.json |\n"));
}

TEST_F(CampaignFile, SaysWhatIsWrong) {
  nlohmann::json wrong = campaign();
  wrong["failed"] = true;
  EXPECT_THAT(read(wrong).failures, ElementsAre(HasSubstr("the campaign failed")));
  wrong["claims"][1]["broken"] = true;
  wrong["fuzz"][0]["found"] = 2;
  wrong["mutants"][0]["killed"] = false;
  wrong["found"] = {"found/x.json"};
  EXPECT_THAT(read(wrong).failures,
              ElementsAre("the claim Lemma1 is broken", "scenario_fuzz found 2",
                          "the mutant tie_means_attack was not caught", "found: found/x.json"));
  EXPECT_THAT(read(wrong).figure.says, HasSubstr("something was violated"));
}

TEST_F(CampaignFile, IsRefusedWhereItIsOfAnotherForm) {
  nlohmann::json other = campaign();
  other["format"] = "turncoat-campaign/2";
  EXPECT_THAT(refusal_of_file([&] { read(other); }), HasSubstr("expected \"turncoat-campaign/1\""));
  for (const std::string key : {"seed", "claims", "fuzz", "mutants", "hunts", "found", "failed"}) {
    nlohmann::json without = campaign();
    without.erase(key);
    EXPECT_THAT(refusal_of_file([&] { read(without); }), HasSubstr("is missing")) << key;
    without[key] = "x";
    EXPECT_THAT(refusal_of_file([&] { read(without); }), HasSubstr("/" + key + ": found")) << key;
  }
  other = campaign();
  other["claims"][0]["classes"]["n = 10"] = -1;
  EXPECT_THAT(refusal_of_file([&] { read(other); }), HasSubstr("/claims/0/classes/n = 10: found"));
}

TEST(Baseline, IsARatioWithTheSpreadOfBothSides) {
  const Ratio ratio = ratio_of({1, 2, 4}, {2, 5, 3});
  EXPECT_DOUBLE_EQ(ratio.middle, 2.0 / 3);
  EXPECT_DOUBLE_EQ(ratio.smallest, 1.0 / 5);
  EXPECT_DOUBLE_EQ(ratio.largest, 4.0 / 2);
}

TEST(Baseline, CallsAChangeOneOnlyBeyondTheNoise) {
  EXPECT_EQ(change_of({1, 2}, {2.5, 3}), Trend::faster);
  EXPECT_EQ(change_of({2.5, 3}, {1, 2}), Trend::slower);
  EXPECT_EQ(change_of({1, 2}, {2, 3}), Trend::within_noise);
  EXPECT_EQ(change_of({1, 2, 9}, {3, 4}), Trend::within_noise);
  EXPECT_EQ(change_of({1}, {9, 10}), Trend::unknown);
  EXPECT_EQ(change_of({1, 1}, {9}), Trend::unknown);
}

std::string earlier_report(const std::string& seconds, const std::string& format = "report/1") {
  return R"({"format": "turncoat-)" + format +
         R"(", "about": [["commit", "abc"], ["options", "x"]],
         "benchmarks": [{"name": "a/b", "seconds": )" +
         seconds + "}]}";
}

Section against(const std::string& text) {
  Measurements now;
  now.benchmarks = {
      {.name = "a/b", .family = "a", .what = "b", .seconds = {1, 1.5}, .counters = {}},
      {.name = "new", .family = "a", .what = "c", .seconds = {1}, .counters = {}}};
  return baseline_section(now, text, "before.json");
}

TEST(Baseline, ShowsWhatBothReportsHave) {
  const std::string text = shown(against(earlier_report("[2, 4]")));
  EXPECT_THAT(text, HasSubstr("Earlier: before.json, commit abc."));
  EXPECT_THAT(text, HasSubstr("| a/b | 2 s | 1 s | 0.500 | 0.250 to 0.750 | faster |\n"));
}

TEST(Baseline, ReadsWhatAReportWrites) {
  Measurements measured;
  measured.benchmarks = {
      {.name = "a/b", .family = "a", .what = "b", .seconds = {2, 4}, .counters = {{"x", 1}}}};
  nlohmann::json report;
  report["format"] = kReportFormat;
  report["about"] = std::vector<std::pair<std::string, std::string>>{{"date", "today"}};
  report["benchmarks"] = benchmarks_as_json(measured.benchmarks);
  EXPECT_THAT(shown(against(report.dump())), HasSubstr("| 0.500 | 0.250 to 0.750 | faster |"));
}

TEST(Baseline, IsRefusedWhereItIsNoReport) {
  const auto refused = [](const std::string& text) {
    return refusal_of_file([&] { against(text); });
  };
  EXPECT_THAT(refused("{}"), HasSubstr("the key \"format\" is missing"));
  EXPECT_THAT(refused(earlier_report("[1]", "report/9")),
              HasSubstr("expected \"turncoat-report/1\""));
  for (const std::string seconds : {"[]", "[0]", "[-1]", "[\"1\"]", "1", "[1e300]"}) {
    EXPECT_THAT(refused(earlier_report(seconds)), HasSubstr("before.json: /benchmarks/0/seconds"))
        << seconds;
  }
}

TEST(FrontierReport, ShowsFromWhichNAllCellsHold) {
  Frontier frontier;
  for (int n = 3; n <= 6; ++n) {
    for (const Cell& cell : cells_of(n, 1, 1)) {
      frontier[cell] =
          n <= 4 && cell.property == Property::IC2 ? Verdict::violated : Verdict::holds;
    }
    for (const Cell& cell : cells_of(n, 1, 0)) {
      frontier[cell] = Verdict::vacuous;
    }
  }
  const FrontierReport report = frontier_report(frontier);
  EXPECT_THAT(shown(report.section), HasSubstr("| 1 | 1 | 5 | 4 | 6 |\n"));
  EXPECT_THAT(shown(report.section), HasSubstr("36 cells were settled"));
  // Both orders of a loyal commander at n = 4.
  EXPECT_EQ(report.failures.size(), 2u);
  EXPECT_THAT(report.failures.at(0), HasSubstr("n=4, m=1, 1 traitors, loyal commander: IC2"));
}

TEST(FrontierReport, SaysWhereNothingHolds) {
  Frontier frontier;
  for (const Cell& cell : cells_of(6, 2, 2)) {
    frontier[cell] = Verdict::violated;
  }
  const FrontierReport report = frontier_report(frontier);
  EXPECT_THAT(shown(report.section), HasSubstr("| 2 | 2 | beyond | 7 | 6 |\n"));
  EXPECT_THAT(report.failures, IsEmpty());
}

}  // namespace
}  // namespace turncoat
