// Instruction sets for which some code is compiled, besides the machine's base set. The program
// chooses one at run time.
//
// A type or function compiled for one of them has its value in its name, as a template parameter,
// so that it is never linked in place of another's (ci/check_isa_symbols.sh).
#pragma once

#include <string_view>

namespace turncoat {

enum class Isa { portable, avx512, avx2 };

constexpr std::string_view name(Isa isa) {
  switch (isa) {
    case Isa::avx512:
      return "avx512";
    case Isa::avx2:
      return "avx2";
    case Isa::portable:
      break;
  }
  return "portable";
}

}  // namespace turncoat
