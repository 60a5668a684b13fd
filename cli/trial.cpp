// turncoat trial: somebody else's implementation, tried, and its failures made small.
#include "turncoat/trial/trial.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "turncoat/cli/json_output.hpp"
#include "turncoat/cli/verbs.hpp"
#include "turncoat/cli/work.hpp"
#include "turncoat/properties/scenario_json.hpp"
#include "turncoat/support/decimal.hpp"
#include "turncoat/support/dialogue.hpp"
#include "turncoat/support/number_text.hpp"
#include "turncoat/support/page/html.hpp"
#include "turncoat/support/printable.hpp"
#include "turncoat/support/process.hpp"
#include "turncoat/support/shell_words.hpp"
#include "turncoat/support/text_file.hpp"
#include "turncoat/trial/report.hpp"
#include "turncoat/trial/subjects.hpp"

namespace turncoat {
namespace {

constexpr std::size_t kCasesOfADecider = 2000;
constexpr std::size_t kCasesOfAGeneral = 150;

struct TrialVerb {
  std::vector<std::string> deciders;
  std::vector<std::string> generals;
  std::vector<std::string> checks;
  std::string setups;
  std::string scenario;
  std::uint64_t seed = 1;
  std::optional<double> timeout;
  std::optional<int> cases;
  bool hostile_lines = false;
  bool lists = false;
  std::string out = "out/trial";
  std::string junit;
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
  const auto is_of_name = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  };
  const auto end = std::find_if_not(text.begin(), text.end(), is_of_name);
  const bool is_named = end != text.end() && *end == '=' && end != text.begin();
  const std::string command = is_named ? std::string(end + 1, text.end()) : text;
  const std::string option = fmt::format("--{}", name(way));
  const std::vector<std::string> words = words_of(command, option);
  return {.name = is_named ? std::string(text.begin(), end) : name_of_program(words),
          .command = command,
          .way = way};
}

std::vector<TrialEntry> entries_of(const TrialVerb& verb) {
  std::vector<TrialEntry> entries;
  for (const std::string& text : verb.deciders) {
    entries.push_back(entry_of(text, Way::decider));
  }
  for (const std::string& text : verb.generals) {
    entries.push_back(entry_of(text, Way::general));
  }
  if (entries.empty()) {
    throw BadInput("--decider is required without --general");
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

std::chrono::milliseconds answer_time(const TrialVerb& verb) {
  return verb.timeout ? std::chrono::ceil<std::chrono::milliseconds>(
                            std::chrono::duration<double>(*verb.timeout))
                      : kUsualAnswerTime;
}

std::unique_ptr<Subject> subject_of_entry(const TrialEntry& entry, const TrialVerb& verb) {
  return subject_of(entry.way, words_of(entry.command, fmt::format("--{}", name(entry.way))),
                    answer_time(verb));
}

TrialOptions options_of(const TrialVerb& verb, const TrialEntry& entry, Work& work) {
  const std::size_t usual = entry.way == Way::decider ? kCasesOfADecider : kCasesOfAGeneral;
  return {.way = entry.way,
          .cases = {.seed = verb.seed,
                    .count = verb.cases ? static_cast<std::size_t>(*verb.cases) : usual,
                    .wanted = setups_of(verb.setups)},
          .checks = checks_of(verb),
          .stop = [&work] { return work.is_over(); },
          .progress =
              [&](const Check& check, std::uint64_t tried, std::uint64_t of) {
                work.show([&] {
                  return fmt::format("{}: {}, {} of {} cases", printable(entry.name), check.name,
                                     tried, of);
                });
              }};
}

void save_failures(TrialEntry& entry, const std::string& folder) {
  for (const CheckResult& result : entry.result.checks) {
    std::string file;
    if (result.failure) {
      file = (std::filesystem::path(folder) /
              fmt::format("{}-{}.json", entry.name, result.check->name))
                 .string();
      save_scenario(failure_scenario(entry, result), file);
    }
    entry.files.push_back(file);
  }
}

void print_for_people(const TrialEntry& entry) {
  const TrialResult& result = entry.result;
  fmt::print("{} {} ({}): {}, {}\n", name(entry.way), printable(entry.name),
             printable(entry.command),
             result.levels() == 0 ? std::string("passes no level")
                                  : fmt::format("passes up to level {}", level_reached(result)),
             counted(result.tried(), "case"));
  if (result.never_answers) {
    fmt::print("  it never answers: nothing more was tried\n");
  }
  if (result.mixes_agreements) {
    fmt::print(
        "  what was said in one agreement has a bearing on the next one: so each was played by a "
        "process of its own\n");
  }
  for (std::size_t i = 0; i < result.checks.size(); ++i) {
    const CheckResult& check = result.checks[i];
    if (check.tried == 0 && check.not_supported == 0 && !check.failure) {
      continue;
    }
    fmt::print("  {:<14}{:<17}{:<15}{}\n", kLevels[check.check->level], check.check->name,
               name(check.verdict), counted(check.tried, "case"));
    if (check.failure) {
      const Failure& failure = *check.failure;
      fmt::print("    {}\n    {}\n", check.check->means, printable(failure.what));
      if (check.verdict == TrialVerdict::flaky) {
        fmt::print("    asked again in a new process, it doesn't fail\n");
      } else {
        fmt::print("    made small: n={}, m={}, {}{}: {}\n", failure.simplest.scenario.setup.n,
                   failure.simplest.scenario.setup.m,
                   counted(failure.simplest.scenario.lies.size(), "lie"),
                   failure.simplest.general >= 0
                       ? fmt::format(", as general {}", failure.simplest.general)
                       : "",
                   printable(failure.simplest_is));
      }
      if (!failure.resembles.empty()) {
        fmt::print("    it decides like {}\n", failure.resembles);
      }
      fmt::print("    {}\n", printable(entry.files[i]));
    }
  }
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
    const std::unique_ptr<Subject> subject = subject_of_entry(entry, verb);
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

// Before anything is tried: a misspelt one would end a long trial of others.
void expect_programs(const std::vector<TrialEntry>& entries) {
  for (const TrialEntry& entry : entries) {
    const Dialogue dialogue(words_of(entry.command, fmt::format("--{}", name(entry.way))));
  }
}

int run(const TrialVerb& verb) {
  if (verb.lists) {
    return list_checks();
  }
  std::vector<TrialEntry> entries = entries_of(verb);
  // What is wrong among the options is said before a program is started.
  (void)checks_of(verb);
  (void)setups_of(verb.setups);
  const Subreaper subreaper;
  try {
    expect_programs(entries);
    if (!verb.scenario.empty()) {
      return play_scenario(verb, entries);
    }
    Work work(verb.work);
    if (!verb.json) {
      fmt::print("seed {}\n", verb.seed);
    }
    bool all_passed = true;
    bool all_finished = true;
    for (TrialEntry& entry : entries) {
      const std::unique_ptr<Subject> subject = subject_of_entry(entry, verb);
      entry.result = run_trial(*subject, options_of(verb, entry, work));
      work.clear();
      save_failures(entry, verb.out);
      all_passed = all_passed && entry.result.passed();
      all_finished = all_finished && entry.result.finished;
      if (!verb.json) {
        print_for_people(entry);
        std::fflush(stdout);
      }
    }
    const std::string page = (std::filesystem::path(verb.out) / "index.html").string();
    write_text_file(page, html_page(trial_document(entries, verb.seed), {}));
    if (!verb.junit.empty()) {
      write_text_file(verb.junit, trial_as_junit(entries));
    }
    if (verb.json) {
      print_json(trial_as_json(entries, verb.seed));
    } else {
      fmt::print("{}\n", printable(page));
    }
    if (!all_finished) {
      fmt::print(stderr, "turncoat: {} before the end of the trial\n", work.why_ended());
    }
    return !all_passed ? kViolation : all_finished ? kHolds : kUndecided;
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
  options.list("--check", verb->checks, "Only these checks, with commas between them");
  options.flag("--list", verb->lists, "List the checks");
  options.text("--setups", verb->setups, "Only these n,m, such as '4,1 7,2'");
  options.file("--scenario", verb->scenario,
               "Try this scenario alone, in the manner of each --check");
  options.number("--seed", verb->seed, "For what is drawn");
  options.number("--cases", verb->cases, {1, 1'000'000},
                 "For each check, at most; by default 2,000 for a decider, 150 for a general");
  options.seconds("--timeout", verb->timeout, "For one answer; 2 by default");
  options.flag("--hostile-lines", verb->hostile_lines,
               "Also lines that are no JSON, or of an unknown type");
  options.file("--out", verb->out, "Folder of the page index.html and of failures");
  options.file("--junit", verb->junit, "Write the results as JUnit XML too");
  options.flag("--json", verb->json, "Print one JSON document");
  describe_progress(options, verb->work);
  return [verb] { return run(*verb); };
}

}  // namespace turncoat
