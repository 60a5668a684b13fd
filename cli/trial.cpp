// turncoat trial: somebody else's implementation, tried, and its failures made small.
#include "turncoat/trial/trial.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "turncoat/cli/json_output.hpp"
#include "turncoat/cli/trial_output.hpp"
#include "turncoat/cli/verbs.hpp"
#include "turncoat/cli/work.hpp"
#include "turncoat/properties/scenario_json.hpp"
#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/decimal.hpp"
#include "turncoat/support/dialogue.hpp"
#include "turncoat/support/number_text.hpp"
#include "turncoat/support/page/html.hpp"
#include "turncoat/support/printable.hpp"
#include "turncoat/support/process.hpp"
#include "turncoat/support/sandbox.hpp"
#include "turncoat/support/shell_words.hpp"
#include "turncoat/support/text_file.hpp"
#include "turncoat/trial/entries.hpp"
#include "turncoat/trial/report.hpp"
#include "turncoat/trial/subjects.hpp"

namespace turncoat {
namespace {

constexpr std::size_t kCasesOfADecider = 2000;
constexpr std::size_t kCasesOfAGeneral = 150;
constexpr std::size_t kCasesOfAServer = 10;  // some wait for a round to end

struct TrialVerb {
  std::vector<std::string> deciders;
  std::vector<std::string> generals;
  std::vector<std::string> servers;
  std::optional<int> base_port;
  std::optional<int> deadline_ms;
  std::vector<std::string> checks;
  std::string setups;
  std::string scenario;
  std::string entries;
  std::string only;
  bool sandbox = false;
  bool no_sandbox = false;
  int jobs = available_threads();
  std::optional<double> entry_time = 600;
  std::uint64_t seed = 1;
  std::optional<double> timeout;
  std::optional<int> cases;
  bool hostile_lines = false;
  bool lists = false;
  std::string out = "out/trial";
  std::string junit;
  std::string csv;
  bool json = false;
  WorkOptions work;
};

// Of `python3 -B mine.py --fast`: mine.py.
std::string name_of_program(const std::vector<std::string>& words) {
  const auto file = std::find_if(words.begin() + 1, words.end(),
                                 [](const std::string& word) { return !word.starts_with('-'); });
  return std::filesystem::path(file != words.end() ? *file : words.front()).filename().string();
}

// "mine=python3 mine.py", or the command alone.
TrialEntry entry_of(const std::string& text, Way way) {
  const std::size_t end = std::min(text.find('='), text.size());
  const bool is_named = end < text.size() && is_entry_name(text.substr(0, end));
  const std::string command = is_named ? text.substr(end + 1) : text;
  const std::string option = fmt::format("--{}", name(way));
  const std::vector<std::string> words = words_of(command, option);
  return {.name = is_named ? text.substr(0, end) : name_of_program(words),
          .command = command,
          .way = way};
}

std::string home() {
  const char* const home = std::getenv("HOME");
  return home != nullptr ? home : "/";
}

std::vector<TrialEntry> entries_of(const TrialVerb& verb) {
  std::vector<TrialEntry> entries;
  for (const std::string& text : verb.deciders) {
    entries.push_back(entry_of(text, Way::decider));
  }
  for (const std::string& text : verb.generals) {
    entries.push_back(entry_of(text, Way::general));
  }
  for (const std::string& text : verb.servers) {
    entries.push_back(entry_of(text, Way::http));
  }
  if (verb.sandbox) {
    for (TrialEntry& entry : entries) {
      entry.in_sandbox = true;
      entry.folder = sandbox_folder(".", home());
    }
  }
  if (entries.empty()) {
    throw BadInput("--decider is required without --general, --http and --entries");
  }
  for (std::size_t i = 0; i < entries.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (entries[i].name == entries[j].name) {
        throw BadInput(fmt::format("two implementations have the name {}; give each one: NAME=CMD",
                                   entries[i].name));
      }
    }
  }
  return entries;
}

std::vector<const Check*> checks_of(const TrialVerb& verb) {
  std::vector<const Check*> asked;
  for (const std::string& text : verb.checks) {
    const Check* check = find_check(text);
    if (check == nullptr) {
      throw BadInput(fmt::format("--check: found {}, expected one that --list shows", text));
    }
    asked.push_back(check);
  }
  if (asked.empty() && verb.hostile_lines) {
    for (const Check& check : checks()) {
      asked.push_back(&check);
    }
  }
  return asked;
}

// "4,1 7,2"
std::function<bool(int, int)> setups_of(const std::string& text) {
  if (text.empty()) {
    return {};
  }
  std::vector<std::pair<int, int>> wanted;
  for (const std::string& pair : words_of(text, "--setups")) {
    const std::size_t comma = std::min(pair.find(','), pair.size() - 1);
    const std::uint64_t n = whole_number(pair.substr(0, comma)).value_or(0);
    const std::uint64_t m = whole_number(pair.substr(comma + 1)).value_or(kMaxGenerals);
    if (n < kMinGenerals || n > kMaxGenerals || m >= n - 1) {
      throw BadInput(fmt::format("--setups: found {}, expected n,m such as 4,1", pair));
    }
    wanted.emplace_back(static_cast<int>(n), static_cast<int>(m));
  }
  return [wanted](int n, int m) {
    return std::find(wanted.begin(), wanted.end(), std::pair(n, m)) != wanted.end();
  };
}

Answering answering(const TrialVerb& verb) {
  Answering answering;
  if (verb.timeout) {
    answering.time =
        std::chrono::ceil<std::chrono::milliseconds>(std::chrono::duration<double>(*verb.timeout));
  }
  if (verb.deadline_ms) {
    answering.server.deadline = std::chrono::milliseconds(*verb.deadline_ms);
  }
  answering.server.base_port = verb.base_port.value_or(0);
  return answering;
}

// The options of a trial over HTTP, as they were given.
std::string options_of_servers(const TrialVerb& verb) {
  std::vector<std::string> options;
  if (verb.base_port) {
    options.push_back(fmt::format("--base-port {}", *verb.base_port));
  }
  if (verb.deadline_ms) {
    options.push_back(fmt::format("--deadline-ms {}", *verb.deadline_ms));
  }
  return fmt::format("{}", fmt::join(options, " "));
}

TrialOptions options_of(const TrialVerb& verb, const TrialEntry& entry) {
  const std::size_t usual = entry.way == Way::decider   ? kCasesOfADecider
                            : entry.way == Way::general ? kCasesOfAGeneral
                                                        : kCasesOfAServer;
  return {.way = entry.way,
          .cases = {.seed = verb.seed,
                    .count = verb.cases ? static_cast<std::size_t>(*verb.cases) : usual,
                    .wanted = setups_of(verb.setups)},
          .checks = checks_of(verb)};
}

// Rather no trial than one without the protection that was asked for.
void expect_sandbox(const std::string& way_without) {
  const std::string why = why_no_sandbox();
  if (!why.empty()) {
    throw BadInput(fmt::format("no sandbox can be had here: {}; {} it is tried without protection",
                               why, way_without));
  }
}

// One at a time, with all that can be said of it.
bool try_one_by_one(const TrialVerb& verb, std::vector<TrialEntry>& entries, Work& work) {
  constexpr double kAnyTime = 1e9;
  bool all_finished = true;
  for (TrialEntry& entry : entries) {
    TrialOptions trial = options_of(verb, entry);
    trial.stop = [&work] { return work.is_over(); };
    trial.progress = [&](const Check& check, std::uint64_t tried, std::uint64_t of) {
      work.show([&] {
        return fmt::format("{}: {}, {} of {} cases", printable(entry.name), check.name, tried, of);
      });
    };
    try_entry(entry, {.answering = answering(verb),
                      .time = std::chrono::duration<double>(kAnyTime),
                      .trial = std::move(trial)});
    work.clear();
    save_failures(entry, verb.out);
    all_finished = all_finished && entry.result.finished;
    if (!verb.json) {
      print_trial(entry);
      std::fflush(stdout);
    }
  }
  return all_finished;
}

// What results depend on, but for the implementation itself.
std::string asked_of(const TrialVerb& verb) {
  return fmt::format("{}, seed {}, cases {}, setups {}, checks {}, {} s an answer, {} s, {}{}, {}",
                     TURNCOAT_VERSION, verb.seed, verb.cases.value_or(0), verb.setups,
                     fmt::join(verb.checks, ","), verb.timeout.value_or(0), *verb.entry_time,
                     verb.no_sandbox ? "no sandbox" : "sandbox",
                     verb.hostile_lines ? ", hostile lines" : "", options_of_servers(verb));
}

// As this process was called.
std::vector<std::string> own_command_line() {
  std::vector<std::string> words{std::filesystem::read_symlink("/proc/self/exe").string()};
  std::ifstream file("/proc/self/cmdline");
  std::string word;
  std::getline(file, word, '\0');
  while (std::getline(file, word, '\0')) {
    words.push_back(word);
  }
  return words;
}

// As many at a time as there are cores.
bool try_side_by_side(const TrialVerb& verb, std::vector<TrialEntry>& entries, Work& work) {
  const EntriesOptions options{
      .of =
          [&](const TrialEntry& entry) {
            return TryOptions{.answering = answering(verb),
                              .time = std::chrono::duration<double>(*verb.entry_time),
                              .trial = options_of(verb, entry)};
          },
      .folder = verb.out,
      .jobs = verb.jobs,
      .asked = asked_of(verb),
      .alone =
          [](const TrialEntry& entry) {
            std::vector<std::string> command = own_command_line();
            command.insert(command.end(), {"--only", entry.name});
            return command;
          },
      .only = !verb.only.empty(),
      .stop = [&work] { return work.is_over(); },
      .progress =
          [&](std::size_t finished, const std::string& last) {
            work.show([&] {
              return fmt::format("{} of {} tried, the last {}", finished, entries.size(), last);
            });
          }};
  const bool all = try_entries(entries, options);
  work.clear();
  if (!all) {
    const std::size_t listed = entries.size();
    std::erase_if(entries, [](const TrialEntry& entry) { return entry.result.checks.empty(); });
    fmt::print(stderr, "turncoat: {} of {} tried; the same command goes on with the others\n",
               entries.size(), listed);
  }
  if (!verb.json) {
    print_table(entries);
  }
  return all;
}

int list_checks() {
  for (const Check& check : checks()) {
    fmt::print("{:<14}{:<17}{}{}\n", kLevels[check.level], check.name, check.means,
               check.for_deciders ? "" : " (generals)");
  }
  return kHolds;
}

// A case that failed once, again: every loyal general, in each of the manner's ways.
int play_scenario(const TrialVerb& verb, const std::vector<TrialEntry>& entries) {
  const Scenario scenario = load_playable_scenario(verb.scenario);
  const std::vector<const Check*> asked = checks_of(verb);
  if (asked.empty()) {
    throw BadInput("--scenario needs --check: what is to hold of it");
  }
  int code = kHolds;
  for (const TrialEntry& entry : entries) {
    TreeWatch watch;
    const std::unique_ptr<Subject> subject = subject_of(
        entry.way, launch_of(entry, entry.in_sandbox ? &watch : nullptr), answering(verb));
    for (const Check* check : asked) {
      const CheckResult result = try_scenario(*subject, entry.way, *check, scenario);
      fmt::print("{}  {}: {}{}\n", result.failure ? "FAILED" : name(result.verdict),
                 printable(entry.name), check->name,
                 result.failure ? ": " + printable(result.failure->simplest_is) : "");
      code = result.failure ? kViolation : code;
    }
  }
  return code;
}

int exit_code(const std::vector<TrialEntry>& entries, bool all_finished) {
  bool all_passed = all_finished;
  for (const TrialEntry& entry : entries) {
    if (entry.result.failed()) {
      return kViolation;
    }
    all_passed = all_passed && entry.result.passed();
  }
  return all_passed ? kHolds : kUndecided;
}

// Before anything is tried: a misspelt one would end a long trial of others.
void expect_programs(const std::vector<TrialEntry>& entries) {
  for (const TrialEntry& entry : entries) {
    const Dialogue dialogue(launch_of(entry, nullptr));
  }
}

void expect_together(const TrialVerb& verb) {
  const bool is_given = !verb.deciders.empty() || !verb.generals.empty() || !verb.servers.empty();
  if (!verb.entries.empty() && is_given) {
    throw BadInput("--entries lists all: found --decider, --general or --http too");
  }
  if (!verb.entries.empty() && !verb.scenario.empty()) {
    throw BadInput("--scenario is for --decider, --general and --http, found --entries");
  }
  if (verb.entries.empty() && !verb.only.empty()) {
    throw BadInput("--only is for --entries");
  }
  if (verb.sandbox && verb.no_sandbox) {
    throw BadInput("found both --sandbox and --no-sandbox");
  }
}

int run(const TrialVerb& verb) {
  if (verb.lists) {
    return list_checks();
  }
  const bool is_listed = !verb.entries.empty();
  expect_together(verb);
  std::vector<TrialEntry> entries =
      is_listed ? load_entries(verb.entries, verb.no_sandbox ? std::nullopt : std::optional(home()))
                : entries_of(verb);
  if (!verb.only.empty()) {
    std::erase_if(entries, [&](const TrialEntry& entry) { return entry.name != verb.only; });
    if (entries.empty()) {
      throw BadInput(fmt::format("--only: {} lists no {}", verb.entries, verb.only));
    }
  }
  for (TrialEntry& entry : entries) {
    entry.more = entry.way == Way::http ? options_of_servers(verb) : "";
  }
  // What is wrong among the options is said before a program is started.
  (void)checks_of(verb);
  (void)setups_of(verb.setups);
  if (verb.sandbox || (is_listed && !verb.no_sandbox)) {
    expect_sandbox(is_listed ? "with --no-sandbox" : "without --sandbox");
    // A server in a sandbox can only be reached from the same network.
    const bool is_server = std::any_of(entries.begin(), entries.end(), [](const TrialEntry& entry) {
      return entry.way == Way::http;
    });
    if (is_server && (!is_listed || !verb.only.empty())) {
      enter_own_network();
    }
  }
  const Subreaper subreaper;
  try {
    if (!is_listed) {
      expect_programs(entries);
    }
    if (!verb.scenario.empty()) {
      return play_scenario(verb, entries);
    }
    Work work(verb.work);
    if (!verb.json) {
      fmt::print("seed {}\n", verb.seed);
    }
    const bool all_finished =
        is_listed ? try_side_by_side(verb, entries, work) : try_one_by_one(verb, entries, work);
    if (!verb.only.empty()) {
      return exit_code(entries, all_finished);
    }
    const std::string page = (std::filesystem::path(verb.out) / "index.html").string();
    write_text_file(page, html_page(trial_document(entries, verb.seed), {}));
    if (!verb.junit.empty()) {
      write_text_file(verb.junit, trial_as_junit(entries));
    }
    if (!verb.csv.empty()) {
      write_text_file(verb.csv, trial_as_csv(entries));
    }
    if (verb.json) {
      print_json(trial_as_json(entries, verb.seed));
    } else {
      fmt::print("{}\n", printable(page));
    }
    if (!all_finished) {
      fmt::print(stderr, "turncoat: {} before the end of the trial\n", work.why_ended());
    }
    return exit_code(entries, all_finished);
  } catch (const NotStarted& reason) {
    throw BadInput(reason.what());
  }
}

}  // namespace

Action trial_verb(Options& options) {
  auto verb = std::make_shared<TrialVerb>();
  options.texts(
      "--decider", verb->deciders,
      "A whole algorithm: a program that reads a scenario a line and writes the decisions "
      "a line, such as 'python3 mine.py' or NAME='python3 mine.py'. May be repeated");
  options.texts("--general", verb->generals,
                "One general: a program that speaks Maelstrom's node protocol over standard input "
                "and output. May be repeated");
  options.texts(
      "--http", verb->servers,
      "One general behind HTTP, such as 'python3 mine.py {id} {n} {m} {port}'; {traitor}, "
      "{base} and {deadline} are filled in too. May be repeated");
  options
      .number("--base-port", verb->base_port, {1, 65'535},
              "Of --http: general i is at 127.0.0.1, at this port plus i")
      .shows("free ports");
  options
      .number("--deadline-ms", verb->deadline_ms, {10, 60'000},
              "Of --http: milliseconds that a round lasts at most")
      .shows("200");
  options.file("--entries", verb->entries,
               "Implementations in a JSON file, each with name, kind, command and folder: tried "
               "side by side, in sandboxes. The same command goes on where one was interrupted");
  options.flag("--sandbox", verb->sandbox,
               "Run the program under bubblewrap: it can read the system and this folder, write "
               "nothing but /tmp, and reach no network");
  options.text("--only", verb->only,
               "Of --entries: this one alone; its result is kept for a call with all of them");
  options.flag("--no-sandbox", verb->no_sandbox, "Of --entries: run them without protection");
  options.number("--jobs", verb->jobs, {1, kMostThreads}, "Of --entries: how many at a time");
  options.seconds("--entry-time", verb->entry_time,
                  "Of --entries: for one, all in all; 600 by default");
  options.list("--check", verb->checks, "Only these checks, with commas between them");
  options.flag("--list", verb->lists, "List the checks");
  options.text("--setups", verb->setups, "Only these n,m, such as '4,1 7,2'");
  options.file("--scenario", verb->scenario,
               "Try this scenario alone, in the manner of each --check");
  options.number("--seed", verb->seed, "For what is drawn");
  options.number("--cases", verb->cases, {1, 1'000'000},
                 "For each check, at most; by default 2,000 for a decider, 150 for a general, 10 "
                 "for one behind HTTP");
  options.seconds("--timeout", verb->timeout, "For one answer; 2 by default");
  options.flag("--hostile-lines", verb->hostile_lines,
               "Also lines that are no JSON, or of an unknown type");
  options.file("--out", verb->out, "Folder of the page index.html and of failures");
  options.file("--junit", verb->junit, "Write the results as JUnit XML too");
  options.file("--csv", verb->csv, "Write a line an implementation as CSV too");
  options.flag("--json", verb->json, "Print one JSON document");
  describe_progress(options, verb->work);
  return [verb] { return run(*verb); };
}

}  // namespace turncoat
