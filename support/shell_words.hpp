// A command as words, as a shell splits them. No shell runs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace turncoat {

// Spaces separate words; '…' keeps all, "…" and a backslash keep what a shell's do. Throws
// BadInput, naming `source`, for a quote without an end or a command without words.
std::vector<std::string> words_of(std::string_view command, const std::string& source);

}  // namespace turncoat
