// A file that one program at a time works on.
#pragma once

#include <string>

namespace turncoat {

// Held as long as it lives: on FILE.lock beside the file, which stays there, empty, as the file
// itself is replaced whenever it is written.
class FileLock {
 public:
  // Throws BadInput if another program holds it, or the lock can't be made.
  explicit FileLock(const std::string& file);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  int descriptor_;
};

}  // namespace turncoat
