#include "turncoat/trial/other_generals.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>

#include "turncoat/generals/cluster/ports.hpp"

namespace turncoat {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class TheOtherGenerals : public ::testing::Test {
 protected:
  HttpAnswer post(int general, const std::string& target, const std::string& body) {
    HttpClient client(loop_, Address{.port = static_cast<std::uint16_t>(base_ + general)});
    std::optional<HttpAnswer> answer;
    client.request(body.empty() ? "GET" : "POST", target, body, std::chrono::milliseconds(60'000),
                   [&](std::optional<HttpAnswer> came) {
                     answer = std::move(came);
                     loop_.stop();
                   });
    loop_.run_until([&] { return answer.has_value(); });
    return *answer;
  }

  Loop loop_;
  Ports ports_ = listen_in_a_row(0, 4);
  int base_ = ports_.base;
  OtherGenerals others_{loop_, std::move(ports_.listeners), 2};
};

TEST_F(TheOtherGenerals, TakeWhatTheyAreTold) {
  EXPECT_EQ(post(1, "/order", R"({"path": [0, 2], "value": "attack"})").status, 200);
  EXPECT_EQ(post(3, "/orders", R"({"orders": [{"path": [0, 2], "value": "retreat"},
                                              {"path": [0, 1, 2], "value": "attack"}]})")
                .status,
            200);
  const Path path = Path() + 2;
  EXPECT_THAT(others_.told(),
              ElementsAre(SentOrder{path, 1, Order::attack}, SentOrder{path, 3, Order::retreat},
                          SentOrder{Path() + 1 + 2, 3, Order::attack}));
  EXPECT_EQ(others_.told_up_to(1), 0U);
  EXPECT_EQ(others_.told_up_to(2), 2U);
  EXPECT_EQ(others_.told_up_to(3), 3U);
  EXPECT_FALSE(others_.trouble());
}

TEST_F(TheOtherGenerals, TakeMessagesOfTheAgreementThatIsUnderWay) {
  others_.begin("second");
  EXPECT_EQ(post(1, "/order", R"({"path":[0,2],"value":"attack","agreement":"first"})").status,
            200);
  EXPECT_EQ(post(1, "/order", R"({"path":[0,2],"value":"attack"})").status, 200);
  EXPECT_TRUE(others_.told().empty());
  EXPECT_EQ(post(1, "/order", R"({"path":[0,2],"value":"attack","agreement":"second"})").status,
            200);
  EXPECT_EQ(post(3, "/order?agreement=second", R"({"path":[0,2],"value":"attack"})").status, 200);
  EXPECT_EQ(others_.told().size(), 2U);
  others_.begin("third");
  EXPECT_TRUE(others_.told().empty());
}

TEST_F(TheOtherGenerals, SayWhatIsNoMessage) {
  for (const char* body :
       {"no JSON", "{}", R"({"path":[0,2,2],"value":"attack"})", R"({"path":[],"value":"attack"})",
        R"({"path":[1,2],"value":"attack"})", R"({"path":[0,2],"value":"ATTACK"})"}) {
    others_.begin("");
    EXPECT_EQ(post(1, "/order", body).status, 400) << body;
    ASSERT_TRUE(others_.trouble()) << body;
    EXPECT_THAT(*others_.trouble(), HasSubstr("it posts to /order of general 1")) << body;
    EXPECT_TRUE(others_.told().empty());
  }
  others_.begin("");
  EXPECT_FALSE(others_.trouble());
}

TEST_F(TheOtherGenerals, AreAskedForTheirStatus) {
  EXPECT_THAT(post(0, "/status", "").body, HasSubstr(R"("orders":2048)"));
  EXPECT_EQ(post(0, "/decide", "{}").status, 404);
  EXPECT_FALSE(others_.trouble());
}

}  // namespace
}  // namespace turncoat
