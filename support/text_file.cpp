#include "turncoat/support/text_file.hpp"

#include <cstdio>

#include "turncoat/support/new_file.hpp"

namespace turncoat {

void write_text_file(const std::string& file, std::string_view text) {
  NewFile written(file);
  std::fwrite(text.data(), 1, text.size(), written.stream());
  written.complete();
}

}  // namespace turncoat
