#include "turncoat/core/message.hpp"

#include <gtest/gtest.h>

#include <set>

namespace turncoat {
namespace {

TEST(Message, EachRefusalHasANameOfItsOwn) {
  std::set<std::string_view> names;
  for (int refusal = 0; refusal <= static_cast<int>(Refusal::second_order); ++refusal) {
    names.insert(name(static_cast<Refusal>(refusal)));
  }
  EXPECT_EQ(names.size(), 9u);
  EXPECT_EQ(names.count("unknown refusal"), 0u);
}

}  // namespace
}  // namespace turncoat
