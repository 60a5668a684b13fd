// What programs really use, with all that they started: watched, as address space says nothing of
// it, and ended where it is too much.
//
// Linux only, by /proc (proc(5)): elsewhere nothing is seen.
#pragma once

#include <sys/types.h>

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace turncoat {

struct TreeLimits {
  std::uint64_t memory_bytes = std::uint64_t{1} << 30;  // of all trees together
  std::size_t processes = 100;                          // of each tree
};

class TreeWatch {
 public:
  explicit TreeWatch(const TreeLimits& limits = {});
  ~TreeWatch();
  TreeWatch(const TreeWatch&) = delete;
  TreeWatch& operator=(const TreeWatch&) = delete;

  // A tree, by the guard that it is behind (process.hpp): from now until it is left.
  void add(pid_t guard);
  void leave(pid_t guard);
  // Why it was ended, such as "used more than 1.0 GiB of memory"; empty if it wasn't.
  std::string why_ended(pid_t guard) const;

 private:
  struct Tree {
    pid_t guard = 0;
    std::string why_ended{};
  };

  void look();  // now and then, by a thread of its own

  TreeLimits limits_;
  mutable std::mutex mutex_;
  std::condition_variable over_;
  bool is_over_ = false;
  std::vector<Tree> trees_;
  std::thread thread_;
};

}  // namespace turncoat
