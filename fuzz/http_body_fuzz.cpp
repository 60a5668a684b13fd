// Fuzzes what a general answers over HTTP (generals/service.hpp), without a network.
//
//   1. bytes → requests, a line each: METHOD TARGET BODY; to general 1 of OM(1) among 4
//   2. an answer has a known status and a JSON object; an error names its reason on one line
//   3. what is refused changes nothing that it heard; a message that is taken is taken again
//   4. once it is done, it decides as a state machine that is told what it heard
// Oracle: 4. General (core/general.hpp), fed anew.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "turncoat/core/claimed_path.hpp"
#include "turncoat/core/general.hpp"
#include "turncoat/fuzz/harness.hpp"
#include "turncoat/generals/hosts.hpp"
#include "turncoat/generals/http/loop.hpp"
#include "turncoat/generals/service.hpp"
#include "turncoat/support/check.hpp"

namespace {

using nlohmann::json;
using turncoat::HttpAnswer;
using turncoat::Service;

constexpr int kGenerals = 4;
constexpr turncoat::General::Post kPost{.general = 1, .n = kGenerals, .m = 1};
constexpr std::size_t kMostRequests = 64;

std::string_view word(std::string_view& line) {
  const std::size_t end = std::min(line.find(' '), line.size());
  const std::string_view found = line.substr(0, end);
  line.remove_prefix(std::min(end + 1, line.size()));
  return found;
}

HttpAnswer ask(Service& service, std::string_view line) {
  const std::string_view method = word(line);
  const std::string_view target = word(line);
  return service.answer(
      {.method = method, .target = target, .content_type = "application/json", .body = line});
}

void check_answer(std::string_view line, const HttpAnswer& answer) {
  constexpr std::array kStatuses{200, 400, 404, 405, 409, 429};
  const json body = json::parse(answer.body, nullptr, false);
  const bool is_one_line = answer.body.find('\n') == std::string::npos;
  const bool says_why =
      answer.status == 200 || (body.contains("error") && body["error"].is_string());
  if (std::find(kStatuses.begin(), kStatuses.end(), answer.status) == kStatuses.end() ||
      !body.is_object() || !is_one_line || !says_why) {
    turncoat::report(fmt::format("{}: answered with {} {}", line, answer.status, answer.body));
  }
}

// The order that follows from what it heard in each round, a letter a path in ascending order.
std::string_view decision_after(const json& rounds) {
  turncoat::General general(kPost);
  const std::vector<std::vector<std::vector<int>>> paths{{{0}}, {{0, 2}, {0, 3}}};
  for (std::size_t r = 0; r < paths.size(); ++r) {
    const auto letters = rounds[r].get<std::string>();
    for (std::size_t i = 0; i < paths[r].size(); ++i) {
      if (letters[i] == 's') {
        continue;
      }
      const auto refusal = general.receive(
          {.round = static_cast<int>(r) + 1,
           .sender = paths[r][i].back(),
           .receiver = kPost.general,
           .path = turncoat::ClaimedPath(paths[r][i]),
           .order = letters[i] == 'a' ? turncoat::Order::attack : turncoat::Order::retreat});
      turncoat::check(!refusal, "a message that a general can take");
    }
    general.end_round();
  }
  return name(general.decide());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  turncoat::Loop loop;  // never run: nothing is sent, no time is over
  Service service(loop, {.plan = {.post = kPost, .round_time = std::chrono::hours(1)},
                         .generals = turncoat::local_generals(kGenerals, 1)});
  for (std::size_t requests = 0; !rest.empty() && requests < kMostRequests; ++requests) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));

    const std::string before = ask(service, "GET /heard").body;
    const HttpAnswer answer = ask(service, line);
    check_answer(line, answer);
    const std::string after = ask(service, "GET /heard").body;
    if (answer.status != 200 && !line.starts_with("POST /orders") && before != after) {
      turncoat::report(fmt::format("{}: refused, and heard {}, then {}", line, before, after));
    }
    if (answer.status == 200 && ask(service, line).status != 200) {
      turncoat::report(fmt::format("{}: taken once, and then refused", line));
    }
  }
  const json status = json::parse(ask(service, "GET /status").body);
  const HttpAnswer decided = ask(service, "POST /decide ");
  if ((decided.status == 200) != status["done"].get<bool>()) {
    turncoat::report(fmt::format("{} and {}", status.dump(), decided.body));
  }
  if (decided.status == 200) {
    const json heard = json::parse(ask(service, "GET /heard").body);
    const std::string_view expected = decision_after(heard["rounds"]);
    if (json::parse(decided.body)["value"] != expected) {
      turncoat::report(fmt::format("decided {} after {}", decided.body, heard.dump()));
    }
  }
  return 0;
}
