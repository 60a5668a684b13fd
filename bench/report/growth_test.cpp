#include "turncoat/bench/report/growth.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "turncoat/support/page/plain.hpp"

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

std::string shown(const Measurements& measurements) {
  Document document;
  if (auto section = growth_section(measurements)) {
    document.sections.push_back(std::move(*section));
  }
  return markdown(document);
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

TEST(Growth, ShowsTheFewestGeneralsBesideTheClosedForm) {
  EXPECT_THAT(growth_failures(four_sizes()), ElementsAre());
  const std::string text = shown(four_sizes());
  EXPECT_THAT(text, Not(HasSubstr("NO")));
  const std::string section = text.substr(0, text.find("### m stays, n grows"));
  EXPECT_THAT(section, HasSubstr("| 4 | 1 | 9 | 9 | yes | 3 | 24 | 15 M |\n"));
  EXPECT_THAT(section,
              HasSubstr("| 13 | 4 | 108,384 | 108,384 | yes | 9,032 | 635,340 | 25 M |\n"));
  EXPECT_THAT(section, Not(HasSubstr("| 8 | 1 |")));
}

TEST(Growth, FitsTheExponentOfNForEachMWithSeveralN) {
  const std::string text = shown(four_sizes());
  EXPECT_THAT(text, HasSubstr("| 8 | 1 | 49 | 49 | yes | 7 | 140 | 15 M |\n"));
  // (n-1)^2 messages, n-1 for each lieutenant. From 4 to 16: log(225/9)/log 4 = 2.32; from 8 to 16:
  // log(225/49)/log 2 = 2.20.
  EXPECT_THAT(text, HasSubstr("| 1 | 4 to 16 | 2.32 | 2.20 | 2 | 1.16 | 1.10 | 1 |\n"));
  EXPECT_THAT(text, Not(HasSubstr("| 4 | 13 to 13 |")));
}

TEST(Growth, DrawsMeasuredPointsOnTheClosedFormAndMarksTheArticle) {
  const Section section = growth_section(four_sizes()).value();
  const Chart& fewest = section.parts.at(0).chart.value();
  EXPECT_TRUE(fewest.y.logarithmic);
  ASSERT_EQ(fewest.series.size(), 4u);
  const Series& closed = fewest.series[0];
  const Series& measured = fewest.series[1];
  ASSERT_EQ(measured.points.size(), 2u);
  EXPECT_EQ(measured.points[1].x, 13);
  EXPECT_EQ(measured.points[1].y, 108'384);
  EXPECT_EQ(closed.points.at(3).y, 108'384);
  ASSERT_EQ(fewest.labels.size(), 1u);
  EXPECT_EQ(fewest.labels[0].at.x, 13);
  EXPECT_EQ(fewest.labels[0].at.y, 9032);
  EXPECT_THAT(fewest.labels[0].text, HasSubstr("9,032"));
}

TEST(Growth, SaysLoudlyWhereACountIsNotTheClosedForm) {
  Measurements all = four_sizes();
  all.growth[3].messages = 108'383;
  EXPECT_THAT(growth_failures(all),
              ElementsAre("n=13, m=4: 108,383 messages measured, 9,032 per lieutenant; the closed "
                          "form says 108,384"));
  EXPECT_THAT(shown(all), HasSubstr("| 13 | 4 | 108,384 | 108,383 | **NO** | 9,032 |"));

  all = four_sizes();
  all.growth[0].received_per_lieutenant = 4;
  EXPECT_EQ(growth_failures(all).size(), 1u);
}

TEST(Growth, NeverTakesACountForRightWhereThereIsNoClosedForm) {
  Measurements all;
  all.growth = {{.n = 64,
                 .m = 62,
                 .messages = 1,
                 .received_per_lieutenant = 1,
                 .bytes = 2,
                 .messages_per_second = 1}};
  ASSERT_EQ(growth_failures(all).size(), 1u);
  EXPECT_THAT(growth_failures(all)[0], HasSubstr("the closed form says about 5.4e+87"));
}

TEST(Growth, SurvivesCountsThatHaveNoLogarithm) {
  Measurements all = four_sizes();
  all.growth[0].messages = 0;
  EXPECT_EQ(growth_failures(all).size(), 1u);
  const std::string text = shown(all);
  EXPECT_THAT(text, HasSubstr("| 1 | 8 to 16 |"));
  EXPECT_THAT(text, Not(HasSubstr("| nan")));
  EXPECT_THAT(text, Not(HasSubstr("inf |")));
}

TEST(Growth, GivesTheArticlesFigureWhereItWasMeasured) {
  EXPECT_EQ(growth_figure(four_sizes()).value().number, "9,032");
  EXPECT_EQ(growth_figure(Measurements{}), std::nullopt);
  EXPECT_EQ(growth_section(Measurements{}), std::nullopt);
}

}  // namespace
}  // namespace turncoat
