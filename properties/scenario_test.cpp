#include "turncoat/properties/scenario.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <filesystem>
#include <string>

#include "turncoat/core/lie.hpp"
#include "turncoat/core/testing.hpp"
#include "turncoat/properties/scenario_json.hpp"
#include "turncoat/support/json_place.hpp"
#include "turncoat/support/testing.hpp"

namespace turncoat {
namespace {

using test::refusal_of;

// One run of the reference tells the lies and what they lead to: each place is asked about once.
TEST(Record, RunsTheReferenceOnce) {
  const turncoat::Setup setup{.n = 7, .m = 2, .order = Order::attack, .traitors = {0, 5}};
  int asked = 0;
  const test::Scheming adversary([&asked](const Path& path, int receiver, Order) {
    ++asked;
    return static_cast<Said>(test::hash_of(1, path, receiver) % 3);
  });
  int places = 0;
  for_each_lie_place(setup, [&places](const Path&, int) { return ++places > 0; });
  const Recorded recorded = record_run(setup, adversary, "why", "found by");
  EXPECT_EQ(asked, places);
  EXPECT_EQ(recorded.scenario.why, "why");
  EXPECT_EQ(recorded.scenario.found_by, "found by");
  EXPECT_EQ(recorded.outcome, play(recorded.scenario));
  EXPECT_TRUE(replay(recorded.scenario).as_expected);
}

// The values of its JSON document: as many as are read, or one more or fewer.
Scenario scenario_of_json_values(std::size_t values) {
  Scenario scenario{.why = {},
                    .found_by = {},
                    .setup = {.n = 24, .m = 5, .order = Order::attack, .traitors = {1, 2, 3}},
                    .lies = {},
                    .violates = {},
                    .decisions = Decisions()};
  // The document, its nine members, three traitors, and the decisions in "expect".
  values -= 1 + 9 + 3 + 1;
  for_each_lie_place(scenario.setup, [&](const Path& path, int to) {
    const bool is_new = scenario.lies.empty() || scenario.lies.back().path != path;
    // An entry, its path, who is told and what is said.
    const std::size_t more = is_new ? 4 + static_cast<std::size_t>(path.size()) + 1 : 1;
    if (more > values) {
      return false;
    }
    if (is_new || to % 4 == 0) {
      values -= more;
      scenario.lies.push_back({path, to, Said::silence});
    }
    return true;
  });
  for (const int lieutenant : scenario.setup.loyal_lieutenants()) {
    if (values > 0) {
      scenario.decisions->set(lieutenant, Order::retreat);
      --values;
    }
  }
  EXPECT_EQ(values, 0U);
  return scenario;
}

TEST(SaveScenario, SavesWhatCanBeReadBackAndRefusesOneValueMore) {
  const std::string file = ::testing::TempDir() + "most-values.json";
  const Scenario most = scenario_of_json_values(kMaxJsonValues);
  save_scenario(most, file);
  EXPECT_EQ(load_scenario(file), most);
  std::filesystem::remove(file);
  EXPECT_EQ(refusal_of([&] { save_scenario(scenario_of_json_values(kMaxJsonValues + 1), file); }),
            "not saved, as it could not be read back: " + file + ": more than 4000000 values");
  EXPECT_FALSE(std::filesystem::exists(file));
}

TEST(SaveScenario, RefusesATextThatIsNotRead) {
  const std::string file = ::testing::TempDir() + "long-text.json";
  Scenario scenario = scenario_of_json_values(1'000);
  scenario.found_by = std::string(10'000, 'x');
  save_scenario(scenario, file);
  std::filesystem::remove(file);
  scenario.found_by += 'x';
  EXPECT_NE(refusal_of([&] { save_scenario(scenario, file); }).find("/found_by: "),
            std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(file));
}

TEST(Confirmed, IsWhatTheReferenceSeesViolated) {
  const turncoat::Setup setup{.n = 3, .m = 1, .traitors = {2}};
  const test::Scheming lying([](const Path&, int, Order) { return Said::retreat; });
  const Scenario scenario = confirmed(setup, Property::IC2, lying, "a test");
  EXPECT_EQ(scenario.why, "IC2 violated by 1 of 3 generals in OM(1)");
  EXPECT_EQ(scenario.found_by, "a test");
  EXPECT_DEATH(confirmed(setup, Property::IC1, lying, "a test"), "the reference to confirm");
  EXPECT_DEATH(confirmed(setup, Property::IC2, test::faithful(), "a test"),
               "the reference to confirm");
}

}  // namespace
}  // namespace turncoat
