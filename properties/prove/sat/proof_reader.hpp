// The steps of a DRAT proof, as text or binary, one after the other.
//
// Text:   a learned clause is its literals and a 0; a deletion begins with `d`. Lines that begin
//         with a `c` are comments.
// Binary: `a` or `d`, then a number for each literal x, 2|x| and 1 more if it is negative, seven
//         bits a byte, the lowest first, the highest bit of a byte set if more follow; then a 0
//         byte. Recognised by that 0 byte, which no text has.
// Errors: throws BadInput with file and line, or byte, of what was found and what was expected; and
//         what the reader's bytes throw.
// Source: Wetzler, Heule, Hunt, SAT 2014; the format as the README of drat-trim describes it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "turncoat/support/byte_reader.hpp"
#include "turncoat/support/memory_budget.hpp"
#include "turncoat/support/token_reader.hpp"

namespace turncoat {

struct ProofStep {
  bool deletes = false;
  std::vector<int> clause;  // as it is written
  std::uint64_t place = 0;  // its line, or the offset of its first byte
};

class ProofReader {
 public:
  // Both must live as long. The longest clause counts.
  ProofReader(ByteReader& bytes, MemoryBudget& budget);

  // False at the end of the file; then `place` is the end's.
  bool next(ProofStep& step);

  bool is_binary() const { return is_binary_; }
  // "FILE:12", or "FILE, byte 12".
  std::string name_of(std::uint64_t place) const;

 private:
  bool next_of_text(ProofStep& step);
  bool next_of_binary(ProofStep& step);
  int literal_of_binary();
  void add(int literal, ProofStep& step);
  [[noreturn]] void fail(std::uint64_t offset, int byte, std::string_view expected) const;

  ByteReader& bytes_;
  MemoryBudget& budget_;
  TokenReader words_;
  bool is_binary_;
  std::string expected_;
};

}  // namespace turncoat
