// What is found of a property in a setup: whether it holds, of one run or whatever the traitors
// say.
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
