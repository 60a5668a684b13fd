#include "turncoat/trial/in_process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "turncoat/properties/scenario_json.hpp"
#include "turncoat/trial/checks.hpp"
#include "turncoat/trial/trial.hpp"

namespace turncoat {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

// Right, but for one thing.
struct SendsTwice : General {
  using General::General;
  void send(const Visit& visit) const {
    General::send(visit);
    General::send(visit);
  }
};

struct AlwaysAttacks : General {
  using General::General;
  Order decide() {
    General::decide();
    return Order::attack;
  }
};

struct BelievesForgeries : General {
  using General::General;
  void receive(Message message) {
    if (message.path.length() > 0 && !message.path.flaw()) {
      message.sender = message.path[message.path.length() - 1];
    }
    (void)General::receive(message);
  }
};

struct Throws : General {
  using General::General;
  void receive(const Message& message) {
    if (General::receive(message)) {
      throw std::runtime_error("oh dear");
    }
  }
};

template <class G>
std::vector<std::string_view> failing() {
  InProcess general = InProcess::of<G>();
  std::vector<std::string_view> all;
  for (const CheckResult& result :
       run_trial(general, {.way = Way::general, .cases = {.seed = 1, .count = 100}}).checks) {
    if (result.failure) {
      all.push_back(result.check->name);
    }
  }
  return all;
}

TEST(InProcess, OursPassesAllChecksThatATypeCanBeTold) {
  InProcess general = InProcess::of<General>();
  const TrialResult result =
      run_trial(general, {.way = Way::general, .cases = {.seed = 1, .count = 100}});
  EXPECT_TRUE(result.passed());
  EXPECT_EQ(result.levels(), 5);
  EXPECT_GT(result.tried(), 1500U);
  EXPECT_EQ(std::count_if(result.checks.begin(), result.checks.end(),
                          [](const CheckResult& check) {
                            return check.verdict == TrialVerdict::passed && check.tried > 10;
                          }),
            20);
}

TEST(InProcess, EachMistakeIsFoundByItsCheck) {
  EXPECT_THAT(failing<SendsTwice>(), testing::Contains("commander"));
  EXPECT_THAT(failing<AlwaysAttacks>(), testing::Contains("om0-decides"));
  EXPECT_THAT(failing<BelievesForgeries>(), testing::ElementsAre("forged"));
  EXPECT_THAT(failing<Throws>(), testing::Contains("malformed"));
}

TEST(InProcess, SaysWhatFailsWithTheScenario) {
  InProcess right = InProcess::of<General>();
  EXPECT_THAT(what_fails(right, "forged"), IsEmpty());
  InProcess wrong = InProcess::of<AlwaysAttacks>();
  const std::string said = what_fails(wrong, "om0-decides");
  EXPECT_THAT(said, StartsWith("With m = 0 a lieutenant obeys what the commander tells it. it "
                               "decides attack, expected retreat\n{"));
  const Scenario scenario = read_scenario(said.substr(said.find('\n') + 1), "it");
  EXPECT_EQ(scenario.setup.m, 0);
  InProcess throwing = InProcess::of<Throws>();
  EXPECT_THAT(what_fails(throwing, "malformed"), HasSubstr("it throws: oh dear"));
}

// Any bytes: what fuzzing finds of a wrong one, and never of a right one.
template <class G>
int found_by_bytes() {
  InProcess general = InProcess::of<G>();
  std::mt19937_64 random(1982);
  int found = 0;
  for (int i = 0; i < 5000; ++i) {
    std::vector<std::uint8_t> bytes(random() % 60);
    for (std::uint8_t& byte : bytes) {
      byte = static_cast<std::uint8_t>(random());
    }
    found += what_fails(general, bytes).empty() ? 0 : 1;
  }
  return found;
}

TEST(InProcess, BytesAreACase) {
  EXPECT_EQ(found_by_bytes<General>(), 0);
  EXPECT_GT(found_by_bytes<SendsTwice>(), 100);
  EXPECT_GT(found_by_bytes<AlwaysAttacks>(), 100);
  EXPECT_GT(found_by_bytes<BelievesForgeries>(), 10);
  EXPECT_GT(found_by_bytes<Throws>(), 100);
}

}  // namespace
}  // namespace turncoat
