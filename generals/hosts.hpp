// Where the generals listen.
#pragma once

#include <string>
#include <vector>

#include "turncoat/generals/http/http.hpp"

namespace turncoat {

inline constexpr int kDefaultBasePort = 8000;

// General i on this machine, at base_port + i. Throws BadInput beyond port 65535.
std::vector<Address> local_generals(int n, int base_port);

// A line each, HOST:PORT, general 0 first; an IPv6 number in brackets. Throws BadInput, with the
// line.
std::vector<Address> read_hosts(const std::string& file, int n);

}  // namespace turncoat
