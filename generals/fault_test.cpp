#include "turncoat/generals/fault.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <set>
#include <string>

#include "turncoat/generals/garbage.hpp"
#include "turncoat/generals/wire.hpp"
#include "turncoat/support/bad_input.hpp"

namespace turncoat {
namespace {

TEST(FaultTest, IsRead) {
  EXPECT_EQ(read_fault("kill@1", 3, "x").kind, Fault::Kind::kill);
  EXPECT_EQ(read_fault("kill@3", 3, "x").round, 3);
  EXPECT_EQ(read_fault("freeze@2", 3, "x").kind, Fault::Kind::freeze);
  EXPECT_EQ(read_fault("freeze@2", 3, "x").round, 2);
  EXPECT_EQ(read_fault("slow=300ms", 3, "x").kind, Fault::Kind::slow);
  EXPECT_EQ(read_fault("slow=300ms", 3, "x").delay, std::chrono::milliseconds(300));
  EXPECT_EQ(read_fault("garbage", 3, "x").kind, Fault::Kind::garbage);
  EXPECT_EQ(read_fault("forge", 3, "x").kind, Fault::Kind::forge);
}

TEST(FaultTest, IsRefusedWhateverElseItSays) {
  for (const char* text : {"", "kill", "kill@", "kill@0", "kill@4", "kill@01", "kill@1 ", "Kill@1",
                           "freeze@4", "slow", "slow=", "slow=ms", "slow=3s", "slow=-1ms",
                           "slow=86400001ms", "garbage@1", "forge=1", "slow=s"}) {
    EXPECT_THROW(read_fault(text, 3, "x"), BadInput) << text;
  }
}

// Nobody can read it, or nobody can take its path.
bool is_no_message(const std::string& body) {
  try {
    return read_order_body(body).orders.front().path.flaw().has_value();
  } catch (const BadInput&) {
    return true;
  }
}

TEST(GarbageTest, IsNoMessageAndEachNumberHasItsOwn) {
  std::set<std::string> seen;
  for (std::uint64_t number = 0; number < 20; ++number) {
    const std::string body = garbage_body(number);
    seen.insert(body);
    EXPECT_TRUE(is_no_message(body)) << body;
  }
  EXPECT_GE(seen.size(), 13U);
}

}  // namespace
}  // namespace turncoat
