// A file that is never seen half written: a temporary one beside it, renamed when it is complete.
#pragma once

#include <cstdio>
#include <filesystem>
#include <string>

namespace turncoat {

class NewFile {
 public:
  // In the file's folder, which is made if missing. Throws BadInput if that fails, or if something
  // other than a regular file stands there.
  explicit NewFile(const std::string& file);
  // Unless completed, the file that stood there still stands.
  ~NewFile();
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  std::FILE* stream() const { return stream_; }
  // Throws BadInput if not everything could be written.
  void complete();

 private:
  [[noreturn]] void fail(const std::string& reason) const;

  std::string file_;
  std::filesystem::path target_;
  std::string temporary_;
  std::FILE* stream_;
};

}  // namespace turncoat
