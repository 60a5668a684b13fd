#include "properties/text_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "core/bad_input.hpp"

namespace turncoat {

void write_text_file(const std::string& file, std::string_view text) {
  std::error_code error;
  std::filesystem::path target(file);
  if (std::filesystem::exists(target, error)) {
    if (!std::filesystem::is_regular_file(target)) {
      throw BadInput(fmt::format("{}: can't be written: not a regular file", file));
    }
    target = std::filesystem::canonical(target, error);  // a link stays, its target is replaced
  }
  const std::string temporary = fmt::format("{}.{}.tmp", target.string(), ::getpid());
  if (target.has_parent_path()) {
    std::filesystem::create_directories(target.parent_path(), error);
  }
  errno = 0;
  std::ofstream stream(temporary, std::ios::binary);
  stream.write(text.data(), static_cast<std::streamsize>(text.size()));
  stream.close();
  if (!stream) {
    const std::string reason = std::strerror(errno);
    std::filesystem::remove(temporary, error);
    throw BadInput(fmt::format("{}: can't be written: {}", file, reason));
  }
  std::filesystem::rename(temporary, target, error);
  if (error) {
    const std::string reason = error.message();
    std::filesystem::remove(temporary, error);
    throw BadInput(fmt::format("{}: can't be written: {}", file, reason));
  }
}

}  // namespace turncoat
