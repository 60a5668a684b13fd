// resolve_last_rounds, compiled once for each instruction set (portable.cpp and the like).
#pragma once

#include "turncoat/core/om/simulation/last_rounds.hpp"
#include "turncoat/core/om/simulation/tally.hpp"
#include "turncoat/support/lane_words.hpp"

namespace turncoat {

// How many bits are set in all words that were added, by lane.
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

  [[gnu::always_inline]] Words total() {
    flush();
    return total_;
  }

 private:
  [[gnu::always_inline]] void flush() {
    bytes_ = (bytes_ & 0x00FF'00FF'00FF'00FF) + (bytes_ >> 8 & 0x00FF'00FF'00FF'00FF);
    bytes_ += bytes_ >> 32;
    total_ += (bytes_ + (bytes_ >> 16)) & 0xFFFF;
    bytes_ = Words{};
    added_ = 0;
  }

  Words bytes_{};
  Words total_{};
  int added_ = 0;
};

template <Isa isa>
void resolve_last_rounds(LastRounds& rounds) {
  using Words = typename LaneWords<isa>::Type;
  constexpr int kLanes = sizeof(Words) / sizeof(Word);
  const auto at = [](Word* words) -> Words& { return lanes_at<isa>(words); };

  BitCounter<isa> sent;
  BitCounter<isa> withheld;
  Words misplaced{};
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
      const Word bit = rounds.sender_bit[row];
      const Words receivers = where_set<isa>(others, k, bit, others ^ bit);
      sent.add(receivers);
      at(told) = where_set<isa>(heard, k, bit, receivers);
    }
    Word* told_nothing = &rounds.told_nothing[row * width + lane];
    for (; row < rounds.rows; ++row, told += width, told_nothing += width) {
      const int k = rounds.sender[row];
      const Word bit = rounds.sender_bit[row];
      const Words receivers = where_set<isa>(others, k, bit, others ^ bit);
      if (rounds.answers != nullptr) {
        const auto& [attack, nothing] = rounds.answers[k];
        at(told) = receivers &
                   (attack[0] ^ where_set<isa>(heard, k, bit, Words{} + (attack[0] ^ attack[1])));
        at(told_nothing) =
            receivers &
            (nothing[0] ^ where_set<isa>(heard, k, bit, Words{} + (nothing[0] ^ nothing[1])));
      } else {
        const Words attack = at(told);
        const Words nothing = at(told_nothing);
        misplaced |= ((attack | nothing) & ~(receivers & rounds.loyal)) | (attack & nothing);
        at(told) = attack | where_set<isa>(heard, k, bit, receivers & ~rounds.loyal);
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
  at(&rounds.sent[0]) += sent.total();
  at(&rounds.withheld[0]) += withheld.total();
  at(&rounds.misplaced[0]) |= misplaced;
}

}  // namespace turncoat
