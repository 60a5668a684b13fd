#include "turncoat/bench/report/measurements.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "turncoat/support/bad_input.hpp"

namespace turncoat {
namespace {

using testing::HasSubstr;

std::string document(const std::string& benchmarks) {
  return R"({"context": {"num_cpus": 2, "turncoat_build": "Release, GNU 12"}, "benchmarks": [)" +
         benchmarks + "]}";
}

std::string growth(const std::string& name, const std::string& messages,
                   const std::string& rate = "1e6", const std::string& more = "") {
  return R"({"run_name": ")" + name +
         R"(", "run_type": "iteration", "cpu_time": 2, "time_unit": "us", "messages": )" +
         messages + R"(, "received_per_lieutenant": 3, "bytes": 24, "messages_per_second": )" +
         rate + more + "}";
}

std::string engine(const std::string& name, const std::string& rate,
                   const std::string& microseconds = "2") {
  return R"({"run_name": ")" + name + R"(", "run_type": "iteration", "scenarios_per_second": )" +
         rate + R"(, "real_time": 99, "time_unit": "us", "cpu_time": )" + microseconds + "}";
}

std::string refusal(const std::string& text) {
  try {
    read_measurements(text, "bench.json");
  } catch (const BadInput& error) {
    return error.what();
  }
  return "nothing was refused";
}

TEST(Measurements, KeepsCountsRatesAndHowItWasBuilt) {
  const Measurements all =
      read_measurements(document(growth("growth/lock-step/n:4/m:1", "9.0000000000000000e+00") +
                                 "," + engine("engines/lanes-avx512/n:7/m:2", "256e6")),
                        "bench.json");
  EXPECT_EQ(all.build, "Release, GNU 12");
  EXPECT_EQ(all.processors, 2);
  ASSERT_EQ(all.growth.size(), 1u);
  EXPECT_EQ(all.growth[0].n, 4);
  EXPECT_EQ(all.growth[0].m, 1);
  EXPECT_EQ(all.growth[0].messages, 9u);
  EXPECT_EQ(all.growth[0].received_per_lieutenant, 3u);
  EXPECT_EQ(all.growth[0].bytes, 24u);
  EXPECT_EQ(all.growth[0].messages_per_second, 1e6);
  ASSERT_EQ(all.engines.size(), 1u);
  EXPECT_EQ(all.engines[0].engine, "lanes-avx512");
  EXPECT_EQ(all.engines[0].n, 7);
  EXPECT_EQ(all.engines[0].m, 2);
  EXPECT_EQ(all.engines[0].scenarios_per_second, 256e6);
  EXPECT_EQ(all.engines[0].scenarios, 512);
  ASSERT_EQ(all.engines[0].seconds.size(), 1u);
  EXPECT_DOUBLE_EQ(all.engines[0].seconds[0], 2e-6);
  EXPECT_TRUE(all.failed.empty());
}

TEST(Measurements, AreByMThenNAndEnginesByNAndM) {
  const Measurements all =
      read_measurements(document(growth("growth/lock-step/n:7/m:2", "9") + "," +
                                 growth("growth/lock-step/n:8/m:1", "9") + "," +
                                 growth("growth/lock-step/n:4/m:1", "9") + "," +
                                 engine("engines/reference/n:7/m:2", "1") + "," +
                                 engine("engines/reference/n:4/m:1", "1") + "," +
                                 engine("engines/lanes-portable/n:4/m:1", "1")),
                        "bench.json");
  ASSERT_EQ(all.growth.size(), 3u);
  EXPECT_EQ(all.growth[0].n, 4);
  EXPECT_EQ(all.growth[1].n, 8);
  EXPECT_EQ(all.growth[2].n, 7);
  ASSERT_EQ(all.engines.size(), 3u);
  EXPECT_EQ(all.engines[0].engine, "reference");
  EXPECT_EQ(all.engines[1].engine, "lanes-portable");
  EXPECT_EQ(all.engines[2].n, 7);
}

TEST(Measurements, KeepEveryRepetitionAndNoAggregates) {
  const std::string mean =
      R"({"run_name": "growth/lock-step/n:4/m:1", "run_type": "aggregate", "messages": 9.5})";
  const Measurements all =
      read_measurements(document(growth("growth/lock-step/n:4/m:1/repeats:3", "9", "1e6") + "," +
                                 growth("growth/lock-step/n:4/m:1/repeats:3", "9", "3e6") + "," +
                                 growth("growth/lock-step/n:4/m:1/repeats:3", "9", "2e6") + "," +
                                 mean + "," + engine("engines/reference/n:4/m:1", "1e5", "10") +
                                 "," + engine("engines/reference/n:4/m:1", "5e5", "2") + "," +
                                 engine("engines/reference/n:4/m:1", "25e4", "4")),
                        "bench.json");
  ASSERT_EQ(all.growth.size(), 1u);
  EXPECT_EQ(all.growth[0].messages_per_second, 3e6);
  ASSERT_EQ(all.engines.size(), 1u);
  EXPECT_EQ(all.engines[0].scenarios_per_second, 5e5);
  EXPECT_EQ(all.engines[0].seconds.size(), 3u);
  EXPECT_DOUBLE_EQ(median(all.engines[0].seconds), 4e-6);
  ASSERT_EQ(all.benchmarks.size(), 2u);
  EXPECT_EQ(all.benchmarks[0].name, "growth/lock-step/n:4/m:1");
  EXPECT_EQ(all.benchmarks[1].seconds.size(), 3u);
  EXPECT_EQ(all.benchmarks[1].counters.at("scenarios_per_second"), 5e5);
}

TEST(Measurements, RefuseRepetitionsThatCountDifferently) {
  EXPECT_EQ(refusal(document(growth("growth/lock-step/n:4/m:1", "9") + "," +
                             growth("growth/lock-step/n:4/m:1", "10"))),
            "bench.json: /benchmarks/1: other counts than in another repetition of the same "
            "benchmark");
}

TEST(Measurements, KeepFailuresOfAnyBenchmarkAsOnePlainLine) {
  const Measurements all = read_measurements(
      document(R"({"run_name": "other/x", "run_type": "iteration", "error_occurred": true,
                   "error_message": "8 messages\nsent | <b>"})"),
      "bench.json");
  ASSERT_EQ(all.failed.size(), 1u);
  EXPECT_EQ(all.failed[0].name, "other/x");
  EXPECT_EQ(all.failed[0].why, "8 messages\\nsent | <b>");
}

TEST(Measurements, KeepOtherBenchmarksWithEveryCounter) {
  const Measurements all = read_measurements(
      document(R"({"run_name": "prove/IC1/n:4/m:1/iterations:1/repeats:1", "run_type": "iteration",
                   "error_occurred": false, "cpu_time": 3, "real_time": 9, "time_unit": "ms",
                   "iterations": 7, "threads": 1, "clauses": 17, "label": "x", "<b>": 3})"),
      "bench.json");
  EXPECT_TRUE(all.growth.empty());
  EXPECT_TRUE(all.engines.empty());
  ASSERT_EQ(all.benchmarks.size(), 1u);
  const Benchmark& found = all.benchmarks[0];
  EXPECT_EQ(found.name, "prove/IC1/n:4/m:1");
  EXPECT_EQ(found.family, "prove");
  EXPECT_EQ(found.what, "IC1");
  EXPECT_EQ(found.size, (Size{.n = 4, .m = 1}));
  EXPECT_DOUBLE_EQ(found.seconds.at(0), 3e-3);
  EXPECT_EQ(found.counters, (std::map<std::string, double>{{"clauses", 17}}));
}

TEST(Measurements, TakeTheFastEvaluatorForAnEngineOfOneScenario) {
  const Measurements all = read_measurements(
      document(R"({"run_name": "fast/near-tie/n:7/m:2", "run_type": "iteration", "cpu_time": 2,
                   "time_unit": "us", "paths_visited": 17})"),
      "bench.json");
  ASSERT_EQ(all.engines.size(), 1u);
  EXPECT_EQ(all.engines[0].engine, "fast, near-tie");
  EXPECT_DOUBLE_EQ(all.engines[0].scenarios_per_second, 5e5);
  EXPECT_EQ(all.engines[0].scenarios, 1);
  EXPECT_FALSE(all.engines[0].makes_every_message);
  EXPECT_EQ(all.benchmarks.at(0).counters.at("paths_visited"), 17);
}

TEST(Measurements, OfSeveralThreadsAreApartAndByTheClock) {
  const auto threads = [](int count) {
    return R"({"run_name": "sim/loyal/threads:)" + std::to_string(count) +
           R"(/n:7/m:2/real_time", "run_type": "iteration", "cpu_time": 1, "real_time": 3,
              "time_unit": "s"})";
  };
  const Measurements all = read_measurements(document(threads(1) + "," + threads(2)), "bench.json");
  ASSERT_EQ(all.benchmarks.size(), 2u);
  EXPECT_EQ(all.benchmarks[1].what, "loyal/threads:2");
  EXPECT_EQ(all.benchmarks[1].seconds, std::vector<double>{3});
}

TEST(Measurements, OfSeveralFilesAreKeptTogether) {
  const Measurements first =
      read_measurements(document(growth("growth/lock-step/n:7/m:2", "9")), "a.json");
  const Measurements all =
      read_measurements(document(growth("growth/lock-step/n:4/m:1", "9")), "b.json", first);
  ASSERT_EQ(all.growth.size(), 2u);
  EXPECT_EQ(all.growth[0].n, 4);
  EXPECT_EQ(all.benchmarks.size(), 2u);
}

TEST(Measurements, RefuseADocumentOfAnotherForm) {
  EXPECT_THAT(refusal(""), HasSubstr("bench.json: not JSON"));
  EXPECT_THAT(refusal("[1]"),
              HasSubstr("bench.json: at the top: found an array of 1, expected an object"));
  EXPECT_THAT(refusal("{}"), HasSubstr("the key \"benchmarks\" is missing"));
  EXPECT_THAT(refusal(R"({"benchmarks": 3})"), HasSubstr("/benchmarks: found number 3"));
  EXPECT_THAT(refusal(document("")), HasSubstr("/benchmarks: no benchmark"));
  EXPECT_THAT(refusal(document("3")), HasSubstr("/benchmarks/0: found number 3"));
  EXPECT_THAT(refusal(R"({"context": {"num_cpus": -1}, "benchmarks": []})"),
              HasSubstr("/context/num_cpus: found number -1"));
  EXPECT_THAT(refusal(document(R"({"run_name": "growth/x/n:4/m:1", "error_occurred": "no"})")),
              HasSubstr("/benchmarks/0/error_occurred: found string"));
}

TEST(Measurements, RefuseANameWithoutNAndM) {
  for (const std::string name :
       {"growth/", "growth/lock-step", "growth/lock-step/n:4", "growth/lock-step/x/n:4/m:1",
        "growth/lock-step/n:4x/m:1", "growth/lock-step/n:/m:1", "growth//n:4/m:1",
        "growth/<b>/n:4/m:1", "growth/lock-step/n:99999999999/m:1"}) {
    EXPECT_THAT(refusal(document(growth(name, "9"))),
                HasSubstr("expected a name such as growth/lock-step/n:7/m:2"))
        << name;
  }
  EXPECT_EQ(refusal(document(growth("growth/lock-step/n:4/m:3", "9"))),
            "bench.json: /benchmarks/0/run_name: m is 3, expected 0 to 2 (at most n-2)");
  EXPECT_THAT(refusal(document(engine("engines/reference/n:65/m:1", "9"))),
              HasSubstr("n is 65, expected 2 to 64"));
}

TEST(Measurements, RefuseCountsThatAreNoneAndRatesThatAreNone) {
  const std::string name = "growth/lock-step/n:4/m:1";
  for (const std::string count : {"-1", "9.5", "1e17", "\"9\"", "null"}) {
    EXPECT_THAT(refusal(document(growth(name, count))), HasSubstr("/benchmarks/0/messages: found"))
        << count;
  }
  EXPECT_THAT(refusal(document(growth(name, "NaN"))), HasSubstr("not JSON"));
  EXPECT_THAT(refusal(document(growth(name, "1e999"))), HasSubstr("not JSON"));
  for (const std::string rate : {"0", "-1", "1e300", "true"}) {
    EXPECT_THAT(refusal(document(growth(name, "9", rate))),
                HasSubstr("/benchmarks/0/messages_per_second: found"))
        << rate;
    EXPECT_THAT(refusal(document(engine("engines/reference/n:4/m:1", rate))),
                HasSubstr("/benchmarks/0/scenarios_per_second: found"))
        << rate;
  }
  EXPECT_THAT(refusal(document(R"({"run_name": "growth/lock-step/n:4/m:1",
                                   "run_type": "iteration", "cpu_time": 1, "time_unit": "s",
                                   "messages": 9})")),
              HasSubstr("the key \"received_per_lieutenant\" is missing"));
}

TEST(Measurements, RefuseTimesThatAreNone) {
  const auto timed = [](const std::string& time, const std::string& unit) {
    return document(R"({"run_name": "x/y", "run_type": "iteration", "cpu_time": )" + time +
                    R"(, "time_unit": )" + unit + "}");
  };
  for (const std::string time : {"0", "-1", "1e300", "\"1\"", "null"}) {
    EXPECT_THAT(refusal(timed(time, "\"s\"")), HasSubstr("/benchmarks/0/cpu_time: found")) << time;
  }
  EXPECT_THAT(refusal(timed("1", "\"minutes\"")), HasSubstr("expected ns, us, ms or s"));
  EXPECT_THAT(refusal(document(R"({"run_name": "x/y", "run_type": "iteration"})")),
              HasSubstr("the key \"time_unit\" is missing"));
}

TEST(Median, IsTheMiddleOne) {
  EXPECT_EQ(median({3}), 3);
  EXPECT_EQ(median({3, 1, 2}), 2);
  EXPECT_EQ(median({4, 1, 3, 2}), 2);
}

}  // namespace
}  // namespace turncoat
