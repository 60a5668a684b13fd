#include "turncoat/adversaries/random.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace turncoat {
namespace {

// The state of a path, for the general at the place after it: each word of a path is mixed before
// the next one comes in.
std::uint64_t ready_for(int place, std::uint64_t state) {
  return place > 0 && place % Path::kPlacesOfWord == 0 ? mixed(state) : state;
}

}  // namespace

DeceiveAll deceive_all_with(Isa isa) {
#ifdef TURNCOAT_X86_DRAWS
  if (isa == Isa::avx512) {
    return deceive_all<Isa::avx512>;
  }
  if (isa == Isa::avx2) {
    return deceive_all<Isa::avx2>;
  }
#endif
  check(isa == Isa::portable, "an instruction set that the build has");
  return deceive_all<Isa::portable>;
}

Random::Random(std::uint64_t seed, double probability)
    : seed_(mixed(seed + kDrawIncrement)), lies_always_(probability >= 1) {
  odds_.probability = lies_always_ ? 0 : static_cast<std::uint64_t>(probability * 0x1p64);
  odds_.bits_at_once = std::min(8, 64 - std::countr_zero(odds_.probability));
}

std::unique_ptr<Adversary> Random::make(const JsonPlace& options, const Stage& stage) {
  options.expect_object({"strategy", "seed", "probability"});
  return std::make_unique<Random>(
      options.has("seed") ? options.at("seed").unsigned_integer() : stage.seed,
      options.has("probability") ? options.at("probability").number(0, 1) : 0.5);
}

std::uint64_t Random::state_of(const Path& path) const {
  std::uint64_t state = seed_;
  int place = 0;
  for (const std::uint64_t word : path.words()) {
    state = ready_for(place, state) ^ word;
    place += Path::kPlacesOfWord;
  }
  return state;
}

Told Random::says(const Path& path, Generals receivers, Order relayed) const {
  const Generals lied_to =
      lies_always_
          ? receivers
          : Generals::of_word(deceived<std::uint64_t>(state_of(path), receivers.word(), odds_));
  return deceive(lied_to, receivers, relayed);
}

void Random::says_all(const PathGrid& grid) const {
  if (lies_always_) {
    Adversary::says_all(grid);
    return;
  }
  // Of each lane's path, and ready for the sender.
  alignas(64) std::array<std::uint64_t, kMaxGenerals> states{};
  const int place = grid.path.size();
  const std::uint64_t shared = ready_for(place, state_of(grid.path));
  for (std::size_t lane = 0; lane < grid.relayers.size(); ++lane) {
    const std::uint64_t relayer = grid.relayers[lane];
    states[lane] = ready_for(place + 1, shared ^ relayer << Path::shift_of(place));
  }
  deceive_all_with(grid.isa)(grid, states.data(), Path::shift_of(place + 1), odds_);
}

}  // namespace turncoat
