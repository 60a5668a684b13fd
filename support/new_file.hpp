// A file that is never seen half written: a temporary one beside it, renamed when it is complete.
//
// The temporary file has a name that nobody can foresee and that is never followed if it is a link:
// .FILE.turncoat-0123456789abcdef.tmp. It is locked as long as its program lives, so what a killed
// one left is known by its free lock, and the next that writes the same file removes it.
// `-` is standard output; a device or a pipe is written as it stands.
#pragma once

#include <cstdio>
#include <filesystem>
#include <string>

namespace turncoat {

// False of `-`, a device or a pipe: what is written there twice stands there twice.
bool can_be_replaced(const std::string& file);

class NewFile {
 public:
  // In the file's folder, which is made if missing. Throws BadInput if that fails, or if a folder
  // stands there.
  explicit NewFile(const std::string& file);
  // Unless completed, the file that stood there still stands.
  ~NewFile();
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  std::FILE* stream() const { return stream_; }
  // All of it to the disk, with the mode of the file that it replaces, but not yet in its place.
  // Throws BadInput if not everything could be written.
  void write_out();
  // And to its place.
  void complete();

 private:
  bool replaces() const { return !temporary_.empty(); }
  void open_temporary();
  void remove_what_was_left() const;
  [[noreturn]] void fail(const std::string& reason) const;

  std::string file_;
  std::filesystem::path target_;
  std::filesystem::path temporary_;  // empty if the file is written as it stands
  std::FILE* stream_ = nullptr;
};

}  // namespace turncoat
