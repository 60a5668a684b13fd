#include "turncoat/support/text_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/new_file.hpp"

namespace turncoat {
namespace {

[[noreturn]] void fail_to_read(const std::string& file, int error) {
  throw BadInput(fmt::format("{}: can't be read: {}", name_of_input(file), std::strerror(error)));
}

}  // namespace

std::string name_of_input(const std::string& file) {
  return file == "-" ? "standard input" : file;
}

std::FILE* open_to_read(const std::string& file, const Stop& stop) {
  while (true) {
    std::FILE* const stream =
        file == "-" ? ::fdopen(::dup(STDIN_FILENO), "rb") : std::fopen(file.c_str(), "rbe");
    if (stream != nullptr) {
      return stream;
    }
    if (errno != EINTR || !stop) {
      fail_to_read(file, errno);
    }
    if (stop()) {
      throw Stopped();
    }
  }
}

std::string read_text_file(const std::string& file) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream(open_to_read(file), std::fclose);
  std::string text;
  std::size_t size = 0;
  while (true) {
    constexpr std::size_t kFirst = 1 << 16;
    // One byte more than may be there shows that there are more.
    text.resize(std::min(std::max(kFirst, 2 * size), kMaxTextFileBytes + 1));
    errno = 0;
    const std::size_t more = std::fread(text.data() + size, 1, text.size() - size, stream.get());
    size += more;
    if (std::ferror(stream.get()) != 0) {
      fail_to_read(file, errno);
    }
    if (size > kMaxTextFileBytes) {
      throw BadInput(fmt::format("{}: found a longer text, expected at most {} bytes",
                                 name_of_input(file), kMaxTextFileBytes));
    }
    if (more == 0) {
      text.resize(size);
      return text;
    }
  }
}

void write_text_file(const std::string& file, std::string_view text) {
  NewFile written(file);
  std::fwrite(text.data(), 1, text.size(), written.stream());
  written.complete();
}

}  // namespace turncoat
