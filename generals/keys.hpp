// Keys: a secret for each pair of generals, so that nobody can speak as another general, or change
// what one said on the way.
//
// A message carries a mac: HMAC-SHA-512-256 (RFC 2104, the first 32 bytes of HMAC-SHA-512, under
// the secret that sender and receiver share) over these bytes:
//
//   16  the run's number
//    1  the length of the agreement's name, then its bytes
//    1  the length of the path, then a byte each general
//    1  the receiver
//    1  the value: 1 attack, 0 retreat
//
// Run:    drawn anew with the secrets, so that a message of an earlier run is refused.
// File:   one for each general, with its own secrets only; mode 0600. JSON, bytes as hexadecimal:
//         {"run": …, "general": 3, "secrets": {"0": …, "1": …, …}}.
// Errors: BadInput, with the file and the place.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "turncoat/core/order.hpp"

namespace turncoat {

class Keys {
 public:
  // What a mac is of, but the run.
  struct Signed {
    std::string_view agreement{};
    std::span<const std::uint8_t> path{};  // up to 255 generals
    int receiver = 0;
    Order order{};
  };

  // For generals 0 … n−1: the text of a file for each. What they hold is random.
  static std::vector<std::string> fresh(int n);

  // Refuses a file that others may read.
  static Keys load(const std::string& file, int general, int n);

  // By the secret that this general shares with `peer`; 64 hexadecimal digits.
  std::string mac(const Signed& message, int peer) const;
  // Whether `mac` is that; in a time that doesn't depend on where it differs.
  bool is_mac(std::string_view mac, const Signed& message, int peer) const;

 private:
  static constexpr std::size_t kRunBytes = 16;
  static constexpr std::size_t kSecretBytes = 32;
  using Secret = std::array<std::uint8_t, kSecretBytes>;

  Keys() = default;

  std::array<std::uint8_t, kRunBytes> run_{};
  std::vector<Secret> secrets_;  // by general; its own means nothing
};

}  // namespace turncoat
