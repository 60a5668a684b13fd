#include "turncoat/adversaries/order_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "turncoat/core/testing.hpp"

namespace turncoat {
namespace {

using ::testing::EndsWith;

template <class Read>
std::string refusal_of_value(const std::string& value, const Read& read) {
  return test::refusal_of([&] { read(parse_json(value, "file.json")); });
}

template <class Read>
auto value_read(const std::string& value, const Read& read) {
  return read(parse_json(value, "file.json"));
}

TEST(OrderJson, ReadsAnOrder) {
  EXPECT_EQ(value_read("\"attack\"", read_order), Order::attack);
  EXPECT_EQ(value_read("\"retreat\"", read_order), Order::retreat);
  for (const char* text : {"\"silence\"", "\"Attack\"", "1", "null"}) {
    EXPECT_THAT(refusal_of_value(text, read_order), EndsWith("expected \"attack\" or \"retreat\""));
  }
}

TEST(OrderJson, ReadsWhatIsSaid) {
  EXPECT_EQ(value_read("\"attack\"", read_said), Said::attack);
  EXPECT_EQ(value_read("\"silence\"", read_said), Said::silence);
  for (const char* text : {"\"nothing\"", "\"\"", "2", "{}"}) {
    EXPECT_THAT(refusal_of_value(text, read_said), EndsWith("\"retreat\" or \"silence\""));
  }
}

}  // namespace
}  // namespace turncoat
