// Many implementations, listed in a file: tried side by side, as many at a time as there are cores.
//
// What is finished is kept in a file each, so that an interrupted call goes on where it was: also
// after a kill.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "turncoat/trial/entry.hpp"
#include "turncoat/trial/subjects.hpp"

namespace turncoat {

inline constexpr std::size_t kMostEntries = 10'000;

// A name that is part of a file's name: letters, digits, - _ and dots, no dot first.
bool is_entry_name(const std::string& name);

// [{"name", "kind": "decider" | "general" | "http", "command", "folder"}, …]: a folder is relative
// to the file's. With a home to keep from them they run in sandboxes. Throws BadInput: for two of
// one name, say, or a folder that isn't there.
std::vector<TrialEntry> load_entries(const std::string& file,
                                     const std::optional<std::string>& home);

struct TryOptions {
  Answering answering{};
  std::chrono::duration<double> time{};  // for one implementation
  TrialOptions trial{};                  // its way is the entry's
};

// One: its result, and out_of_time.
void try_entry(TrialEntry& entry, const TryOptions& options);

struct EntriesOptions {
  std::function<TryOptions(const TrialEntry&)> of;
  std::string folder;  // of the failures; folder/finished is for what is kept
  int jobs = 1;
  std::string asked;  // what else the results depend on: kept ones of something else don't count
  // The command of a process that tries this one alone, with `only`: one behind HTTP is in a
  // sandbox with its testbed.
  std::function<std::vector<std::string>(const TrialEntry&)> alone{};
  bool only = false;  // what is finished is kept for a call with all of them
  std::function<bool()> stop;
  std::function<void(std::size_t finished, const std::string& last)> progress;
};

// Whether all are finished; those that aren't have no result. Throws BadInput where nothing can be
// saved.
bool try_entries(std::vector<TrialEntry>& entries, const EntriesOptions& options);

}  // namespace turncoat
