#include "turncoat/support/memory.hpp"

#include <malloc.h>
#include <unistd.h>

#include <cstdio>

namespace turncoat {

std::uint64_t resident_bytes() {
  std::FILE* const file = std::fopen("/proc/self/statm", "r");
  if (file == nullptr) {
    return 0;
  }
  unsigned long long size = 0;
  unsigned long long resident = 0;
  const int found = std::fscanf(file, "%llu %llu", &size, &resident);
  std::fclose(file);
  return found == 2 ? resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) : 0;
}

bool MemoryLimit::is_reached() {
  constexpr unsigned kBetweenLooks = 16;  // A look takes longer than most steps of the work.
  if (!is_reached_ && asked_++ % kBetweenLooks == 0) {
    is_reached_ = held_() > bytes_;
  }
  return is_reached_;
}

void return_freed_memory() {
#ifdef __GLIBC__
  ::malloc_trim(0);
#endif
}

}  // namespace turncoat
