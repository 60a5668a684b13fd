// A file descriptor, closed at the end.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
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
  // From now on somebody else closes it.
  int release() { return std::exchange(number_, -1); }
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

struct PipeEnds {
  Descriptor reader;
  Descriptor writer;
};

// Not inherited. Throws std::system_error.
inline PipeEnds new_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    throw std::system_error(errno, std::generic_category(), "no pipe");
  }
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

}  // namespace turncoat
