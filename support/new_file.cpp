#include "turncoat/support/new_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "turncoat/support/bad_input.hpp"

namespace turncoat {

NewFile::NewFile(const std::string& file) : file_(file), target_(file) {
  std::error_code error;
  if (std::filesystem::exists(target_, error)) {
    if (!std::filesystem::is_regular_file(target_)) {
      fail("not a regular file");
    }
    target_ = std::filesystem::canonical(target_, error);  // a link stays, its target is replaced
  }
  temporary_ = fmt::format("{}.{}.tmp", target_.string(), ::getpid());
  if (target_.has_parent_path()) {
    std::filesystem::create_directories(target_.parent_path(), error);
  }
  stream_ = std::fopen(temporary_.c_str(), "w+b");
  if (stream_ == nullptr) {
    fail(std::strerror(errno));
  }
}

NewFile::~NewFile() {
  if (stream_ != nullptr) {
    std::fclose(stream_);
  }
  if (!temporary_.empty()) {
    std::error_code error;
    std::filesystem::remove(temporary_, error);
  }
}

void NewFile::complete() {
  errno = 0;
  const bool is_written = std::ferror(stream_) == 0;
  const bool is_closed = std::fclose(stream_) == 0;
  stream_ = nullptr;
  if (!is_written || !is_closed) {
    fail(errno == 0 ? "not everything was written" : std::strerror(errno));
  }
  std::error_code error;
  std::filesystem::rename(temporary_, target_, error);
  if (error) {
    fail(error.message());
  }
  temporary_.clear();
}

void NewFile::fail(const std::string& reason) const {
  throw BadInput(fmt::format("{}: can't be written: {}", file_, reason));
}

}  // namespace turncoat
