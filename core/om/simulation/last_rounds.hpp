// The last rounds of a simulation, which make nearly all messages: a path q of length m−1, the
// paths q+j of length m side by side in lanes, and all relays of round m+1.
//
// A word holds one sender's orders to everybody, or everybody's orders heard or resolved. Bit i
// stands for general i; set means attack.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "turncoat/core/generals.hpp"
#include "turncoat/support/isa.hpp"

namespace turncoat {

using Word = std::uint64_t;

// A general's answers to everybody, by the order that a loyal one would relay: [0] retreat, [1]
// attack. Generals that aren't told are in it too.
struct Answers {
  Word attack[2];
  Word silent[2];
};

inline constexpr Answers kLoyalAnswers{.attack = {0, ~Word{0}}, .silent = {0, 0}};

// In the tally votes are taken by so many.
inline constexpr int kVotesAtOnce = 8;

// Words of up to 64 generals, with room for the own vote and for zeros.
using WordRow = std::array<Word, kMaxGenerals + kVotesAtOnce>;

// Memory of one thread, and its contents for one path q.
struct alignas(64) LastRounds {
  // Of the setup.
  int needed = 0;                    // votes for attack, on a path of length m
  const Answers* answers = nullptr;  // of each general in round m+1; nullptr: see `told`
  Word loyal = 0;

  // Lanes: lane l is a general j that is not on q and sends for q+j in round m. Of the `width`
  // lanes, those beyond the senders receive and hear nothing.
  int width = 0;
  std::array<std::uint8_t, kMaxGenerals> relayer;  // j
  alignas(
      64) std::array<Word, kMaxGenerals> receivers{};  // of q+j, so those who relay it in round m+1
  alignas(64) std::array<Word, kMaxGenerals> heard;
  alignas(64) std::array<Word, kMaxGenerals> silent;  // who is told nothing; heard as retreat

  // Rows: row r is a general k that is not on q and sends for q+j+k in round m+1, in each lane but
  // its own. Loyal ones come first, then traitors.
  int rows = 0;
  int loyal_rows = 0;
  std::array<std::uint8_t, kMaxGenerals> sender;  // k
  std::array<Word, kMaxGenerals> sender_bit;
  // [row · width + lane]. Rows of traitors hold what the adversary says to loyal generals, if there
  // are no `answers`; what traitors tell each other is added. There is room for the own vote, and
  // for zeros up to a number of votes that is a multiple of 8.
  alignas(64) std::array<Word, std::size_t{kMaxGenerals} * (kMaxGenerals + kVotesAtOnce)> told;
  alignas(64) std::array<Word, std::size_t{kMaxGenerals} * kMaxGenerals> told_nothing;

  // The result: everybody's resolutions of q+j, by lane.
  alignas(64) WordRow resolved;

  // Messages of both rounds, of all paths q so far, in parts to be added up.
  alignas(64) std::array<std::uint64_t, 8> sent{};
  alignas(64) std::array<std::uint64_t, 8> withheld{};
  // Not zero where the adversary spoke to somebody else, or said two things to one.
  alignas(64) std::array<std::uint64_t, 8> misplaced{};
};

struct LastRoundsCode {
  int lanes;                     // worked on at a time; `width` is a multiple of it
  void (*resolve)(LastRounds&);  // makes, counts and resolves
};

// Each defined in a file of its own, compiled for that instruction set.
template <Isa isa>
LastRoundsCode last_rounds_code_of();

LastRoundsCode last_rounds_code(Isa isa);

}  // namespace turncoat
