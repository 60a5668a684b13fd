#include "turncoat/core/general.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "turncoat/core/testing.hpp"

namespace turncoat {
namespace {

using test::path_of;
using test::refusal_of;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> sent_by(const General& general) {
  std::vector<std::string> lines;
  general.send([&](const Path& path, Generals receivers, Order order) {
    for (const int receiver : receivers) {
      lines.push_back(to_string(path) + " to " + std::to_string(receiver) + ": " +
                      std::string(name(order)));
    }
  });
  return lines;
}

// A message to general 1 that it accepts, in the round of its path's length.
Message to_general_1(const std::vector<int>& path, Order order) {
  return {.round = static_cast<int>(path.size()),
          .sender = path.back(),
          .receiver = 1,
          .path = ClaimedPath(path),
          .order = order};
}

TEST(General, TheCommanderSendsItsOrderToAllInRound1) {
  General commander({.general = 0, .n = 4, .m = 1, .order = Order::attack});
  EXPECT_THAT(sent_by(commander),
              ElementsAre("[0] to 1: attack", "[0] to 2: attack", "[0] to 3: attack"));
  commander.end_round();
  EXPECT_THAT(sent_by(commander), IsEmpty());
  commander.end_round();
  EXPECT_THAT(sent_by(commander), IsEmpty());
  EXPECT_EQ(commander.decide(), Order::attack);
}

TEST(General, TheCommanderObeysItsOwnOrder) {
  for (const Order order : {Order::attack, Order::retreat}) {
    General commander({.general = 0, .n = 2, .m = 0, .order = order});
    commander.end_round();
    EXPECT_EQ(commander.decide(), order);
  }
}

TEST(General, TheCommanderRefusesAnyMessage) {
  General commander({.general = 0, .n = 3, .m = 1});
  Message message{.round = 1, .sender = 0, .receiver = 0, .path = {0}, .order = Order::attack};
  EXPECT_EQ(commander.receive(message), Refusal::receiver_on_path);
  commander.end_round();
  message = {.round = 2, .sender = 1, .receiver = 0, .path = {0, 1}, .order = Order::attack};
  EXPECT_EQ(commander.receive(message), Refusal::receiver_on_path);
}

TEST(General, ALieutenantRelaysWhatItHeardByPathThenReceiver) {
  General general({.general = 1, .n = 4, .m = 2});
  EXPECT_THAT(sent_by(general), IsEmpty());
  EXPECT_EQ(general.receive(to_general_1({0}, Order::attack)), std::nullopt);
  EXPECT_THAT(sent_by(general), IsEmpty()) << "not before the next round";
  general.end_round();
  EXPECT_THAT(sent_by(general), ElementsAre("[0,1] to 2: attack", "[0,1] to 3: attack"));
  EXPECT_EQ(general.receive(to_general_1({0, 3}, Order::attack)), std::nullopt);
  EXPECT_EQ(general.receive(to_general_1({0, 2}, Order::retreat)), std::nullopt);
  general.end_round();
  EXPECT_THAT(sent_by(general), ElementsAre("[0,2,1] to 3: retreat", "[0,3,1] to 2: attack"));
  general.end_round();
  EXPECT_THAT(sent_by(general), IsEmpty()) << "all rounds are over";
}

// Nobody is on every path here, so there would be somebody to send to.
TEST(General, ALieutenantSendsNothingAfterAllRounds) {
  General general({.general = 1, .n = 4, .m = 1});
  general.end_round();
  general.end_round();
  EXPECT_THAT(sent_by(general), IsEmpty());
}

// Looking for something to send among all paths would not end.
TEST(General, ALieutenantSendsNothingInRound1OfTheLargestSetup) {
  const General general({.general = 1, .n = 64, .m = 62});
  EXPECT_THAT(sent_by(general), IsEmpty());
}

TEST(General, CountsItsRounds) {
  General general({.general = 1, .n = 4, .m = 1});
  EXPECT_EQ(general.number(), 1);
  EXPECT_EQ(general.round(), 1);
  general.end_round();
  EXPECT_EQ(general.round(), 2);
  EXPECT_FALSE(general.rounds_are_over());
  general.end_round();
  EXPECT_EQ(general.round(), 3);
  EXPECT_TRUE(general.rounds_are_over());
}

TEST(General, RelaysRetreatForAMissingMessage) {
  General general({.general = 1, .n = 3, .m = 1});
  general.end_round();
  EXPECT_THAT(sent_by(general), ElementsAre("[0,1] to 2: retreat"));
}

TEST(General, DecidesRetreatWhereItHeardNothing) {
  General general({.general = 1, .n = 4, .m = 1});
  general.end_round();
  general.end_round();
  EXPECT_EQ(general.decide(), Order::retreat);
}

TEST(General, CountsAMissingMessageAsRetreat) {
  const auto decision = [](const std::vector<std::vector<int>>& paths_of_attack) {
    General general({.general = 1, .n = 4, .m = 1});
    for (const int round : {1, 2}) {
      for (const std::vector<int>& path : paths_of_attack) {
        if (path.size() == static_cast<std::size_t>(round)) {
          EXPECT_EQ(general.receive(to_general_1(path, Order::attack)), std::nullopt);
        }
      }
      general.end_round();
    }
    return general.decide();
  };
  EXPECT_EQ(decision({{0}}), Order::retreat);
  EXPECT_EQ(decision({{0}, {0, 3}}), Order::attack);
  EXPECT_EQ(decision({{0, 2}, {0, 3}}), Order::attack);
  EXPECT_EQ(decision({{0, 2}}), Order::retreat);
}

TEST(General, RefusesAPostOutOfRange) {
  for (const int general : {-1, 4, 63, 64, 1000, -1000}) {
    EXPECT_THAT(refusal_of<InvalidSetup>([&] { General({.general = general, .n = 4, .m = 1}); }),
                HasSubstr("general is " + std::to_string(general) + ", expected 0 to 3"));
  }
  EXPECT_THAT(refusal_of<InvalidSetup>([] { General({.general = 64, .n = 64, .m = 1}); }),
              HasSubstr("general is 64, expected 0 to 63"));
}

TEST(General, RefusesASetupThatIsNone) {
  EXPECT_THAT(refusal_of<InvalidSetup>([] { General({.general = 1, .n = 65, .m = 1}); }),
              HasSubstr("n is 65"));
  EXPECT_THAT(refusal_of<InvalidSetup>([] { General({.general = 1, .n = 4, .m = 3}); }),
              HasSubstr("m is 3"));
}

TEST(GeneralDeathTest, AbortsOutOfTurn) {
  General general({.general = 1, .n = 2, .m = 0});
  EXPECT_DEATH(general.decide(), "all rounds over before a general decides");
  general.end_round();
  EXPECT_DEATH(general.end_round(), "a round to end");
}

}  // namespace
}  // namespace turncoat
