// Text from outside as it can be shown: on one line, and harmless to a terminal.
//
// Shown as escapes are control characters (C0, C1), line and paragraph separators, what turns the
// direction of text (Unicode TR9, section 2), and bytes that are not UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace turncoat {

// `a\nb`, `\u009b`, `\xff`.
std::string printable(std::string_view text);

// The same JSON document, with such characters as \u escapes. Line feeds between its values stay.
std::string printable_json(std::string_view json);

// The last one that isn't empty, without its end; as it stands.
std::string last_line(std::string_view text);

// At most that many bytes, cut between characters and ended by `…`.
std::string shortened(const std::string& text, std::size_t most_bytes);

}  // namespace turncoat
