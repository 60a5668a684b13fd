#include "turncoat/generals/cluster/command.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace turncoat {
namespace {

using Words = std::vector<std::string>;

TEST(CommandTest, IsToldItsPlace) {
  EXPECT_EQ(filled_in({"{id}/{n}/{m}", "{traitor}{traitor}", "{port}", "--base={base}",
                       "{deadline}", "{keys}", "{other} {id", "{}"},
                      {.id = 3,
                       .n = 7,
                       .m = 2,
                       .is_traitor = true,
                       .base_port = 8000,
                       .deadline_ms = 300,
                       .keys = "k"}),
            (Words{"3/7/2", "11", "8003", "--base=8000", "300", "k", "{other} {id", "{}"}));
  EXPECT_EQ(filled_in({"{traitor}"}, {}), (Words{"0"}));
}

}  // namespace
}  // namespace turncoat
