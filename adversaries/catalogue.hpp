// All strategies, and an adversary made from a name or JSON.
//
//   flip                                      a strategy by its name
//   {"strategy": "sleeper", "round": 2}       with options
//   {"4": "silent", "5": {"strategy": …}}     each traitor its own; who isn't listed is loyal
#pragma once

#include <memory>
#include <span>
#include <string>

#include "turncoat/adversaries/strategy.hpp"

namespace turncoat {

// In the order in which they are listed to a user.
std::span<const Strategy> strategies();

// Throws BadInput.
std::unique_ptr<Adversary> make_adversary(const JsonPlace& description, const Stage& stage);
// `text` is a name, JSON, or @FILE with JSON in it; errors call it `source`.
std::unique_ptr<Adversary> make_adversary(const std::string& text, const std::string& source,
                                          const Stage& stage);

}  // namespace turncoat
