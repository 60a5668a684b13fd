// Bounds at which a violation must be found: where these pass in silence, the checks are blind.
#include <gtest/gtest.h>

#include <cstdint>

#include "turncoat/properties/hunt/search.hpp"
#include "turncoat/properties/hunt/shrink.hpp"

namespace turncoat {
namespace {

SearchResult hunt(int n, int m, int traitor_count, Property property) {
  return search({.n = n, .m = m, .traitor_count = traitor_count, .property = property});
}

TEST(Canary, Ic2FallsWith3GeneralsToALyingLieutenant) {
  const SearchResult result = hunt(3, 1, 1, Property::IC2);
  ASSERT_TRUE(result.found);
  EXPECT_EQ(result.found->scenario.setup.order, Order::attack);
  EXPECT_TRUE(result.found->scenario.setup.commander_is_loyal());
}

TEST(Canary, Ic1NeverFallsWith3GeneralsAndM1) {
  const SearchResult result = hunt(3, 1, 1, Property::IC1);
  EXPECT_FALSE(result.found);
  EXPECT_GE(result.tried, 1'000'000U);
}

TEST(Canary, Ic1FallsWith4GeneralsAndM0ToATraitorousCommander) {
  const SearchResult result = hunt(4, 0, 1, Property::IC1);
  ASSERT_TRUE(result.found);
  EXPECT_FALSE(result.found->scenario.setup.commander_is_loyal());
}

class AtThreeM : public testing::TestWithParam<int> {};

TEST_P(AtThreeM, MTraitorsAreTooMany) {
  const int m = GetParam();
  for (const Property property : kProperties) {
    if (property == Property::IC1 && m == 1) {
      continue;  // Ic1NeverFallsWith3GeneralsAndM1
    }
    const SearchResult result = hunt(3 * m, m, m, property);
    ASSERT_TRUE(result.found) << name(property);
    EXPECT_TRUE(violates(result.found->scenario, property));
    EXPECT_EQ(result.found->scenario.setup.n, 3 * m);
    EXPECT_EQ(result.found->scenario.setup.traitor_count(), m);
  }
}

TEST_P(AtThreeM, OneGeneralMoreIsEnough) {
  const int m = GetParam();
  const std::uint64_t tries = m < 4 ? 200'000 : 20'000;  // 108,384 messages each at (13,4)
  const SearchResult result = search({.n = 3 * m + 1, .m = m, .traitor_count = m, .tries = tries});
  EXPECT_FALSE(result.found);
  EXPECT_GE(result.tried, tries);
}

INSTANTIATE_TEST_SUITE_P(All, AtThreeM, testing::Range(1, 5));

}  // namespace
}  // namespace turncoat
