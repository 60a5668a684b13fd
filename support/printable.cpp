#include "turncoat/support/printable.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace turncoat {
namespace {

struct Character {
  std::uint32_t code;  // of the byte, if it isn't UTF-8
  std::size_t bytes;
  bool is_utf8;
};

bool continues(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80;
}

// The first character. Overlong forms, surrogates and what is beyond U+10FFFF are no UTF-8.
Character first_of(std::string_view text) {
  constexpr std::uint32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t bytes = lead < 0x80             ? 1
                            : (lead & 0xe0) == 0xc0 ? 2
                            : (lead & 0xf0) == 0xe0 ? 3
                            : (lead & 0xf8) == 0xf0 ? 4
                                                    : 0;
  std::uint32_t code = bytes == 1 ? lead : lead & (0xffU >> (bytes + 1));
  bool is_utf8 = bytes > 0;
  for (std::size_t i = 1; i < bytes; ++i) {
    is_utf8 = is_utf8 && continues(text, i);
    code = is_utf8 ? code << 6 | (static_cast<unsigned char>(text[i]) & 0x3fU) : code;
  }
  is_utf8 =
      is_utf8 && code >= kLeast[bytes] && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return is_utf8 ? Character{code, bytes, true} : Character{lead, 1, false};
}

bool is_hidden(std::uint32_t code) {
  return code < 0x20 || (code >= 0x7f && code <= 0x9f) || code == 0x061c ||
         (code >= 0x200e && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) ||
         (code >= 0x2066 && code <= 0x2069);
}

}  // namespace

std::string printable(std::string_view text) {
  std::string shown;
  for (std::size_t i = 0; i < text.size();) {
    const Character each = first_of(text.substr(i));
    if (!each.is_utf8) {
      shown += fmt::format("\\x{:02x}", each.code);
    } else if (!is_hidden(each.code)) {
      shown += text.substr(i, each.bytes);
    } else {
      shown += each.code == '\n'   ? "\\n"
               : each.code == '\t' ? "\\t"
               : each.code == '\r' ? "\\r"
                                   : fmt::format("\\u{:04x}", each.code);
    }
    i += each.bytes;
  }
  return shown;
}

std::string printable_json(std::string_view json) {
  std::string shown;
  for (std::size_t i = 0; i < json.size();) {
    const Character each = first_of(json.substr(i));
    if (each.is_utf8 && is_hidden(each.code) && each.code != '\n') {
      shown += fmt::format("\\u{:04x}", each.code);
    } else {
      shown += json.substr(i, each.bytes);
    }
    i += each.bytes;
  }
  return shown;
}

std::string last_line(std::string_view text) {
  while (text.ends_with('\n')) {
    text.remove_suffix(1);
  }
  return std::string(text.substr(text.rfind('\n') + 1));
}

std::string shortened(const std::string& text, std::size_t most_bytes) {
  if (text.size() <= most_bytes) {
    return text;
  }
  std::size_t end = most_bytes;
  while (end > 0 && continues(text, end)) {
    --end;
  }
  return text.substr(0, end) + "…";
}

}  // namespace turncoat
