#include "properties/text_file.hpp"

#include "properties/new_file.hpp"

namespace turncoat {

void write_text_file(const std::string& file, std::string_view text) {
  NewFile written(file);
  std::fwrite(text.data(), 1, text.size(), written.stream());
  written.complete();
}

}  // namespace turncoat
