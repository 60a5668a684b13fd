// The lines of a general over standard input and output: Maelstrom's node protocol, one JSON object
// a line, {"src", "dest", "body": {"type", "msg_id", "in_reply_to", …}}
// (docs/put-yours-on-trial.md).
//
// Generals are "n0", "n1", …; the testbed is "c1". Every line of the testbed's has a msg_id from 1.
// Untrusted: what a program writes is bounded as any JSON is; reading throws BadInput, with the
// place.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "turncoat/core/general.hpp"
#include "turncoat/trial/script.hpp"

namespace turncoat {

std::string init_line(std::uint64_t msg_id, int general, int n);
std::string setup_line(std::uint64_t msg_id, const General::Post& post);
std::string round_line(std::uint64_t msg_id, int general, int round, std::uint64_t delivered);
std::string decide_line(std::uint64_t msg_id, int general, std::uint64_t delivered);
std::string delivery_line(std::uint64_t msg_id, int general, const Delivery& delivery);

// One of the program's.
struct NodeLine {
  std::string type{};
  std::optional<std::uint64_t> in_reply_to{};
  std::optional<SentOrder> sent{};  // of an order
  Order value{};                    // of decide_ok
  bool acks = false;                // of setup_ok
  int code = 0;                     // of error
  std::string text{};               // of error
};

inline constexpr int kNotSupported = 10;  // Maelstrom's code of an error

NodeLine read_node_line(std::string_view line);

}  // namespace turncoat
