#include "turncoat/adversaries/bytes.hpp"

#include <algorithm>
#include <charconv>
#include <memory>
#include <string>

namespace turncoat {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{1} << 20;
constexpr std::uint8_t kSaysAttack = 1;
constexpr std::uint8_t kSaysRetreat = 2;
constexpr std::uint8_t kSaysNothing = 3;

std::uint8_t byte_of(Said what) {
  return what == Said::attack ? kSaysAttack : what == Said::retreat ? kSaysRetreat : kSaysNothing;
}

}  // namespace

std::vector<Lie> lies_from_bytes(const Setup& setup, std::span<const std::uint8_t> bytes) {
  std::vector<Lie> lies;
  if (bytes.empty()) {
    return lies;
  }
  std::size_t next = 0;
  for_each_lie_place(setup, [&](const Path& path, int receiver) {
    switch (bytes[next] % 4) {
      case kSaysAttack:
        lies.push_back({path, receiver, Said::attack});
        break;
      case kSaysRetreat:
        lies.push_back({path, receiver, Said::retreat});
        break;
      case kSaysNothing:
        lies.push_back({path, receiver, Said::silence});
        break;
      default:
        break;
    }
    return ++next < bytes.size();
  });
  return lies;
}

std::vector<std::uint8_t> bytes_from_lies(const Setup& setup, const std::vector<Lie>& lies) {
  std::vector<std::uint8_t> bytes;
  auto lie = lies.begin();
  if (lie == lies.end()) {
    return bytes;
  }
  for_each_lie_place(setup, [&](const Path& path, int receiver) {
    const bool lies_here = lie->to == receiver && lie->path == path;
    bytes.push_back(lies_here ? byte_of(lie->says) : 0);
    lie += lies_here ? 1 : 0;
    return lie != lies.end();
  });
  return bytes;
}

std::unique_ptr<Adversary> make_bytes(const JsonPlace& options, const Stage& stage) {
  options.expect_object({"strategy", "hex"});
  const JsonPlace place = options.at("hex");
  const std::string hex = place.text(2 * kMaxBytes);
  std::vector<std::uint8_t> bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    std::uint8_t byte = 0;
    const char* end = hex.data() + std::min(i + 2, hex.size());
    const auto [stop, error] = std::from_chars(hex.data() + i, end, byte, 16);
    if (error != std::errc() || stop != hex.data() + i + 2) {
      place.fail("two hexadecimal digits a byte");
    }
    bytes.push_back(byte);
  }
  return std::make_unique<Scripted>(lies_from_bytes(stage.setup, bytes));
}

}  // namespace turncoat
