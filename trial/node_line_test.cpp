#include "turncoat/trial/node_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "turncoat/support/bad_input.hpp"
#include "turncoat/trial/decider.hpp"

namespace turncoat {
namespace {

using ::testing::HasSubstr;

std::string refusal_of(const std::string& line) {
  try {
    read_node_line(line);
    return "";
  } catch (const BadInput& wrong) {
    return wrong.what();
  }
}

TEST(NodeLine, IsWhatMaelstromsNodesRead) {
  EXPECT_EQ(init_line(1, 3, 4),
            R"({"src":"c1","dest":"n3","body":{"type":"init","msg_id":1,"node_id":"n3",)"
            R"("node_ids":["n0","n1","n2","n3"]}})");
  EXPECT_EQ(setup_line(2, {.general = 3, .n = 4, .m = 1}),
            R"({"src":"c1","dest":"n3","body":{"type":"setup","msg_id":2,"m":1}})");
  EXPECT_EQ(
      setup_line(2, {.general = 0, .n = 4, .m = 1, .order = Order::attack}),
      R"({"src":"c1","dest":"n0","body":{"type":"setup","msg_id":2,"m":1,"order":"attack"}})");
  EXPECT_EQ(
      round_line(3, 3, 1, 0),
      R"({"src":"c1","dest":"n3","body":{"type":"round","msg_id":3,"round":1,"delivered":0}})");
  EXPECT_EQ(decide_line(9, 3, 3),
            R"({"src":"c1","dest":"n3","body":{"type":"decide","msg_id":9,"delivered":3}})");
  EXPECT_EQ(delivery_line(4, 3, {.source = 2, .path = "[0,2]", .value = R"("attack")"}),
            R"({"src":"n2","dest":"n3","body":{"type":"order","msg_id":4,"path":[0,2],)"
            R"("value":"attack"}})");
  EXPECT_EQ(delivery_line(4, 3, {.path = "", .value = "", .raw = "no JSON"}), "no JSON");
}

TEST(NodeLine, IsRead) {
  const NodeLine order = read_node_line(
      R"({"src":"n3","dest":"n1","body":{"type":"order","path":[0,2,3],"value":"attack"}})");
  ASSERT_TRUE(order.sent);
  EXPECT_EQ(*order.sent, (SentOrder{Path() + 2 + 3, 1, Order::attack}));
  EXPECT_FALSE(order.in_reply_to);
  const NodeLine decided = read_node_line(
      R"({"src":"n3","dest":"c1","body":{"type":"decide_ok","in_reply_to":9,"value":"attack"}})");
  EXPECT_EQ(decided.in_reply_to, 9U);
  EXPECT_EQ(decided.value, Order::attack);
  EXPECT_TRUE(read_node_line(R"({"body":{"type":"setup_ok","in_reply_to":2,"acks":true}})").acks);
  EXPECT_FALSE(read_node_line(R"({"body":{"type":"setup_ok","in_reply_to":2}})").acks);
  const NodeLine error = read_node_line(R"({"body":{"type":"error","code":10,"text":"no"}})");
  EXPECT_EQ(error.code, kNotSupported);
  EXPECT_EQ(error.text, "no");
}

TEST(NodeLine, IsRefusedWithItsPlace) {
  const std::string order = R"({"src":"n3","dest":"n1","body":{"type":"order",)";
  for (const auto& [line, expected] : std::vector<std::pair<std::string, std::string>>{
           {"", "line"},
           {"no JSON", "line"},
           {"{}", "body"},
           {R"({"body":{}})", "type"},
           {R"({"body":{"type":7}})", "/body/type"},
           {order + R"("path":[],"value":"attack"}})", "/body/path"},
           {order + R"("path":[1],"value":"attack"}})", "/body/path"},
           {order + R"("path":[0,0],"value":"attack"}})", "/body/path"},
           {order + R"("path":[0,64],"value":"attack"}})", "/body/path/1"},
           {order + R"("path":[0],"value":"flee"}})", "flee"},
           {R"({"dest":"m1","body":{"type":"order","path":[0],"value":"attack"}})", "n0 to n63"},
           {R"({"dest":"n64","body":{"type":"order","path":[0],"value":"attack"}})", "n0 to n63"},
           {R"({"dest":"n01","body":{"type":"order","path":[0],"value":"attack"}})", "n0 to n63"},
           {R"({"body":{"type":"decide_ok"}})", "value"}}) {
    EXPECT_THAT(refusal_of(line), HasSubstr(expected)) << line;
  }
}

TEST(DeciderAnswer, HasEveryLoyalLieutenantAndNobodyElse) {
  const Generals loyal{1, 3};
  const auto decisions = read_answer(R"({"decisions":{"3":"retreat","1":"attack"}})", loyal);
  ASSERT_TRUE(decisions);
  EXPECT_EQ(decisions->attackers(), Generals{1});
  EXPECT_EQ(decisions->deciders(), loyal);
  EXPECT_FALSE(read_answer(R"({"error":"only m = 1"})", loyal));
  for (const char* wrong : {"{}", "[]", R"({"decisions":[]})", R"({"decisions":{"1":"attack"}})",
                            R"({"decisions":{"1":"attack","2":"attack","3":"attack"}})",
                            R"({"decisions":{"1":"attack","3":"silence"}})",
                            R"({"decisions":{"1":"attack","3":"attack"},"more":1})"}) {
    EXPECT_THROW(read_answer(wrong, loyal), BadInput) << wrong;
  }
}

TEST(DeciderQuestion, IsAScenarioOnOneLineWithoutWhatIsExpected) {
  Scenario scenario;
  scenario.setup = {.n = 4, .m = 1, .order = Order::attack, .traitors = {0, 3}};
  scenario.lies = {{Path(), 1, Said::retreat}, {Path() + 3, 1, Said::silence}};
  EXPECT_EQ(question_of(scenario),
            R"({"format":"turncoat-scenario/1","n":4,"m":1,"order":"attack","traitors":[0,3],)"
            R"("lies":[{"path": [0], "to": [1], "says": "retreat"},)"
            R"({"path": [0, 3], "to": [1], "says": "silence"}]})");
}

}  // namespace
}  // namespace turncoat
