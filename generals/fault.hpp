// A fault on purpose: how a general fails, and from which round on.
//
//   kill@2      ends, as by SIGKILL, before it sends anything of round 2
//   freeze@1    stops in the same way, as by SIGSTOP
//   slow=300ms  sends each message that much later
//   garbage     sends what nobody understands in place of each message
//   forge       before each message sends one in another general's name; needs keys
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace turncoat {

struct Fault {
  enum class Kind { kill, freeze, slow, garbage, forge };

  Kind kind = Kind::kill;
  int round = 1;                      // kill, freeze
  std::chrono::milliseconds delay{};  // slow
};

// It ends or stops: it answers nobody.
constexpr bool falls_silent(const Fault& fault) {
  return fault.kind == Fault::Kind::kill || fault.kind == Fault::Kind::freeze;
}

// Throws BadInput, naming `source`, for what is none of the above or a round beyond `rounds`.
Fault read_fault(std::string_view text, int rounds, const std::string& source);

}  // namespace turncoat
