// The cost of a run's messages on a wire.
//
// Units: bytes. A message of round r is r + 1 of them: one for each general on its path, who are
//        all below 64, and one for the order. Its length gives the round, the path's last general
//        the sender. Additions of a transport (headers, a signature, text instead of bytes) are not
//        counted.
#pragma once

#include <cstdint>
#include <span>

namespace turncoat {

// `messages_by_round`: [r − 1]: messages sent in round r.
inline std::uint64_t bytes_on_the_wire(std::span<const std::uint64_t> messages_by_round) {
  std::uint64_t bytes = 0;
  std::uint64_t bytes_of_one = 2;
  for (const std::uint64_t messages : messages_by_round) {
    bytes += messages * bytes_of_one;
    ++bytes_of_one;
  }
  return bytes;
}

}  // namespace turncoat
