#include "bench/growth_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace turncoat {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

Measurements four_sizes() {
  Measurements all;
  all.growth = {
      {.n = 4,
       .m = 1,
       .messages = 9,
       .received_per_lieutenant = 3,
       .bytes = 24,
       .messages_per_second = 1.5e7},
      {.n = 8,
       .m = 1,
       .messages = 49,
       .received_per_lieutenant = 7,
       .bytes = 140,
       .messages_per_second = 1.5e7},
      {.n = 16,
       .m = 1,
       .messages = 225,
       .received_per_lieutenant = 15,
       .bytes = 660,
       .messages_per_second = 1.5e7},
      {.n = 13,
       .m = 4,
       .messages = 108'384,
       .received_per_lieutenant = 9'032,
       .bytes = 635'340,
       .messages_per_second = 2.5e7},
  };
  return all;
}

TEST(FittedExponent, IsExactForAPower) {
  const std::vector<Growth> cubes{{2, 5 * 8.0}, {3, 5 * 27.0}, {7, 5 * 343.0}, {64, 5 * 262'144.0}};
  EXPECT_NEAR(fitted_exponent(cubes).value(), 3, 1e-12);
}

TEST(FittedExponent, IsTheLeastSquaresOne) {
  // In logarithms (0, 0), (1, 1), (2, 3): slope 3/2.
  const double e = std::exp(1);
  const std::vector<Growth> points{{1, 1}, {e, e}, {e * e, e * e * e}};
  EXPECT_NEAR(fitted_exponent(points).value(), 1.5, 1e-12);
}

TEST(FittedExponent, NeedsTwoDifferentN) {
  EXPECT_EQ(fitted_exponent({}), std::nullopt);
  EXPECT_EQ(fitted_exponent(std::vector<Growth>{{4, 9}}), std::nullopt);
  EXPECT_EQ(fitted_exponent(std::vector<Growth>{{4, 9}, {4, 9}}), std::nullopt);
}

TEST(GrowthReport, ShowsTheFewestGeneralsBesideTheClosedForm) {
  const GrowthReport report = make_growth_report(four_sizes());
  EXPECT_THAT(report.failures, ElementsAre());
  EXPECT_THAT(report.markdown, Not(HasSubstr("FAILED")));
  const std::string section =
      report.markdown.substr(0, report.markdown.find("## m stays, n grows"));
  EXPECT_THAT(section, HasSubstr("| 4 | 1 | 9 | 9 | yes | 3 | 24 | 15 M |\n"));
  EXPECT_THAT(section,
              HasSubstr("| 13 | 4 | 108,384 | 108,384 | yes | 9,032 | 635,340 | 25 M |\n"));
  EXPECT_THAT(section, Not(HasSubstr("| 8 | 1 |")));
}

TEST(GrowthReport, FitsTheExponentOfNForEachMWithSeveralN) {
  const std::string markdown = make_growth_report(four_sizes()).markdown;
  EXPECT_THAT(markdown, HasSubstr("### m = 1\n"));
  EXPECT_THAT(markdown, HasSubstr("| 8 | 1 | 49 | 49 | yes | 7 | 140 | 15 M |\n"));
  EXPECT_THAT(markdown, Not(HasSubstr("### m = 4\n")));
  // (n-1)^2 messages, n-1 for each lieutenant. From 4 to 16: log(225/9)/log 4 = 2.32; from 8 to 16:
  // log(225/49)/log 2 = 2.20.
  EXPECT_THAT(markdown, HasSubstr("| 1 | 4 to 16 | 2.32 | 2.20 | 2 | 1.16 | 1.10 | 1 |\n"));
}

TEST(GrowthReport, SaysLoudlyWhereACountIsNotTheClosedForm) {
  Measurements all = four_sizes();
  all.growth[3].messages = 108'383;
  const GrowthReport sent = make_growth_report(all);
  EXPECT_THAT(sent.failures,
              ElementsAre("n=13, m=4: 108,383 messages measured, 9,032 per lieutenant; the closed "
                          "form says 108,384"));
  EXPECT_THAT(sent.markdown, HasSubstr("- **FAILED**: n=13, m=4: 108,383 messages measured"));
  EXPECT_THAT(sent.markdown, HasSubstr("| 13 | 4 | 108,384 | 108,383 | **NO** | 9,032 |"));

  all = four_sizes();
  all.growth[0].received_per_lieutenant = 4;
  EXPECT_EQ(make_growth_report(all).failures.size(), 1u);
}

TEST(GrowthReport, NeverTakesACountForRightWhereThereIsNoClosedForm) {
  Measurements all;
  all.growth = {{.n = 64,
                 .m = 62,
                 .messages = 1,
                 .received_per_lieutenant = 1,
                 .bytes = 2,
                 .messages_per_second = 1}};
  const GrowthReport report = make_growth_report(all);
  ASSERT_EQ(report.failures.size(), 1u);
  EXPECT_THAT(report.failures[0], HasSubstr("the closed form says about 5.4e+87"));
}

TEST(GrowthReport, SurvivesCountsThatHaveNoLogarithm) {
  Measurements all = four_sizes();
  all.growth[0].messages = 0;
  const GrowthReport report = make_growth_report(all);
  EXPECT_EQ(report.failures.size(), 1u);
  EXPECT_THAT(report.markdown, HasSubstr("| 1 | 8 to 16 |"));
  EXPECT_THAT(report.markdown, Not(HasSubstr("| nan")));
  EXPECT_THAT(report.markdown, Not(HasSubstr("inf |")));
}

TEST(GrowthReport, FailsWhereABenchmarkFailed) {
  Measurements all = four_sizes();
  all.failed = {{.name = "engines/reference/n:4/m:1", .why = "IC1: lieutenant 2 decided retreat"}};
  const GrowthReport report = make_growth_report(all);
  EXPECT_THAT(report.failures,
              ElementsAre("engines/reference/n:4/m:1: IC1: lieutenant 2 decided retreat"));
  EXPECT_THAT(report.markdown, HasSubstr("- **FAILED**: engines/reference/n:4/m:1: IC1: "));
}

TEST(GrowthReport, ComparesEnginesWithTheReferenceOfTheSameSize) {
  Measurements all;
  all.engines = {
      {.engine = "lanes-portable",
       .n = 4,
       .m = 1,
       .scenarios_per_second = 5e8,
       .messages_per_second = 4.5e9},
      {.engine = "reference",
       .n = 4,
       .m = 1,
       .scenarios_per_second = 2e6,
       .messages_per_second = 1.8e7},
      {.engine = "lanes-portable",
       .n = 7,
       .m = 2,
       .scenarios_per_second = 1e7,
       .messages_per_second = 1.56e9},
  };
  const std::string markdown = make_growth_report(all).markdown;
  EXPECT_THAT(markdown, HasSubstr("| 4 | 1 | lanes-portable | 500 M | 4.5 G | 250 |\n"));
  EXPECT_THAT(markdown, HasSubstr("| 4 | 1 | reference | 2 M | 18 M | 1 |\n"));
  EXPECT_THAT(markdown, HasSubstr("| 7 | 2 | lanes-portable | 10 M | 1.56 G | - |\n"));
  EXPECT_THAT(markdown, Not(HasSubstr("closed form")));
}

TEST(GrowthReport, SaysWhereTheRatesAreFrom) {
  Measurements all = four_sizes();
  all.processors = 2;
  all.build = "Release, GNU 12";
  EXPECT_THAT(make_growth_report(all).markdown,
              HasSubstr("of 2 processors, built as Release, GNU 12.\n"));
}

TEST(RoundedRate, IsReadable) {
  EXPECT_EQ(rounded_rate(0.5), "0.5");
  EXPECT_EQ(rounded_rate(999.4), "999");
  EXPECT_EQ(rounded_rate(999.6), "1 k");
  EXPECT_EQ(rounded_rate(1'234'567), "1.23 M");
  EXPECT_EQ(rounded_rate(2.5e10), "25 G");
}

}  // namespace
}  // namespace turncoat
