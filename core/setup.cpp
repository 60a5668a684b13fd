#include "turncoat/core/setup.hpp"

#include <string>

namespace turncoat {

const Setup& validated(const Setup& setup) {
  const auto between = [](const char* field, int found, int least, int most, const char* why) {
    if (found < least || found > most) {
      throw InvalidSetup(std::string(field) + " is " + std::to_string(found) + ", expected " +
                         std::to_string(least) + " to " + std::to_string(most) + why);
    }
  };
  between("n", setup.n, kMinGenerals, kMaxGenerals, "");
  between("m", setup.m, 0, setup.n - 2, " (at most n-2)");
  if (const Generals strangers = setup.traitors - setup.generals(); !strangers.empty()) {
    throw InvalidSetup("traitor " + std::to_string(strangers.smallest()) +
                       " is not a general, expected 0 to " + std::to_string(setup.n - 1));
  }
  return setup;
}

}  // namespace turncoat
