#include "turncoat/support/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace turncoat {

void check_failed(const char* claim, const std::source_location& where) {
  std::fprintf(stderr, "%s:%u: %s: a bug in turncoat: expected %s\n", where.file_name(),
               static_cast<unsigned>(where.line()), where.function_name(), claim);
  std::abort();
}

}  // namespace turncoat
