#include "turncoat/generals/garbage.hpp"

#include <fmt/format.h>

#include <array>
#include <cstddef>

namespace turncoat {
namespace {

std::string repeated(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) {
    all += text;
  }
  return all;
}

}  // namespace

std::string garbage_body(std::uint64_t number) {
  const std::string some = std::to_string(number);
  const std::array<std::string, 10> bodies{
      "{",
      R"({"path":[0],"value":")" + some + R"("})",
      R"({"path":"[0]","value":"attack"})",
      R"({"path":[0)" + repeated(",1", 500) + R"(],"value":"attack"})",
      R"({"path":[0,)" + some + R"(99999999999],"value":"attack"})",
      R"({"path":[-1],"value":"attack"})",
      std::string("\xFF\xFE\x00\x01", 4) + some,
      repeated("[", 5000),
      "attack " + some,
      R"({"path":[0],"path":[0],"value":"attack"})",
  };
  return bodies[number % bodies.size()];
}

}  // namespace turncoat
