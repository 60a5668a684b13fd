#include "turncoat/bench/report/engines.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "turncoat/support/page/plain.hpp"

namespace turncoat {
namespace {

using testing::HasSubstr;
using testing::Not;

EngineMeasurement measured(const std::string& engine, int m, double seconds, double scenarios = 1) {
  return {.engine = engine,
          .n = 3 * m + 1,
          .m = m,
          .scenarios_per_second = scenarios / seconds,
          .scenarios = scenarios,
          .seconds = {seconds}};
}

// 10 ns a message: 9, 156, 3,609 and 108,384 of them.
Measurements ten_nanoseconds() {
  Measurements all;
  all.engines = {measured("plain", 1, 9e-8), measured("plain", 2, 156e-8),
                 measured("plain", 3, 3609e-8), measured("plain", 4, 108'384e-8)};
  return all;
}

std::string shown(const std::optional<Section>& section) {
  Document document;
  document.sections.push_back(section.value());
  return markdown(document);
}

TEST(Reach, IsEstimatedByTheClosedFormUpToTheFirstBeyondAMinute) {
  const std::vector<ReachStep> steps = steps_of_engine(ten_nanoseconds().engines, "plain");
  // (22, 7) sends 8,832,432,021 messages: 88 s.
  ASSERT_EQ(steps.size(), 7u);
  EXPECT_TRUE(steps[3].measured);
  EXPECT_FALSE(steps[4].measured);
  EXPECT_NEAR(steps[4].seconds, 0.0399, 0.0001);
  EXPECT_EQ(steps[6].m, 7);
  EXPECT_NEAR(steps[6].seconds, 88.3, 0.1);
}

TEST(Reach, SaysHowFarInEachTimeAndWhatIsEstimated) {
  EXPECT_THAT(
      shown(reach_section(ten_nanoseconds())),
      HasSubstr("| plain | 1 | n=16, m=5 est. | n=19, m=6 est. | n=19, m=6 est. | n=22, m=7: "
                "about 88.3 s |\n"));
  Measurements longer = ten_nanoseconds();
  longer.engines.push_back(measured("plain", 5, 0.9));
  longer.engines.push_back(measured("plain", 6, 70));
  EXPECT_THAT(shown(reach_section(longer)),
              HasSubstr("| plain | 1 | n=16, m=5 | n=16, m=5 | n=16, m=5 | n=19, m=6: 70 s |\n"));
}

TEST(Reach, EndsWhereTheGeneralsDo) {
  Measurements all;
  all.engines = {measured("instant", 1, 1e-9), measured("instant", 2, 1e-9),
                 measured("instant", 3, 1e-9)};
  const std::vector<ReachStep> steps = steps_of_engine(all.engines, "instant");
  EXPECT_LE(steps.back().m, 21);
  EXPECT_GT(steps.size(), 3u);
}

TEST(Reach, NeedsThreeSizes) {
  Measurements two = ten_nanoseconds();
  two.engines.resize(2);
  EXPECT_TRUE(steps_of_engine(two.engines, "plain").empty());
  EXPECT_EQ(reach_section(two), std::nullopt);
  EXPECT_EQ(reach_figure(two), std::nullopt);
}

TEST(Reach, IsThatOfTheFarthestEngineThatPlaysOneScenario) {
  Measurements all = ten_nanoseconds();
  for (const auto& [m, seconds] :
       {std::pair(1, 9e-9), {2, 156e-9}, {3, 3609e-9}, {4, 108'384e-9}}) {
    all.engines.push_back(measured("quick", m, seconds));
    all.engines.push_back(measured("many", m, seconds / 1000, 512));
  }
  // 1 ns a message: (25, 8) sends 5.06e11.
  EXPECT_EQ(reach_figure(all).value().number, "n=25, m=8");
  EXPECT_THAT(reach_figure(all).value().says, HasSubstr("engine quick"));
  EXPECT_EQ(speed_figure(all).value().number, "108 µs");
}

TEST(Engines, ComparesThemWithTheReferenceOfTheSameSize) {
  Measurements all;
  all.engines = {measured("lanes", 1, 1e-6, 512), measured("reference", 1, 1e-6),
                 measured("lanes", 2, 1e-6, 512)};
  const std::string text = shown(engines_section(all));
  EXPECT_THAT(text, HasSubstr("| 4 | 1 | lanes | 512 M | 1 µs | – | 512 |\n"));
  EXPECT_THAT(text, HasSubstr("| 4 | 1 | reference | 1 M | 1 µs | – | 1 |\n"));
  EXPECT_THAT(text, HasSubstr("| 7 | 2 | lanes | 512 M | 1 µs | – | – |\n"));
  // 1 µs for 512 times 9 messages, and for 9.
  EXPECT_THAT(text, HasSubstr("| engine | n=4, m=1 | n=7, m=2 |\n"));
  EXPECT_THAT(text, HasSubstr("| lanes | 217 ps | 12.5 ps |\n| reference | 111 ns | – |\n"));
  EXPECT_THAT(text, Not(HasSubstr("nan")));
}

TEST(Engines, OfFewerMessagesHaveARateAndAReachButNoCostOfOne) {
  Measurements all = ten_nanoseconds();
  for (const int m : {2, 5, 21}) {
    all.engines.push_back(measured("fast, two-faced", m, 1e-6 * m));
    all.engines.back().makes_every_message = false;
  }
  const std::string text = shown(engines_section(all));
  EXPECT_THAT(text, HasSubstr("| 64 | 21 | fast, two-faced | 47.6 k | 21 µs | – | – |\n"));
  EXPECT_THAT(text, HasSubstr("| engine | n=4, m=1 | n=7, m=2 | n=10, m=3 | n=13, m=4 |\n"));
  EXPECT_THAT(shown(reach_section(all)),
              HasSubstr("| fast, two-faced | 1 | n=64, m=21 | n=64, m=21 | n=64, m=21 | none up to "
                        "n=64, m=21 |\n"));
  EXPECT_EQ(reach_figure(all).value().number, "n=22, m=7");
  EXPECT_EQ(fast_figure(all).value().number, "21 µs");
  EXPECT_THAT(fast_figure(all).value().says, HasSubstr("n = 64, m = 21"));
  EXPECT_EQ(fast_figure(ten_nanoseconds()), std::nullopt);
}

TEST(Engines, ShowTheSpreadOfRepetitions) {
  Measurements all;
  all.engines = {measured("reference", 1, 1e-6)};
  all.engines[0].seconds = {1.1e-6, 1e-6, 1.25e-6};
  EXPECT_THAT(shown(engines_section(all)), HasSubstr("| 1.1 µs | 25 % | 1 |\n"));
}

}  // namespace
}  // namespace turncoat
