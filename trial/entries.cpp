#include "turncoat/trial/entries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <system_error>
#include <thread>
#include <utility>

#include "turncoat/properties/scenario_json.hpp"
#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/json_place.hpp"
#include "turncoat/support/printable.hpp"
#include "turncoat/support/process.hpp"
#include "turncoat/support/sandbox.hpp"
#include "turncoat/support/text_file.hpp"
#include "turncoat/trial/report.hpp"
#include "turncoat/trial/subjects.hpp"

namespace turncoat {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

constexpr std::size_t kMostListedBytes = 4096;

Way read_way(const JsonPlace& place) {
  const std::string text = place.text(kMostListedBytes);
  for (const Way way : kWays) {
    if (text == name(way)) {
      return way;
    }
  }
  place.fail("\"decider\", \"general\" or \"http\"");
}

TrialEntry read_listed(const JsonPlace& place, const fs::path& beside,
                       const std::optional<std::string>& home) {
  place.expect_object({"name", "kind", "command", "folder"});
  TrialEntry entry{.name = place.at("name").text(kMostListedBytes),
                   .command = place.at("command").text(kMostListedBytes),
                   .way = read_way(place.at("kind")),
                   .in_sandbox = home.has_value()};
  if (!is_entry_name(entry.name)) {
    place.at("name").fail("letters, digits, -, _ and dots, no dot first");
  }
  try {
    (void)launch_of(entry, nullptr);
  } catch (const BadInput& wrong) {
    place.at("command").refuse(wrong.what());
  }
  const fs::path folder = beside / place.at("folder").text(kMostListedBytes);
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    place.at("folder").fail("a folder that exists");
  }
  try {
    entry.folder =
        home ? sandbox_folder(folder.string(), *home) : fs::canonical(folder, error).string();
  } catch (const BadInput& wrong) {
    place.at("folder").refuse(wrong.what());
  }
  return entry;
}

// When something in its folder was changed last, and how much there is: of another state a kept
// result says nothing.
std::string state_of(const std::string& folder) {
  constexpr int kMostFiles = 100'000;
  int files = 0;
  fs::file_time_type newest = fs::file_time_type::min();
  std::error_code error;
  const auto skip = fs::directory_options::skip_permission_denied;
  for (fs::recursive_directory_iterator file(folder, skip, error), end;
       !error && file != end && files < kMostFiles; file.increment(error), ++files) {
    std::error_code unknown;
    newest = std::max(newest, file->last_write_time(unknown));
  }
  return fmt::format("{} files, {}", files, newest.time_since_epoch().count());
}

std::string asked_of(const TrialEntry& entry, const EntriesOptions& options) {
  return fmt::format("{} {} in {} ({}); {}", name(entry.way), entry.command, entry.folder,
                     state_of(entry.folder), options.asked);
}

std::string kept_file(const TrialEntry& entry, const EntriesOptions& options) {
  return (fs::path(options.folder) / "finished" / (entry.name + ".json")).string();
}

void keep(const TrialEntry& entry, const std::string& asked, const EntriesOptions& options) {
  ordered_json kept;
  kept["asked"] = asked;
  kept["entry"] = entry_as_json(entry);
  write_text_file(kept_file(entry, options),
                  kept.dump(1, '\t', false, ordered_json::error_handler_t::replace));
}

TrialVerdict read_verdict(const JsonPlace& place) {
  const std::string text = place.text(kMostListedBytes);
  for (const TrialVerdict verdict :
       {TrialVerdict::passed, TrialVerdict::failed, TrialVerdict::flaky,
        TrialVerdict::not_applicable, TrialVerdict::not_judged}) {
    if (text == name(verdict)) {
      return verdict;
    }
  }
  place.fail("a verdict");
}

CheckResult read_check(const JsonPlace& place, std::string& file) {
  CheckResult result{.check = find_check(place.at("name").text(kMostListedBytes)),
                     .verdict = read_verdict(place.at("verdict")),
                     .tried = place.at("cases").unsigned_integer(),
                     .not_supported = place.at("not_supported").unsigned_integer()};
  if (result.check == nullptr) {
    place.at("name").fail("the name of a check");
  }
  if (place.has("failure")) {
    const JsonPlace json = place.at("failure");
    file = json.at("file").text(kMostListedBytes);
    const TrialCase simplest{
        .scenario = load_scenario(file),
        .general = json.has("general") ? json.at("general").integer(0, kMaxGenerals) : -1,
        .manner = result.check->manner};
    constexpr std::size_t kMostSentence = 1 << 16;
    result.failure = Failure{.kind = {},
                             .what = json.at("what").text(kMostSentence),
                             .found = simplest,
                             .simplest = simplest,
                             .simplest_is = json.at("simplest").text(kMostSentence),
                             .after = json.at("after").unsigned_integer(),
                             .resembles = json.at("resembles").text(kMostListedBytes)};
  }
  return result;
}

// Sets the entry's result if one of the same is kept.
bool is_kept(TrialEntry& entry, const std::string& asked, const EntriesOptions& options) {
  const std::string file = kept_file(entry, options);
  try {
    const JsonPlace top = parse_json(read_text_file(file), file);
    if (top.at("asked").text(kMostListedBytes) != asked) {
      return false;
    }
    const JsonPlace json = top.at("entry");
    TrialResult result{.checks = {},
                       .finished = json.at("finished").boolean(),
                       .never_answers = json.at("never_answers").boolean(),
                       .mixes_agreements = json.at("mixes_agreements").boolean()};
    std::vector<std::string> files;
    for (const JsonPlace& check : json.at("checks").elements(checks().size())) {
      result.checks.push_back(read_check(check, files.emplace_back()));
    }
    entry.result = std::move(result);
    entry.files = std::move(files);
    entry.out_of_time = json.at("out_of_time").boolean();
    return true;
  } catch (const BadInput&) {  // there is none, or one of another version
    return false;
  }
}

// False, and no result, if it was stopped; so for the next one.
bool try_and_keep(TrialEntry& entry, const std::string& asked, const EntriesOptions& options,
                  const std::function<bool()>& stop) {
  TryOptions its = options.of(entry);
  its.trial.stop = stop;
  try_entry(entry, its);
  if (!entry.result.finished && !entry.out_of_time) {
    entry.result = {.checks = {}, .finished = false};
    return false;
  }
  save_failures(entry, options.folder);
  keep(entry, asked, options);
  return true;
}

// By a process of its own, which keeps the result.
bool try_alone(TrialEntry& entry, const std::string& asked, const EntriesOptions& options,
               const std::function<bool()>& stop) {
  constexpr std::chrono::milliseconds kBetweenLooks{20};
  constexpr std::size_t kMostPrinted = 2000;
  Process process({.arguments = options.alone(entry), .errors_too = true, .guarded = true});
  std::string printed;
  while (!process.end()) {
    if (stop()) {
      return false;
    }
    process.take_end_of_output(printed, kMostPrinted);
    std::this_thread::sleep_for(kBetweenLooks);
  }
  process.take_end_of_output(printed, kMostPrinted);
  if (!is_kept(entry, asked, options)) {
    throw BadInput(fmt::format("{}: its trial ended too early: {}", entry.name,
                               printable(last_line(printed))));
  }
  return true;
}

}  // namespace

bool is_entry_name(const std::string& name) {
  constexpr std::size_t kMostBytes = 100;
  return !name.empty() && name.size() <= kMostBytes && name.front() != '.' &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '-' || c == '_' || c == '.';
         });
}

std::vector<TrialEntry> load_entries(const std::string& file,
                                     const std::optional<std::string>& home) {
  const JsonPlace top = parse_json(read_text_file(file), file);
  const fs::path beside = fs::path(file).parent_path();
  std::vector<TrialEntry> entries;
  std::set<std::string> names;
  for (const JsonPlace& place : top.elements(kMostEntries)) {
    entries.push_back(read_listed(place, beside, home));
    if (!names.insert(entries.back().name).second) {
      place.at("name").refuse("two implementations have this name");
    }
  }
  if (entries.empty()) {
    top.fail("at least one implementation");
  }
  return entries;
}

void try_entry(TrialEntry& entry, const TryOptions& options) {
  using Clock = std::chrono::steady_clock;
  const auto by = Clock::now() + std::chrono::duration_cast<Clock::duration>(options.time);
  TreeWatch watch;
  const auto subject = subject_of(entry.way, launch_of(entry, entry.in_sandbox ? &watch : nullptr),
                                  options.answering);
  TrialOptions trial = options.trial;
  trial.way = entry.way;
  // Five seconds with the usual answer time: whoever is given longer answers is given longer to
  // fail. Over HTTP a failure takes longer, as messages are waited for.
  trial.shrink_time = options.answering.time * 5 / 2;
  if (entry.way == Way::http) {
    constexpr int kTimesTheDeadline = 25;
    trial.shrink_time += kTimesTheDeadline * options.answering.server.deadline;
  }
  trial.stop = [&] {
    entry.out_of_time = entry.out_of_time || Clock::now() > by;
    return entry.out_of_time || (options.trial.stop && options.trial.stop());
  };
  entry.result = run_trial(*subject, trial);
}

bool try_entries(std::vector<TrialEntry>& entries, const EntriesOptions& options) {
  std::mutex mutex;  // of all below, and of what `options` calls
  std::size_t next = 0;
  std::size_t finished = 0;
  bool is_stopped = false;
  std::exception_ptr failure;
  const auto stop = [&] {
    const std::lock_guard lock(mutex);
    is_stopped = is_stopped || failure != nullptr || options.stop();
    return is_stopped;
  };
  const auto take = [&]() -> TrialEntry* {
    const std::lock_guard lock(mutex);
    return next < entries.size() ? &entries[next++] : nullptr;
  };
  const auto has_finished = [&](const TrialEntry& entry) {
    const std::lock_guard lock(mutex);
    ++finished;
    options.progress(finished, entry.name);
  };
  const auto work = [&] {
    try {
      while (!stop()) {
        TrialEntry* const entry = take();
        if (entry == nullptr) {
          return;
        }
        const std::string asked = asked_of(*entry, options);
        if (!is_kept(*entry, asked, options)) {
          const bool is_alone = entry->way == Way::http && entry->in_sandbox && !options.only;
          if (is_alone ? !try_alone(*entry, asked, options, stop)
                       : !try_and_keep(*entry, asked, options, stop)) {
            return;
          }
        }
        has_finished(*entry);
      }
    } catch (...) {
      const std::lock_guard lock(mutex);
      failure = std::current_exception();
    }
  };
  for (TrialEntry& entry : entries) {
    entry.result.finished = false;  // none yet
  }
  std::vector<std::thread> threads;
  const auto jobs = std::min<std::size_t>(std::max(options.jobs, 1), entries.size());
  for (std::size_t i = 0; i < jobs; ++i) {
    threads.emplace_back(work);
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  if (failure != nullptr) {
    std::rethrow_exception(failure);
  }
  if (finished < entries.size()) {
    return false;
  }
  if (options.only) {
    return true;
  }
  std::error_code ignored;
  fs::remove_all(fs::path(options.folder) / "finished", ignored);
  return true;
}

}  // namespace turncoat
