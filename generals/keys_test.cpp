#include "turncoat/generals/keys.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "turncoat/support/bad_input.hpp"

namespace turncoat {
namespace {

using Path8 = std::vector<std::uint8_t>;

class KeysTest : public ::testing::Test {
 protected:
  ~KeysTest() override { std::filesystem::remove(file_); }

  std::string file(const std::string& text, mode_t mode = 0600) {
    std::filesystem::remove(file_);
    std::ofstream(file_) << text;
    ::chmod(file_.c_str(), mode);
    return file_;
  }
  std::string why_refused(const std::string& text, int general = 1, int n = 3) {
    try {
      Keys::load(file(text), general, n);
      return "not refused";
    } catch (const BadInput& error) {
      return error.what();
    }
  }

  const std::string file_ =
      ::testing::TempDir() + "keys_test." + std::to_string(::getpid()) + ".json";
};

const std::string kSecret0 = std::string(63, '0') + "1";
const std::string kSecret2 = std::string(62, 'a') + "02";
const std::string kExample = R"({"run": "000102030405060708090a0b0c0d0e0f", "general": 1,
  "secrets": {"0": ")" + kSecret0 +
                             R"(", "2": ")" + kSecret2 + R"("}})";

// docs/generals.md has the same example; the mac was made by Python's hmac and hashlib.
TEST_F(KeysTest, MakeTheMacOfTheDocs) {
  const Keys keys = Keys::load(file(kExample), 1, 3);
  EXPECT_EQ(
      keys.mac({.agreement = "noon", .path = Path8{0, 1}, .receiver = 2, .order = Order::attack},
               2),
      "6c4b7b04e53bc7080d59dba522b5cd3ae49f251eb7e3566722f1e70e3e7f1952");
}

TEST_F(KeysTest, TellEveryChangeOfAMessage) {
  const Keys keys = Keys::load(file(kExample), 1, 3);
  const Path8 path{0, 2};
  const Path8 other{0, 3};
  const Path8 longer{0, 2, 0};
  const Keys::Signed message{
      .agreement = "noon", .path = path, .receiver = 1, .order = Order::attack};
  const std::string mac = keys.mac(message, 2);
  EXPECT_TRUE(keys.is_mac(mac, message, 2));
  EXPECT_FALSE(keys.is_mac(mac, message, 0));
  const auto changed = [&](auto change) {
    Keys::Signed copy = message;
    change(copy);
    return keys.is_mac(mac, copy, 2);
  };
  EXPECT_FALSE(changed([](Keys::Signed& m) { m.agreement = ""; }));
  EXPECT_FALSE(changed([](Keys::Signed& m) { m.agreement = "nooo"; }));
  EXPECT_FALSE(changed([&](Keys::Signed& m) { m.path = other; }));
  EXPECT_FALSE(changed([&](Keys::Signed& m) { m.path = longer; }));
  EXPECT_FALSE(changed([](Keys::Signed& m) { m.receiver = 2; }));
  EXPECT_FALSE(changed([](Keys::Signed& m) { m.order = Order::retreat; }));
  for (const std::string& wrong :
       {std::string(), mac.substr(1), mac + "0", "g" + mac.substr(1), std::string(64, '0')}) {
    EXPECT_FALSE(keys.is_mac(wrong, message, 2)) << wrong;
  }
}

TEST_F(KeysTest, OfAnotherRunMakeAnotherMac) {
  std::string another = kExample;
  another.replace(another.find("000102"), 6, "100102");
  const Keys::Signed message{.path = {}, .receiver = 2, .order = Order::attack};
  const std::string mac = Keys::load(file(kExample), 1, 3).mac(message, 2);
  EXPECT_FALSE(Keys::load(file(another), 1, 3).is_mac(mac, message, 2));
}

TEST_F(KeysTest, FreshOnesAreSharedByPairsAndNeverTheSame) {
  const std::vector<std::string> files = Keys::fresh(4);
  ASSERT_EQ(files.size(), 4U);
  std::vector<Keys> keys;
  for (int g = 0; g < 4; ++g) {
    keys.push_back(Keys::load(file(files[g]), g, 4));
  }
  const Keys::Signed message{.path = {}, .receiver = 2, .order = Order::attack};
  for (int a = 0; a < 4; ++a) {
    for (int b = 0; b < a; ++b) {
      EXPECT_EQ(keys[a].mac(message, b), keys[b].mac(message, a));
      for (int c = 0; c < b; ++c) {
        EXPECT_NE(keys[a].mac(message, b), keys[a].mac(message, c));
      }
    }
  }
  EXPECT_NE(Keys::fresh(4)[0], files[0]);
}

TEST_F(KeysTest, AreRefusedIfOthersMayReadThem) {
  for (const mode_t mode : {0640, 0604, 0660, 0644, 0601}) {
    EXPECT_THROW(Keys::load(file(kExample, mode), 1, 3), BadInput) << mode;
  }
  EXPECT_NO_THROW(Keys::load(file(kExample, 0400), 1, 3));
  EXPECT_THROW(Keys::load("/no/such/file", 1, 3), BadInput);
}

TEST_F(KeysTest, AreRefusedWhereTheyAreWrong) {
  EXPECT_NE(why_refused(kExample, 2).find("of general 1, expected those of 2"), std::string::npos);
  EXPECT_NE(why_refused(kExample, 1, 4).find("3"), std::string::npos);
  EXPECT_NE(why_refused("{}"), "not refused");
  std::string wrong = kExample;
  wrong.replace(wrong.find("000102"), 1, "g");
  EXPECT_NE(why_refused(wrong).find("expected 32 hexadecimal digits"), std::string::npos);
  wrong = kExample;
  wrong.replace(wrong.find(kSecret2), 1, "");
  EXPECT_NE(why_refused(wrong).find("/secrets/2"), std::string::npos);
}

}  // namespace
}  // namespace turncoat
