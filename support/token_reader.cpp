#include "turncoat/support/token_reader.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <charconv>
#include <cstring>

#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/text_file.hpp"

namespace turncoat {
namespace {

bool is_space(int character) {
  return character == ' ' || character == '\t' || character == '\r' || character == '\n';
}

}  // namespace

TokenReader::TokenReader(const std::string& file)
    : TokenReader(open_to_read(file), name_of_input(file)) {}

TokenReader::~TokenReader() {
  std::fclose(stream_);
}

// The next character, or -1 at the end.
int TokenReader::get() {
  if (position_ == filled_) {
    errno = 0;
    filled_ = std::fread(buffer_.data(), 1, buffer_.size(), stream_);
    position_ = 0;
    if (std::ferror(stream_) != 0) {
      throw BadInput(fmt::format("{}: can't be read: {}", name_, std::strerror(errno)));
    }
    if (filled_ == 0) {
      return -1;
    }
  }
  return static_cast<unsigned char>(buffer_[position_++]);
}

void TokenReader::skip_line() {
  int character = get();
  while (character != '\n' && character != -1) {
    character = get();
  }
  line_ += character == '\n' ? 1 : 0;
}

std::string_view TokenReader::next() {
  word_.clear();
  while (true) {
    const int character = get();
    if (character == '\n' || is_space(character)) {
      if (!word_.empty()) {
        --position_;  // It was read from the buffer just now.
        return word_;
      }
      if (character == '\n') {
        ++line_;
        line_is_blank_ = true;
      }
    } else if (character == -1) {
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
  throw BadInput(fmt::format("{}:{}: found {}, expected {}", name_, line_of_word_,
                             word_.empty() ? "the end of the file" : fmt::format("\"{}\"", word_),
                             expected));
}

}  // namespace turncoat
