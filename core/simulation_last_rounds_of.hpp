// resolve_last_rounds, compiled once for each instruction set (simulation_portable.cpp and the
// like).
#pragma once

#include "core/simulation_last_rounds.hpp"
#include "core/simulation_tally.hpp"

namespace turncoat {

// The words of neighbouring lanes, as many as a register holds.
template <Isa isa>
struct LaneWords {
  static constexpr int kBytes = isa == Isa::avx512 ? 64 : isa == Isa::avx2 ? 32 : 16;
  using Type [[gnu::vector_size(kBytes), gnu::may_alias]] = Word;
};

template <Isa isa>
inline constexpr int kLanesOf = sizeof(typename LaneWords<isa>::Type) / sizeof(Word);

// How many bits are set in all words that were added.
template <Isa isa>
class BitCounter {
  using Words = typename LaneWords<isa>::Type;

 public:
  // In each byte of a word, then from byte to byte over several words.
  [[gnu::always_inline]] void add(Words words) {
    words -= words >> 1 & 0x5555'5555'5555'5555;
    words = (words & 0x3333'3333'3333'3333) + (words >> 2 & 0x3333'3333'3333'3333);
    bytes_ += (words + (words >> 4)) & 0x0F0F'0F0F'0F0F'0F0F;
    if (++added_ == 31) {  // 31 · 8 < 256
      flush();
    }
  }

  [[gnu::always_inline]] std::uint64_t total() {
    flush();
    return total_;
  }

 private:
  [[gnu::always_inline]] void flush() {
    const Words pairs = (bytes_ & 0x00FF'00FF'00FF'00FF) + (bytes_ >> 8 & 0x00FF'00FF'00FF'00FF);
    for (std::size_t lane = 0; lane < sizeof(Words) / sizeof(Word); ++lane) {
      total_ += pairs[lane] * 0x0001'0001'0001'0001 >> 48;
    }
    bytes_ = Words{};
    added_ = 0;
  }

  Words bytes_{};
  int added_ = 0;
  std::uint64_t total_ = 0;
};

template <Isa isa>
[[gnu::always_inline]] inline typename LaneWords<isa>::Type all_or_nothing(
    const typename LaneWords<isa>::Type& words, int bit) {
  return -(words >> bit & 1);
}

template <Isa isa>
void resolve_last_rounds(LastRounds& rounds) {
  using Words = typename LaneWords<isa>::Type;
  constexpr int kLanes = sizeof(Words) / sizeof(Word);
  const auto at = [](Word* words) -> Words& { return *reinterpret_cast<Words*>(words); };

  BitCounter<isa> sent;
  BitCounter<isa> withheld;
  const int width = rounds.width;
  for (int lane = 0; lane < width; lane += kLanes) {
    const Words others = at(&rounds.receivers[lane]);
    const Words heard = at(&rounds.heard[lane]);
    const Words silent = at(&rounds.silent[lane]);
    sent.add(others & ~silent);
    withheld.add(silent);
    Word* told = &rounds.told[lane];
    int row = 0;
    for (; row < rounds.loyal_rows; ++row, told += width) {
      const int k = rounds.sender[row];
      const Words receivers = others & ~(Words{} + (Word{1} << k)) & all_or_nothing<isa>(others, k);
      sent.add(receivers);
      at(told) = receivers & all_or_nothing<isa>(heard, k);
    }
    Word* told_nothing = &rounds.told_nothing[row * width + lane];
    for (; row < rounds.rows; ++row, told += width, told_nothing += width) {
      const int k = rounds.sender[row];
      const Words receivers = others & ~(Words{} + (Word{1} << k)) & all_or_nothing<isa>(others, k);
      if (rounds.answers != nullptr) {
        const Answers& answers = rounds.answers[k];
        const Words attack = all_or_nothing<isa>(heard, k);
        at(told) = receivers & ((attack & answers.attack[1]) | (~attack & answers.attack[0]));
        at(told_nothing) =
            receivers & ((attack & answers.silent[1]) | (~attack & answers.silent[0]));
      }
      sent.add(receivers & ~at(told_nothing));
      withheld.add(at(told_nothing));
    }
    // The own vote, then none.
    at(told) = heard;
    int votes = rounds.rows + 1;
    for (; votes % kVotesAtOnce != 0; ++votes) {
      told += width;
      at(told) = Words{};
    }
    at(&rounds.resolved[lane]) =
        at_least<isa>(rounds.needed, &at(&rounds.told[lane]), width / kLanes, votes);
  }
  rounds.sent += sent.total();
  rounds.withheld += withheld.total();
}

}  // namespace turncoat
