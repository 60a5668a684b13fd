// Files that are never seen half written.
#pragma once

#include <string>
#include <string_view>

namespace turncoat {

// Writes to a temporary name in the same folder, made where it is missing, then renames. Throws
// BadInput where that can't be done, or where something other than a regular file stands there;
// then what stood at `file` still stands.
void write_text_file(const std::string& file, std::string_view text);

}  // namespace turncoat
