// The words of a large text file, one after the other, each with its line.
//
// Errors: throws BadInput with file, line, what was found and what was expected.
// Size:   as the byte reader.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "turncoat/support/byte_reader.hpp"

namespace turncoat {

class TokenReader {
 public:
  // The reader must live as long.
  explicit TokenReader(ByteReader& bytes) : bytes_(bytes) {}

  // The next word, of at most kMaxWord characters; empty at the end of the file. Lines that begin
  // with a `c` are comments. Good until the next call.
  std::string_view next();
  // The last word, as a number; `expected` names the alternatives.
  std::int64_t number(std::int64_t from, std::int64_t to, std::string_view expected) const;
  const std::string& name() const { return bytes_.name(); }
  // The line of that word, or of the end; from 1.
  std::uint64_t line() const { return line_of_word_; }

  [[noreturn]] void fail(std::string_view expected) const;

 private:
  static constexpr std::size_t kMaxWord = 40;

  void skip_line();

  ByteReader& bytes_;
  std::uint64_t line_ = 1;
  std::uint64_t line_of_word_ = 1;
  bool line_is_blank_ = true;  // so far
  std::string word_;
};

}  // namespace turncoat
