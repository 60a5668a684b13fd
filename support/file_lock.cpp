#include "turncoat/support/file_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "turncoat/support/bad_input.hpp"

namespace turncoat {

FileLock::FileLock(const std::string& file) {
  const std::string name = file + ".lock";
  std::error_code ignored;  // The lock can't be made then, which is said below.
  if (const auto folder = std::filesystem::path(file).parent_path(); !folder.empty()) {
    std::filesystem::create_directories(folder, ignored);
  }
  descriptor_ = ::open(name.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666);
  if (descriptor_ < 0) {
    throw BadInput(fmt::format("{}: can't be locked: {}", file, std::strerror(errno)));
  }
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    ::close(descriptor_);
    throw BadInput(fmt::format("{}: another program is working on it ({} is locked)", file, name));
  }
}

FileLock::~FileLock() {
  ::close(descriptor_);
}

}  // namespace turncoat
