// The bytes that one piece of work may hold, counted by what holds them and not by the system.
//
// Errors: throws OutOfBudget before more is allocated than the limit allows.
// Size:   what the allocator adds is not counted.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace turncoat {

// Not an error: who gave the budget catches it, and answers "undecided".
struct OutOfBudget {};

class MemoryBudget {
 public:
  explicit MemoryBudget(std::uint64_t limit_bytes = std::numeric_limits<std::uint64_t>::max())
      : limit_(limit_bytes) {}
  MemoryBudget(const MemoryBudget&) = delete;
  MemoryBudget& operator=(const MemoryBudget&) = delete;

  void take(std::uint64_t bytes) {
    if (bytes > limit_ - held_) {
      throw OutOfBudget();
    }
    held_ += bytes;
    most_ = std::max(most_, held_);
  }
  void give_back(std::uint64_t bytes) { held_ -= bytes; }

  std::uint64_t limit() const { return limit_; }
  std::uint64_t held() const { return held_; }
  // At any time so far.
  std::uint64_t most() const { return most_; }

  // As std::vector does, but asks first: while a vector moves, the old and the new one are there.
  template <class T>
  void push_back(std::vector<T>& vector, const T& value) {
    if (vector.size() == vector.capacity()) {
      reserve(vector, vector.size() + std::max<std::size_t>(vector.size(), kFewest));
    }
    vector.push_back(value);
  }
  // New elements are T().
  template <class T>
  void resize(std::vector<T>& vector, std::size_t size) {
    if (size > vector.capacity()) {
      reserve(vector, std::max(size, vector.size() + vector.size() / 2));
    }
    vector.resize(size);
  }

 private:
  static constexpr std::size_t kFewest = 2;

  template <class T>
  void reserve(std::vector<T>& vector, std::size_t capacity) {
    const std::size_t before = vector.capacity();
    take(capacity * sizeof(T));
    vector.reserve(capacity);
    give_back(before * sizeof(T));
  }

  std::uint64_t limit_;
  std::uint64_t held_ = 0;
  std::uint64_t most_ = 0;
};

}  // namespace turncoat
