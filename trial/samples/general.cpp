// One general of OM(m), over standard input and output, in Maelstrom's node protocol: the state
// machine of core/general.hpp. turncoat trial --general build/release/trial/samples/sample_general
#include "turncoat/core/general.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdint>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace {

using nlohmann::json;
using turncoat::General;
using turncoat::Order;

Order order_of_text(const std::string& text) {
  return text == name(Order::attack) ? Order::attack : Order::retreat;
}

class Node {
 public:
  void handle(const json& message) {
    const json& body = message["body"];
    const std::string& type = body["type"].get_ref<const std::string&>();
    if (type == "order") {
      take(message["src"], body);
      return;
    }
    std::string more;
    if (type == "init") {
      post_.general = number(body["node_id"]);
      post_.n = static_cast<int>(body["node_ids"].size());
    } else if (type == "setup") {
      post_.m = body["m"];
      post_.order = order_of_text(body.value("order", std::string()));
      general_.emplace(post_);
    } else if (type == "round") {
      begin_round(body["round"]);
    } else if (type == "decide") {
      general_->end_round();
      more = fmt::format(",\"value\":\"{}\"", name(general_->decide()));
    }
    fmt::print(R"({{"src":"n{}","dest":"c1","body":{{"type":"{}_ok","in_reply_to":{}{}}}}})"
               "\n",
               post_.general, type, body["msg_id"].get<std::uint64_t>(), more);
    std::fflush(stdout);
  }

 private:
  static int number(const json& node) {
    return std::stoi(node.get_ref<const std::string&>().substr(1));
  }

  // The messages of the round before have come.
  void begin_round(int round) {
    if (round > 1) {
      general_->end_round();
    }
    general_->send([&](const turncoat::Path& path, turncoat::Generals receivers, Order order) {
      for (const int receiver : receivers) {
        fmt::print(
            R"({{"src":"n{}","dest":"n{}","body":{{"type":"order","path":[{}],"value":"{}"}}}})"
            "\n",
            post_.general, receiver, fmt::join(path, ","), name(order));
      }
    });
  }

  // What can't be, is refused by the general, or is no message at all.
  void take(const json& source, const json& body) {
    const json& value = body["value"];
    std::vector<int> path;
    if (!body["path"].is_array() || (value != "attack" && value != "retreat")) {
      return;
    }
    for (const json& general : body["path"]) {
      const bool is_general = general.is_number_integer() && general >= 0 && general < post_.n;
      path.push_back(is_general ? general.get<int>() : turncoat::kMaxGenerals);
    }
    (void)general_->receive({.round = general_->round(),
                             .sender = number(source),
                             .receiver = post_.general,
                             .path = turncoat::ClaimedPath(path),
                             .order = order_of_text(value)});
  }

  General::Post post_;
  std::optional<General> general_;
};

}  // namespace

int main() {
  Node node;
  for (std::string line; std::getline(std::cin, line);) {
    node.handle(json::parse(line));
  }
  return 0;
}
