#include "turncoat/support/token_reader.hpp"

#include <fmt/format.h>

#include <charconv>

#include "turncoat/support/bad_input.hpp"

namespace turncoat {
namespace {

bool is_space(int character) {
  return character == ' ' || character == '\t' || character == '\r' || character == '\n';
}

}  // namespace

void TokenReader::skip_line() {
  int character = bytes_.get();
  while (character != '\n' && character != ByteReader::kEnd) {
    character = bytes_.get();
  }
  line_ += character == '\n' ? 1 : 0;
}

std::string_view TokenReader::next() {
  word_.clear();
  while (true) {
    const int character = bytes_.get();
    if (character == '\n' || is_space(character)) {
      if (!word_.empty()) {
        bytes_.unget();
        return word_;
      }
      if (character == '\n') {
        ++line_;
        line_is_blank_ = true;
      }
    } else if (character == ByteReader::kEnd) {
      line_of_word_ = word_.empty() ? line_ : line_of_word_;
      return word_;
    } else if (character == 'c' && line_is_blank_) {
      skip_line();
    } else {
      if (word_.empty()) {
        line_of_word_ = line_;
        line_is_blank_ = false;
      }
      word_.push_back(static_cast<char>(character));
      if (word_.size() > kMaxWord) {
        fail("words of at most 40 characters");
      }
    }
  }
}

std::int64_t TokenReader::number(std::int64_t from, std::int64_t to,
                                 std::string_view expected) const {
  std::int64_t value = 0;
  const char* const end = word_.data() + word_.size();
  const auto [stop, error] = std::from_chars(word_.data(), end, value);
  if (word_.empty() || error != std::errc() || stop != end || value < from || value > to) {
    fail(expected);
  }
  return value;
}

void TokenReader::fail(std::string_view expected) const {
  throw BadInput(fmt::format("{}:{}: found {}, expected {}", name(), line_of_word_,
                             word_.empty() ? "the end of the file" : fmt::format("\"{}\"", word_),
                             expected));
}

}  // namespace turncoat
