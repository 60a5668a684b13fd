#include "turncoat/generals/cluster/ports.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <optional>
#include <string>
#include <utility>

#include "turncoat/support/bad_input.hpp"

namespace turncoat {
namespace {

constexpr int kFirstPort = 10'000;
constexpr int kMostPort = 65'535;

// The first port of the range for outgoing connections (ip(7), ip_local_port_range).
int first_outgoing_port() {
  constexpr int kUsual = 32'768;
  int first = kUsual;
  std::ifstream("/proc/sys/net/ipv4/ip_local_port_range") >> first;
  return first;
}

// None, and errno, if the port can't be had.
std::optional<Descriptor> listen_on(int port) {
  Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  // A port of connections that have just ended may be taken again, one in use may not.
  const int yes = 1;
  ::setsockopt(socket.number(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (socket.number() < 0 ||
      ::bind(socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      ::listen(socket.number(), SOMAXCONN) != 0) {
    return std::nullopt;
  }
  return socket;
}

// An abstract name (unix(7)) that only one process has at a time: it leaves no file, and ends with
// the process. None, and errno, if another cluster has it.
std::optional<Descriptor> claim(int port) {
  Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string name = fmt::format("turncoat-cluster-{}", port);
  std::copy(name.begin(), name.end(), address.sun_path + 1);  // a 0 first
  const std::size_t size = offsetof(sockaddr_un, sun_path) + 1 + name.size();
  if (socket.number() < 0 || ::bind(socket.number(), reinterpret_cast<const sockaddr*>(&address),
                                    static_cast<socklen_t>(size)) != 0) {
    return std::nullopt;
  }
  return socket;
}

// As many as can be had, up to `count`; errno is that of the next one.
Ports listen_as_far_as_possible(int base, int count) {
  Ports ports{.base = base, .listeners = {}, .claims = {}};
  while (static_cast<int>(ports.listeners.size()) < count) {
    const int port = base + static_cast<int>(ports.listeners.size());
    std::optional<Descriptor> claimed = claim(port);
    std::optional<Descriptor> socket = claimed ? listen_on(port) : std::nullopt;
    if (!socket) {
      break;
    }
    ports.claims.push_back(*std::move(claimed));
    ports.listeners.push_back(*std::move(socket));
  }
  return ports;
}

}  // namespace

Ports listen_in_a_row(int base, int count) {
  if (base != 0) {
    if (base + count - 1 > kMostPort) {
      throw BadInput(fmt::format("--base-port: found {} for {} generals, expected ports up to {}",
                                 base, count, kMostPort));
    }
    Ports ports = listen_as_far_as_possible(base, count);
    if (static_cast<int>(ports.listeners.size()) < count) {
      throw BadInput(fmt::format("can't listen on port {}: {}", base + ports.listeners.size(),
                                 std::strerror(errno)));
    }
    return ports;
  }
  const int end = first_outgoing_port() > kFirstPort + count ? first_outgoing_port() : kMostPort;
  for (int first = kFirstPort; first + count <= end;) {
    Ports ports = listen_as_far_as_possible(first, count);
    const int had = static_cast<int>(ports.listeners.size());
    if (had == count) {
      return ports;
    }
    if (errno != EADDRINUSE && errno != EACCES) {
      throw BadInput(fmt::format("can't listen on port {}: {}", first + had, std::strerror(errno)));
    }
    first += had + 1;
  }
  throw BadInput(
      fmt::format("no {} free ports in a row from {} to {}", count, kFirstPort, end - 1));
}

}  // namespace turncoat
