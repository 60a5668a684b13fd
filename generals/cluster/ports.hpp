// Ports in a row for a cluster's generals, on 127.0.0.1.
#pragma once

#include <vector>

#include "turncoat/support/descriptor.hpp"

namespace turncoat {

struct Ports {
  int base = 0;
  std::vector<Descriptor> listeners;  // on port base + i
  // As long as they are open, no other cluster takes these ports, also while nobody listens there:
  // another program's general listens only some time after its listener was closed.
  std::vector<Descriptor> claims;
};

// All `count` ports from `base` on. Base 0: the first free ones in a row outside the range that the
// system takes for outgoing connections. Throws BadInput, with the port that is in use.
Ports listen_in_a_row(int base, int count);

}  // namespace turncoat
