#include "turncoat/support/new_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <system_error>
#include <utility>

#include "turncoat/support/bad_input.hpp"

namespace turncoat {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kTemporaryEnd = ".tmp";

fs::path folder_of(const fs::path& file) {
  return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

// A long name is cut: names have at most 255 bytes.
std::string temporary_beginning(const fs::path& target) {
  return fmt::format(".{}.turncoat-", target.filename().string().substr(0, 200));
}

bool lock(int descriptor) {
  return ::flock(descriptor, LOCK_EX | LOCK_NB) == 0;
}

// Somebody who removes what was left may have taken a file just made for such.
bool is_still_there(int descriptor) {
  struct stat found{};
  return ::fstat(descriptor, &found) == 0 && found.st_nlink > 0;
}

// So that the rename survives a loss of power. Not every file system can.
void sync_folder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor >= 0) {
    ::fsync(descriptor);
    ::close(descriptor);
  }
}

}  // namespace

bool can_be_replaced(const std::string& file) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  return file != "-" && (!fs::exists(status) || fs::is_regular_file(status));
}

NewFile::NewFile(const std::string& file) : file_(file), target_(file) {
  std::error_code error;
  if (file == "-") {
    stream_ = ::fdopen(::dup(STDOUT_FILENO), "wb");
  } else if (const fs::file_status status = fs::status(target_, error); !fs::exists(status)) {
    fs::create_directories(folder_of(target_), error);
    open_temporary();
  } else if (fs::is_regular_file(status)) {
    target_ = fs::canonical(target_, error);  // a link stays, its target is replaced
    open_temporary();
  } else {
    stream_ = std::fopen(file.c_str(), "wbe");
  }
  if (stream_ == nullptr) {
    fail(std::strerror(errno));
  }
}

void NewFile::open_temporary() {
  remove_what_was_left();
  constexpr int kTries = 100;
  for (int i = 0; i < kTries && stream_ == nullptr; ++i) {
    std::uint64_t random = 0;
    if (::getrandom(&random, sizeof random, 0) != sizeof random) {
      fail(std::strerror(errno));
    }
    temporary_ = folder_of(target_) /
                 fmt::format("{}{:016x}{}", temporary_beginning(target_), random, kTemporaryEnd);
    const int descriptor =
        ::open(temporary_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (descriptor < 0) {
      const int error = errno;
      temporary_.clear();
      if (error == EEXIST) {
        continue;
      }
      fail(std::strerror(error));
    }
    if (lock(descriptor) && is_still_there(descriptor)) {
      stream_ = ::fdopen(descriptor, "w+b");
    } else {
      ::close(descriptor);
    }
  }
}

void NewFile::remove_what_was_left() const {
  const std::string beginning = temporary_beginning(target_);
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_of(target_), error)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(beginning) || !name.ends_with(kTemporaryEnd)) {
      continue;
    }
    const int descriptor =
        ::open(entry.path().c_str(), O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor >= 0) {
      if (lock(descriptor)) {
        ::unlink(entry.path().c_str());
      }
      ::close(descriptor);
    }
  }
}

NewFile::~NewFile() {
  if (replaces()) {
    std::error_code error;
    fs::remove(temporary_, error);
  }
  if (stream_ != nullptr) {
    std::fclose(stream_);
  }
}

void NewFile::write_out() {
  errno = 0;
  bool is_written = std::fflush(stream_) == 0 && std::ferror(stream_) == 0;
  if (is_written && replaces()) {
    const int descriptor = ::fileno(stream_);
    struct stat before{};
    if (::stat(target_.c_str(), &before) == 0) {
      ::fchmod(descriptor, before.st_mode & 07777U);
    }
    is_written = ::fsync(descriptor) == 0;
  }
  if (!is_written) {
    fail(errno == 0 ? "not everything was written" : std::strerror(errno));
  }
}

void NewFile::complete() {
  write_out();
  if (replaces()) {
    if (std::rename(temporary_.c_str(), target_.c_str()) != 0) {
      fail(std::strerror(errno));
    }
    temporary_.clear();
    sync_folder(folder_of(target_));
  }
  if (std::fclose(std::exchange(stream_, nullptr)) != 0) {
    fail(std::strerror(errno));
  }
}

void NewFile::fail(const std::string& reason) const {
  throw BadInput(
      fmt::format("{}: can't be written: {}", file_ == "-" ? "standard output" : file_, reason));
}

}  // namespace turncoat
