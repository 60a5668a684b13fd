#include "turncoat/support/tree_watch.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "turncoat/support/number_text.hpp"
#include "turncoat/support/process.hpp"

namespace turncoat {
namespace {

// Its part of the memory that it shares, and what the system has moved to disk for it.
std::uint64_t memory_of(pid_t process) {
  std::ifstream rollup(fmt::format("/proc/{}/smaps_rollup", process));
  std::uint64_t kib = 0;
  std::string word;
  while (rollup >> word) {
    std::uint64_t size = 0;
    if ((word == "Pss:" || word == "SwapPss:") && rollup >> size) {
      kib += size;
    }
  }
  return kib << 10;
}

// Files in memory that have no name, open or mapped: (file, bytes) of each. What of them is mapped
// counts twice; a program that does that is far from any limit, or wants to be beyond.
void add_memory_files(pid_t process, std::map<ino_t, std::uint64_t>& files) {
  std::error_code ignored;
  const std::string folder = fmt::format("/proc/{}/fd", process);
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    const std::string target = std::filesystem::read_symlink(entry.path(), ignored).string();
    struct stat file{};
    if (target.starts_with("/memfd:") && ::stat(entry.path().c_str(), &file) == 0) {
      constexpr std::uint64_t kBlock = 512;
      files[file.st_ino] = static_cast<std::uint64_t>(file.st_blocks) * kBlock;
    }
  }
}

// Without the guard itself.
std::vector<pid_t> tree_of(pid_t guard, const std::multimap<pid_t, pid_t>& children) {
  std::vector<pid_t> tree;
  std::vector<pid_t> open{guard};
  while (!open.empty()) {
    const auto [first, last] = children.equal_range(open.back());
    open.pop_back();
    for (auto child = first; child != last; ++child) {
      tree.push_back(child->second);
      open.push_back(child->second);
    }
  }
  return tree;
}

}  // namespace

TreeWatch::TreeWatch(const TreeLimits& limits) : limits_(limits) {
  thread_ = std::thread([this] {
    constexpr std::chrono::milliseconds kBetween{50};
    std::unique_lock lock(mutex_);
    while (!is_over_) {
      if (!trees_.empty()) {
        look();
      }
      over_.wait_for(lock, kBetween);
    }
  });
}

TreeWatch::~TreeWatch() {
  {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
  }
  over_.notify_one();
  thread_.join();
}

void TreeWatch::add(pid_t guard) {
  const std::lock_guard lock(mutex_);
  trees_.push_back({.guard = guard});
}

void TreeWatch::leave(pid_t guard) {
  const std::lock_guard lock(mutex_);
  std::erase_if(trees_, [&](const Tree& tree) { return tree.guard == guard; });
}

std::string TreeWatch::why_ended(pid_t guard) const {
  const std::lock_guard lock(mutex_);
  for (const Tree& tree : trees_) {
    if (tree.guard == guard) {
      return tree.why_ended;
    }
  }
  return "";
}

void TreeWatch::look() {
  const std::multimap<pid_t, pid_t> children = children_by_parent();
  std::uint64_t bytes_held = 0;
  std::map<ino_t, std::uint64_t> files;
  const auto end = [&](Tree& tree, const std::string& why) {
    if (tree.why_ended.empty()) {
      tree.why_ended = why;
    }
    // The guard ends the rest once its program has ended.
    const auto [first, last] = children.equal_range(tree.guard);
    for (auto child = first; child != last; ++child) {
      ::kill(child->second, SIGKILL);
    }
  };
  for (Tree& tree : trees_) {
    const std::vector<pid_t> processes = tree_of(tree.guard, children);
    if (processes.size() > limits_.processes) {
      end(tree, fmt::format("had more than {} processes", limits_.processes));
      continue;
    }
    for (const pid_t process : processes) {
      bytes_held += memory_of(process);
      add_memory_files(process, files);
    }
  }
  for (const auto& [file, bytes] : files) {
    bytes_held += bytes;
  }
  if (bytes_held > limits_.memory_bytes) {
    for (Tree& tree : trees_) {
      end(tree, fmt::format("used more than {} of memory",
                            turncoat::memory(static_cast<double>(limits_.memory_bytes))));
    }
  }
}

}  // namespace turncoat
