#include "turncoat/trial/node_line.hpp"

#include <fmt/format.h>

#include <vector>

#include "turncoat/adversaries/order_json.hpp"
#include "turncoat/support/decimal.hpp"
#include "turncoat/support/json_place.hpp"

namespace turncoat {
namespace {

constexpr std::size_t kMostNameBytes = 100;
constexpr std::size_t kMostTextBytes = 1000;
constexpr int kMostCode = 1'000'000;

std::string from_testbed(int general, const std::string& body) {
  return fmt::format(R"({{"src":"c1","dest":"n{}","body":{}}})", general, body);
}

// "n3"
int read_general(const JsonPlace& place) {
  const std::string text = place.text(kMostNameBytes);
  const std::optional<std::uint64_t> number =
      text.starts_with('n') ? whole_number(std::string_view(text).substr(1)) : std::nullopt;
  if (!number || *number >= kMaxGenerals) {
    place.fail("a general, n0 to n63");
  }
  return static_cast<int>(*number);
}

SentOrder read_sent(const JsonPlace& top, const JsonPlace& body) {
  std::vector<int> generals;
  const JsonPlace path = body.at("path");
  for (const JsonPlace& general : path.elements(kMaxGenerals)) {
    generals.push_back(general.integer(0, kMaxGenerals - 1));
  }
  try {
    return {.path = Path::from(generals),
            .receiver = read_general(top.at("dest")),
            .order = read_order(body.at("value"))};
  } catch (const BadInput& wrong) {
    path.refuse(wrong.what());
  }
}

}  // namespace

std::string init_line(std::uint64_t msg_id, int general, int n) {
  std::string nodes;
  for (int g = 0; g < n; ++g) {
    nodes += fmt::format("{}\"n{}\"", g > 0 ? "," : "", g);
  }
  return from_testbed(
      general, fmt::format(R"({{"type":"init","msg_id":{},"node_id":"n{}","node_ids":[{}]}})",
                           msg_id, general, nodes));
}

std::string setup_line(std::uint64_t msg_id, const General::Post& post) {
  const std::string order =
      post.general == kCommander ? fmt::format(R"(,"order":"{}")", name(post.order)) : "";
  return from_testbed(post.general, fmt::format(R"({{"type":"setup","msg_id":{},"m":{}{}}})",
                                                msg_id, post.m, order));
}

std::string round_line(std::uint64_t msg_id, int general, int round, std::uint64_t delivered) {
  return from_testbed(
      general, fmt::format(R"({{"type":"round","msg_id":{},"round":{},"delivered":{}}})", msg_id,
                           round, delivered));
}

std::string decide_line(std::uint64_t msg_id, int general, std::uint64_t delivered) {
  return from_testbed(
      general, fmt::format(R"({{"type":"decide","msg_id":{},"delivered":{}}})", msg_id, delivered));
}

std::string delivery_line(std::uint64_t msg_id, int general, const Delivery& delivery) {
  if (delivery.path.empty()) {
    return delivery.raw;
  }
  return fmt::format(
      R"({{"src":"n{}","dest":"n{}","body":{{"type":"order","msg_id":{},"path":{},"value":{}}}}})",
      delivery.source, general, msg_id, delivery.path, delivery.value);
}

NodeLine read_node_line(std::string_view text) {
  const JsonPlace top = parse_json(text, "line");
  const JsonPlace body = top.at("body");
  NodeLine line{.type = body.at("type").text(kMostNameBytes)};
  if (body.has("in_reply_to") && !body.at("in_reply_to").is_null()) {
    line.in_reply_to = body.at("in_reply_to").unsigned_integer();
  }
  if (line.type == "order") {
    line.sent = read_sent(top, body);
  } else if (line.type == "decide_ok") {
    line.value = read_order(body.at("value"));
  } else if (line.type == "setup_ok") {
    line.acks = body.has("acks") && body.at("acks").boolean();
  } else if (line.type == "error") {
    line.code = body.has("code") ? body.at("code").integer(0, kMostCode) : 0;
    line.text = body.has("text") ? body.at("text").text(kMostTextBytes) : "";
  }
  return line;
}

}  // namespace turncoat
