// Files that are never seen half written.
#pragma once

#include <string>
#include <string_view>

namespace turncoat {

// Writes to a temporary name in the same folder, which is made if missing, then renames. Throws
// BadInput if that fails, or if something other than a regular file stands there. The file that
// stood there then still stands.
void write_text_file(const std::string& file, std::string_view text);

}  // namespace turncoat
