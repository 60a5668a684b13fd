// The memory that this program holds.
#pragma once

#include <cstdint>
#include <functional>

namespace turncoat {

// Resident, in bytes; 0 if the system doesn't say (Linux does).
std::uint64_t resident_bytes();

// Returns freed memory to the system, so that it no longer counts.
void return_freed_memory();

// True if the program holds more than it may.
class MemoryLimit {
 public:
  explicit MemoryLimit(std::uint64_t bytes, std::function<std::uint64_t()> held = resident_bytes)
      : bytes_(bytes), held_(std::move(held)) {}

  // Asked often, it looks now and then. Once it is reached it stays so.
  bool is_reached();

 private:
  std::uint64_t bytes_;
  std::function<std::uint64_t()> held_;
  unsigned asked_ = 0;
  bool is_reached_ = false;
};

}  // namespace turncoat
