// The verdict on a property in a setup, for one run or for every adversary.
#pragma once

#include <string_view>

namespace turncoat {

// Vacuous: nobody could break it. Undecided: the work was ended before it was known.
enum class Verdict { holds, violated, vacuous, undecided };

constexpr std::string_view name(Verdict verdict) {
  switch (verdict) {
    case Verdict::holds:
      return "holds";
    case Verdict::violated:
      return "violated";
    case Verdict::vacuous:
      return "vacuous";
    case Verdict::undecided:
      return "undecided";
  }
  return "undecided";
}

}  // namespace turncoat
