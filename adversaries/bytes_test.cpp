#include "turncoat/adversaries/bytes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "turncoat/adversaries/testing.hpp"
#include "turncoat/core/om/lies_told.hpp"

namespace turncoat {
namespace {

using test::all_said;
using test::path_of;
using test::refusal_of_adversary;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Places: [0] to 2, 3; [0,1] to 2, 3.
const Setup kSetup{.n = 4, .m = 1, .order = Order::attack, .traitors = {0, 1}};

using Bytes = std::vector<std::uint8_t>;

TEST(Bytes, SayAttackRetreatOrNothing) {
  EXPECT_THAT(
      lies_from_bytes(kSetup, Bytes{0, 1, 2, 3}),
      ElementsAre(Lie{path_of({0}), 3, Said::attack}, Lie{path_of({0, 1}), 2, Said::retreat},
                  Lie{path_of({0, 1}), 3, Said::silence}));
}

TEST(Bytes, AreReadModulo4) {
  EXPECT_EQ(lies_from_bytes(kSetup, Bytes{4, 253, 130, 255}),
            lies_from_bytes(kSetup, Bytes{0, 1, 2, 3}));
}

TEST(Bytes, AfterTheLastPlaceAreIgnored) {
  EXPECT_EQ(lies_from_bytes(kSetup, Bytes{1, 0, 0, 1, 1, 1, 1}),
            lies_from_bytes(kSetup, Bytes{1, 0, 0, 1}));
}

TEST(Bytes, LeavePlacesAfterTheLastByteFaithful) {
  EXPECT_THAT(lies_from_bytes(kSetup, Bytes{1}), ElementsAre(Lie{Path(), 2, Said::attack}));
  EXPECT_THAT(lies_from_bytes(kSetup, {}), IsEmpty());
}

TEST(Bytes, OfASetupWithoutTraitorsSayNothing) {
  EXPECT_THAT(lies_from_bytes({.n = 64, .m = 62}, Bytes(100, 1)), IsEmpty());
}

TEST(Bytes, ReadTheLargestSetupNoFurtherThanTheyGo) {
  const turncoat::Setup largest{.n = 64, .m = 62, .traitors = {63}};
  EXPECT_EQ(lies_from_bytes(largest, Bytes(1'000, 3)).size(), 1'000u);
}

TEST(Bytes, OfLiesAreTheShortest) {
  EXPECT_THAT(bytes_from_lies(kSetup, {}), IsEmpty());
  EXPECT_THAT(bytes_from_lies(
                  kSetup, {{path_of({0}), 3, Said::silence}, {path_of({0, 1}), 2, Said::attack}}),
              ElementsAre(0, 3, 1));
  EXPECT_THAT(bytes_from_lies(kSetup, {{path_of({0, 1}), 3, Said::retreat}}),
              ElementsAre(0, 0, 0, 2));
}

TEST(Bytes, AndLiesAreMadeFromOneAnother) {
  int lies_made = 0;
  for (const turncoat::Setup& setup : test::every_setup(5)) {
    for (const auto& adversary : test::adversaries()) {
      const std::vector<Lie> lies = lies_told(setup, *adversary);
      const Bytes bytes = bytes_from_lies(setup, lies);
      ASSERT_EQ(lies_from_bytes(setup, bytes), lies) << test::to_string(setup);
      ASSERT_TRUE(bytes.empty() || bytes.back() != 0);
      lies_made += static_cast<int>(lies.size());
    }
  }
  EXPECT_EQ(lies_made, 8'517);
}

std::string with_hex(const std::string& hex) {
  return R"({"strategy": "bytes", "hex": ")" + hex + "\"}";
}

TEST(Bytes, AreAStrategyInHexadecimal) {
  EXPECT_EQ(all_said(*test::make(with_hex("03020001"), kSetup), kSetup), "-RAA-RRA");
  EXPECT_EQ(all_said(*test::make(with_hex("fFfE"), kSetup), kSetup), "-RAA-RRR");
  EXPECT_EQ(all_said(*test::make(with_hex(""), kSetup), kSetup), "AAAARRRR");
}

TEST(Bytes, RefuseWhatIsNotHexadecimal) {
  for (const char* hex : {"0", "012", "0g", "g0", "0x01", "-1", "+1", " 1", "1 ", "01 02"}) {
    EXPECT_THAT(refusal_of_adversary(with_hex(hex), kSetup),
                HasSubstr("--adversary: /hex: found string \"" + std::string(hex) +
                          "\", expected two hexadecimal digits a byte"));
  }
}

TEST(Bytes, RefuseMoreThanAMebibyte) {
  EXPECT_NO_THROW(test::make(with_hex(std::string(2 << 20, '0')), kSetup));
  EXPECT_THAT(refusal_of_adversary(with_hex(std::string((2 << 20) + 2, '0')), kSetup),
              HasSubstr("expected a string of at most 2097152 bytes"));
}

}  // namespace
}  // namespace turncoat
