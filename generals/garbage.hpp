// What a general sends that doesn't know what it says, or means harm.
#pragma once

#include <cstdint>
#include <string>

namespace turncoat {

// The body of a POST /order that nobody can take for a message; each number has its own.
std::string garbage_body(std::uint64_t number);

}  // namespace turncoat
