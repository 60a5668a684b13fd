#include "turncoat/generals/hosts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/decimal.hpp"
#include "turncoat/support/text_file.hpp"

namespace turncoat {
namespace {

constexpr std::uint64_t kHighestPort = 65'535;

Address address_of(std::string_view line, const std::string& place) {
  const std::size_t colon = line.rfind(':');
  const std::optional<std::uint64_t> port =
      whole_number(colon == std::string_view::npos ? "" : line.substr(colon + 1));
  std::string_view host = line.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1, host.size() - 2);
  } else if (host.find(':') != std::string_view::npos) {
    host = "";  // without brackets the last colon may be the number's own
  }
  if (!port || *port == 0 || *port > kHighestPort || host.empty() ||
      host.find_first_of(" \t/") != std::string_view::npos) {
    throw BadInput(fmt::format("{}: found \"{}\", expected HOST:PORT", place, line));
  }
  return {.host = std::string(host), .port = static_cast<std::uint16_t>(*port)};
}

}  // namespace

std::vector<Address> local_generals(int n, int base_port) {
  if (base_port + n - 1 > static_cast<int>(kHighestPort)) {
    throw BadInput(fmt::format("base port: found {}, expected at most {} with {} generals",
                               base_port, static_cast<int>(kHighestPort) - n + 1, n));
  }
  std::vector<Address> generals;
  for (int g = 0; g < n; ++g) {
    generals.push_back({.port = static_cast<std::uint16_t>(base_port + g)});
  }
  return generals;
}

std::vector<Address> read_hosts(const std::string& file, int n) {
  const std::string text = read_text_file(file);
  const std::string name = name_of_input(file);
  std::vector<Address> generals;
  std::string_view rest = text;
  for (int number = 1; !rest.empty(); ++number) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const std::string place = fmt::format("{}:{}", name, number);
    if (static_cast<int>(generals.size()) == n) {
      throw BadInput(fmt::format("{}: found another line, expected {}, one a general", place, n));
    }
    generals.push_back(address_of(line, place));
  }
  if (static_cast<int>(generals.size()) != n) {
    throw BadInput(
        fmt::format("{}: found {} lines, expected {}, one a general", name, generals.size(), n));
  }
  return generals;
}

}  // namespace turncoat
