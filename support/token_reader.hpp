// The words of a large text file, one after the other, each with its line.
//
// Errors: throws BadInput with file, line, what was found and what was expected.
// Size:   a buffer of fixed size, whatever the file.
#pragma once

#include <array>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

namespace turncoat {

class TokenReader {
 public:
  explicit TokenReader(const std::string& file);
  // Takes the stream; `name` stands for the file in errors.
  TokenReader(std::FILE* stream, const std::string& name) : name_(name), stream_(stream) {}
  ~TokenReader();
  TokenReader(const TokenReader&) = delete;
  TokenReader& operator=(const TokenReader&) = delete;

  // The next word, of at most kMaxWord characters; empty at the end of the file. Lines that begin
  // with a `c` are comments. Good until the next call.
  std::string_view next();
  // The last word, as a number; `expected` names the alternatives.
  std::int64_t number(std::int64_t from, std::int64_t to, std::string_view expected) const;
  const std::string& name() const { return name_; }
  // The line of that word, or of the end; from 1.
  std::uint64_t line() const { return line_of_word_; }

  [[noreturn]] void fail(std::string_view expected) const;

 private:
  static constexpr std::size_t kMaxWord = 40;

  int get();
  void skip_line();

  std::string name_;
  std::FILE* stream_;
  std::array<char, 1 << 16> buffer_;
  std::size_t position_ = 0;
  std::size_t filled_ = 0;
  std::uint64_t line_ = 1;
  std::uint64_t line_of_word_ = 1;
  bool line_is_blank_ = true;  // so far
  std::string word_;
};

}  // namespace turncoat
