#include "turncoat/bench/wire_size.hpp"

#include <gtest/gtest.h>

#include <array>

namespace turncoat {
namespace {

TEST(WireSize, IsAByteForEachGeneralOnThePathAndOneForTheOrder) {
  EXPECT_EQ(bytes_on_the_wire({}), 0u);
  EXPECT_EQ(bytes_on_the_wire(std::array<std::uint64_t, 1>{5}), 10u);
  // (4,1): 3 messages of 2 bytes, 6 of 3.
  EXPECT_EQ(bytes_on_the_wire(std::array<std::uint64_t, 2>{3, 6}), 24u);
  // (7,2): 6 of 2, 30 of 3, 120 of 4.
  EXPECT_EQ(bytes_on_the_wire(std::array<std::uint64_t, 3>{6, 30, 120}), 582u);
}

}  // namespace
}  // namespace turncoat
