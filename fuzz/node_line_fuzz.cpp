// Fuzzes the readers of what a program on trial writes (trial/node_line.hpp, trial/decider.hpp).
//
//   1. bytes → lines; each is read as a general's and as a decider's
//   2. what is refused is refused by BadInput, on one line
//   3. an order that is read is the one that is sent on: written and read again, it is the same
//   4. an answer that is read has a decision for each loyal lieutenant, and no other
// Oracle: 3 and 4, the readers themselves, on what was written anew.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "turncoat/fuzz/harness.hpp"
#include "turncoat/support/bad_input.hpp"
#include "turncoat/trial/decider.hpp"
#include "turncoat/trial/node_line.hpp"

namespace {

using turncoat::Generals;

constexpr Generals kLoyal{1, 2, 63};

void check_one_line(std::string_view line, const turncoat::BadInput& wrong) {
  if (std::string_view(wrong.what()).find('\n') != std::string_view::npos) {
    turncoat::report(fmt::format("{}: refused on several lines: {}", line, wrong.what()));
  }
}

void read_as_generals(std::string_view text) {
  try {
    const turncoat::NodeLine line = turncoat::read_node_line(text);
    if (line.sent) {
      const turncoat::SentOrder& sent = *line.sent;
      const std::string again =
          fmt::format(R"({{"dest":"n{}","body":{{"type":"order","path":[{}],"value":"{}"}}}})",
                      sent.receiver, fmt::join(sent.path, ","), name(sent.order));
      if (turncoat::read_node_line(again).sent != line.sent) {
        turncoat::report(fmt::format("{}: read again it is another order: {}", text, again));
      }
    }
  } catch (const turncoat::BadInput& wrong) {
    check_one_line(text, wrong);
  }
}

void read_as_deciders(std::string_view text) {
  try {
    const auto decisions = turncoat::read_answer(text, kLoyal);
    if (decisions && decisions->deciders() != kLoyal) {
      turncoat::report(fmt::format("{}: not every loyal lieutenant decides", text));
    }
  } catch (const turncoat::BadInput& wrong) {
    check_one_line(text, wrong);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    read_as_generals(line);
    read_as_deciders(line);
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  }
  return 0;
}
