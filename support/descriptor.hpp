// A file descriptor, closed at the end.
#pragma once

#include <unistd.h>

#include <cerrno>
#include <utility>

namespace turncoat {

class Descriptor {
 public:
  // A negative one is none.
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { close(); }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;

  int number() const { return number_; }
  // errno stays as it is.
  void close() {
    if (number_ >= 0) {
      const int error = errno;
      ::close(std::exchange(number_, -1));
      errno = error;
    }
  }

 private:
  int number_;
};

}  // namespace turncoat
