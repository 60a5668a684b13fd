#include "turncoat/generals/wire.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "turncoat/support/bad_input.hpp"

namespace turncoat {
namespace {

using ::testing::HasSubstr;

std::string refusal_of_body(const std::function<void()>& read) {
  try {
    read();
  } catch (const BadInput& error) {
    return error.what();
  }
  return "not refused";
}

TEST(Wire, AMessageIsReadAsItWasWritten) {
  const WireOrder order{.path = Path() + 12 + 3, .order = Order::attack};
  EXPECT_EQ(order_body(order, ""), R"({"path":[0,12,3],"value":"attack"})");
  const ClaimedOrders claim = read_order_body(order_body(order, "a \"b\""));
  EXPECT_EQ(claim.agreement, "a \"b\"");
  ASSERT_EQ(claim.orders.size(), 1u);
  EXPECT_EQ(claim.orders[0].path.length(), 3u);
  EXPECT_EQ(claim.orders[0].path[1], 12);
  EXPECT_EQ(claim.orders[0].order, Order::attack);
}

TEST(Wire, ManyMessagesAreReadAsTheyWereWritten) {
  const std::vector<WireOrder> orders{{.path = Path() + 1, .order = Order::attack},
                                      {.path = Path() + 2, .order = Order::retreat}};
  EXPECT_EQ(orders_body(orders, "7"),
            R"({"orders":[{"path":[0,1],"value":"attack"},{"path":[0,2],"value":"retreat"}],)"
            R"("agreement":"7"})");
  const ClaimedOrders claim = read_orders_body(orders_body(orders, "7"));
  EXPECT_EQ(claim.agreement, "7");
  ASSERT_EQ(claim.orders.size(), 2u);
  EXPECT_EQ(claim.orders[1].path[1], 2);
  EXPECT_EQ(claim.orders[1].order, Order::retreat);
  EXPECT_EQ(read_orders_body(orders_body({}, "")).orders.size(), 0u);
}

TEST(Wire, AFullBodyOfManyMessagesIsNotTooLong) {
  Path longest;
  for (int g = 1; g < kMaxGenerals; ++g) {
    longest.push(g);
  }
  const std::vector<WireOrder> orders(kMostOrdersAtOnce,
                                      {.path = longest, .order = Order::retreat});
  const std::string body = orders_body(orders, std::string(kMostNameBytes, 'x'));
  EXPECT_LE(body.size(), kMostBodyBytes);
  EXPECT_EQ(read_orders_body(body).orders.size(), kMostOrdersAtOnce);
}

TEST(Wire, StartAndDecideAreRead) {
  EXPECT_EQ(start_body(Order::attack, ""), R"({"order":"attack"})");
  EXPECT_EQ(read_start(start_body(Order::retreat, "x")).order, Order::retreat);
  EXPECT_EQ(read_start(start_body(Order::retreat, "x")).agreement, "x");
  EXPECT_EQ(read_decide(""), "");
  EXPECT_EQ(read_decide("{}"), "");
  EXPECT_EQ(read_decide(R"({"agreement":"x"})"), "x");
}

TEST(Wire, UnknownKeysAreIgnored) {
  EXPECT_EQ(read_order_body(R"({"path":[0],"value":"retreat","from":{"name":"x"}})").orders.size(),
            1u);
}

TEST(Wire, ErrorsNameThePlace) {
  const std::vector<std::pair<std::string, std::string>> wrong{
      {"", "body: not JSON"},
      {"[]", "expected an object"},
      {"{}", "the key \"path\" is missing"},
      {R"({"path":[0]})", "the key \"value\" is missing"},
      {R"({"path":0,"value":"attack"})", "/path: found number 0, expected an array"},
      {R"({"path":["0"],"value":"attack"})", "/path/0: found string \"0\", expected an integer"},
      {R"({"path":[0.5],"value":"attack"})", "/path/0: found number 0.5, expected an integer"},
      {R"({"path":[0],"value":"silence"})", "/value: found string \"silence\""},
      {R"({"path":[0],"value":"attack","agreement":7})", "/agreement: found number 7"},
      {R"({"path":[0],"path":[0],"value":"attack"})", "twice"},
  };
  for (const auto& each : wrong) {
    EXPECT_THAT(refusal_of_body([&each] { read_order_body(each.first); }), HasSubstr(each.second))
        << each.first;
  }
  EXPECT_THAT(refusal_of_body([] { read_orders_body(R"({"orders":[{"path":[0]}]})"); }),
              HasSubstr("/orders/0: the key \"value\" is missing"));
  EXPECT_THAT(refusal_of_body([] { read_start(R"({"order":"charge"})"); }),
              HasSubstr("/order: found string \"charge\""));
  EXPECT_THAT(refusal_of_body([] { read_decide("[]"); }), HasSubstr("expected an object"));
}

}  // namespace
}  // namespace turncoat
