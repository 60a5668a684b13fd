// A strategy: a named kind of adversary, that the catalogue makes from its name or JSON.
//
// Each stands in a small file of its own that ends with its entry for the catalogue.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "turncoat/core/adversary.hpp"
#include "turncoat/core/setup.hpp"
#include "turncoat/support/json_place.hpp"

namespace turncoat {

// The circumstances of a strategy. It may know all of them, as the paper's traitors do.
struct Stage {
  const Setup& setup;
  std::uint64_t seed;  // for strategies that draw; an option "seed" of their own comes first
};

struct Strategy {
  std::string_view name;
  std::string_view help;  // one line
  // `options` is the strategy's JSON object, or {} if only its name was given. Throws BadInput.
  std::unique_ptr<Adversary> (*make)(const JsonPlace& options, const Stage& stage);
  // Needs options. Code that tries every strategy skips it.
  bool needs_options = false;
};

// For a strategy without options: expects none.
template <class Kind>
std::unique_ptr<Adversary> make_plain(const JsonPlace& options, const Stage& /*stage*/) {
  options.expect_object({"strategy"});
  return std::make_unique<Kind>();
}

}  // namespace turncoat
