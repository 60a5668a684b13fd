// How many messages a full run of OM(m) sends, in closed form.
//
// Units:  messages. Round r has (n−1)(n−2)…(n−r) of them; a run is the sum over r = 1 … m+1.
// Size:   (64, 62) sends about 5.4e87. If a count doesn't fit 64 bits, the exact functions answer
//         nothing, never a wrapped number.
// Proof:  `messages_of_round` in theory/messages.v.
// Source: Lamport, Shostak, Pease, TOPLAS 4(3), 1982, section 7: up to (n−1)(n−2)…(n−m−1).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "turncoat/core/setup.hpp"
#include "turncoat/support/bad_input.hpp"

namespace turncoat {

std::optional<std::uint64_t> messages_in_round(int n, int round);
std::optional<std::uint64_t> messages_sent(int n, int m);
// The same for every lieutenant.
std::optional<std::uint64_t> messages_received_per_lieutenant(int n, int m);

// Good to a double's precision, at any size.
double messages_sent_approximately(int n, int m);

// "156", or "about 5.4e+87" if the count doesn't fit 64 bits.
std::string describe_messages_sent(int n, int m);

// More messages than a run may make.
class TooManyMessages : public BadInput {
 public:
  using BadInput::BadInput;
};

// About a minute of one core; generals in lock step take about a byte a message.
inline constexpr std::uint64_t kDefaultMessageLimit = 200'000'000;

// Throws TooManyMessages, with the count, if a full run would send more than `limit`.
void refuse_more_messages_than(std::uint64_t limit, const Setup& setup);

}  // namespace turncoat
