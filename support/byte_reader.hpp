// The bytes of a large file, one after the other. What gzip or xz compressed is decompressed: that
// is seen by its first bytes, whatever its name. `-` is standard input; pipes are read as they
// come.
//
// Errors: throws BadInput with the file's name if it can't be read, or its compressed data are cut
//         off or damaged. Stopped if `stop` says so: it is asked once a buffer, and when a signal
//         interrupts the wait for a pipe.
// Size:   a buffer of fixed size, whatever the file; what xz takes to decompress, of `budget`.
//         OutOfBudget if that is more than is left.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "turncoat/support/memory_budget.hpp"
#include "turncoat/support/stop.hpp"

namespace turncoat {

struct ReadOptions {
  Stop stop{};
  MemoryBudget* budget = nullptr;  // must live as long as the reader
};

// Gives bytes until there are none; byte_reader.cpp has a kind for each format.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Fills `bytes` as far as the file goes; answers how many.
  virtual std::size_t read(std::span<unsigned char> bytes) = 0;
};

class ByteReader {
 public:
  static constexpr int kEnd = -1;

  explicit ByteReader(const std::string& file, const ReadOptions& options = {});
  // Takes the stream; `name` stands for the file in errors.
  ByteReader(std::FILE* stream, const std::string& name, ReadOptions options = {});

  // The next byte, or kEnd.
  int get() { return position_ < filled_ || fill() ? buffer_[position_++] : kEnd; }
  // The byte that `get` gave last is the next one again. Not after kEnd.
  void unget() { --position_; }
  // What comes next, up to a buffer; empty at the end.
  std::span<const unsigned char> ahead();
  // Bytes before the next one, decompressed.
  std::uint64_t offset() const { return before_buffer_ + position_; }
  const std::string& name() const { return name_; }

 private:
  bool fill();

  std::string name_;
  Stop stop_;
  std::unique_ptr<ByteSource> source_;
  std::vector<unsigned char> buffer_;
  std::size_t position_ = 0;
  std::size_t filled_ = 0;
  std::uint64_t before_buffer_ = 0;
};

}  // namespace turncoat
