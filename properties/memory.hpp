// How much memory this program holds.
#pragma once

#include <cstdint>

namespace turncoat {

// Resident, in bytes; 0 where the system doesn't say (it does on Linux).
std::uint64_t resident_bytes();

// Gives back to the system what was freed and is kept for later, so that it no longer counts.
void return_freed_memory();

}  // namespace turncoat
