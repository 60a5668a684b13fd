// The domain of lanes: an order is a bit for each of kLanes scenarios, a majority is counted in
// bit slices (plane p holds bit p of each lane's count).
//
// `isa` is in the name of every type, so that code compiled for one instruction set is never
// linked in place of another's.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

#include "turncoat/core/om/lanes/lane_run.hpp"

namespace turncoat {

// The width of a register, in bytes.
constexpr int register_bytes(Isa isa) {
  return isa == Isa::avx512 ? 64 : 16;
}

// kLanes bits, as the vectors that the instruction set works on.
template <Isa isa>
struct LaneVector {
  using Register [[gnu::vector_size(register_bytes(isa))]] = std::uint64_t;
  static constexpr int kRegisters = sizeof(LaneBits) / register_bytes(isa);

  Register registers[kRegisters];

  friend LaneVector operator&(const LaneVector& a, const LaneVector& b) {
    LaneVector both;
    for (int r = 0; r < kRegisters; ++r) {
      both.registers[r] = a.registers[r] & b.registers[r];
    }
    return both;
  }
  friend LaneVector operator|(const LaneVector& a, const LaneVector& b) {
    LaneVector either;
    for (int r = 0; r < kRegisters; ++r) {
      either.registers[r] = a.registers[r] | b.registers[r];
    }
    return either;
  }
  friend LaneVector operator^(const LaneVector& a, const LaneVector& b) {
    LaneVector one;
    for (int r = 0; r < kRegisters; ++r) {
      one.registers[r] = a.registers[r] ^ b.registers[r];
    }
    return one;
  }
  friend LaneVector operator~(const LaneVector& a) {
    LaneVector none;
    for (int r = 0; r < kRegisters; ++r) {
      none.registers[r] = ~a.registers[r];
    }
    return none;
  }
};

template <Isa isa>
struct Lanes {
  using Value = LaneVector<isa>;

  class Tally {
   public:
    void add(const Value& vote) {
      ++votes_;
      Value carry = vote;
      const int planes = std::bit_width(static_cast<unsigned>(votes_));
      for (int p = 0; p < planes; ++p) {
        const Value sum = planes_[p] ^ carry;
        carry = carry & planes_[p];
        planes_[p] = sum;
      }
    }

    // count − needed, by a borrow rippling through the planes: none is left if count ≥ needed.
    Value at_least(int needed) const {
      Value borrow{};
      for (int p = 0; p < kPlanes; ++p) {
        borrow = (needed >> p & 1) != 0 ? ~planes_[p] | borrow : ~planes_[p] & borrow;
      }
      return ~borrow;
    }

   private:
    // At most n − 1 others, the own order twice, n members of the path: fewer than 2^8 votes.
    static constexpr int kPlanes = 8;
    std::array<Value, kPlanes> planes_{};
    int votes_ = 0;
  };

  static Value constant(Order order) { return order == Order::attack ? ~Value{} : Value{}; }
  static Value at_least(const Tally& votes, int needed) { return votes.at_least(needed); }

  static Value load(const LaneBits& bits) { return std::bit_cast<Value>(bits); }
  static LaneBits store(const Value& value) { return std::bit_cast<LaneBits>(value); }
};

}  // namespace turncoat
