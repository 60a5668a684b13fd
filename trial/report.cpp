#include "turncoat/trial/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "turncoat/support/number_text.hpp"
#include "turncoat/support/page/html.hpp"
#include "turncoat/support/printable.hpp"

namespace turncoat {
namespace {

using nlohmann::ordered_json;

std::string of_file(const std::string& file) {
  return std::filesystem::path(file).filename().string();
}

std::string failure_text(const CheckResult& result) {
  const Failure& failure = *result.failure;
  std::string text = fmt::format("{} (after {})", failure.what, counted(failure.after, "case"));
  if (result.verdict == TrialVerdict::flaky) {
    return text + "; when asked again, it doesn't fail";
  }
  const Scenario& simplest = failure.simplest.scenario;
  text += fmt::format("; made small: n={}, m={}, {}", simplest.setup.n, simplest.setup.m,
                      counted(simplest.lies.size(), "lie"));
  if (failure.simplest.general >= 0) {
    text += fmt::format(", as general {}", failure.simplest.general);
  }
  text += ": " + failure.simplest_is;
  if (!failure.resembles.empty()) {
    text += fmt::format("; it decides like {}", failure.resembles);
  }
  return text;
}

std::vector<const CheckResult*> results_of(const TrialEntry& entry, const Check& check) {
  std::vector<const CheckResult*> found;
  for (const CheckResult& result : entry.result.checks) {
    if (result.check == &check) {
      found.push_back(&result);
    }
  }
  return found;
}

Tone tone_of(TrialVerdict verdict) {
  switch (verdict) {
    case TrialVerdict::passed:
      return Tone::good;
    case TrialVerdict::failed:
    case TrialVerdict::flaky:
      return Tone::bad;
    default:
      return Tone::plain;
  }
}

bool is_bad(const CheckResult& result) {
  return result.failure.has_value();
}

}  // namespace

ordered_json entry_as_json(const TrialEntry& entry) {
  ordered_json one;
  one["name"] = entry.name;
  one["way"] = name(entry.way);
  one["command"] = entry.command;
  if (!entry.folder.empty()) {
    one["folder"] = entry.folder;
  }
  one["sandbox"] = entry.in_sandbox;
  one["passed"] = entry.result.passed();
  one["finished"] = entry.result.finished;
  one["out_of_time"] = entry.out_of_time;
  one["level"] = level_reached(entry.result);
  one["levels"] = entry.result.levels();
  one["cases"] = entry.result.tried();
  one["never_answers"] = entry.result.never_answers;
  one["mixes_agreements"] = entry.result.mixes_agreements;
  one["checks"] = ordered_json::array();
  for (std::size_t i = 0; i < entry.result.checks.size(); ++i) {
    const CheckResult& result = entry.result.checks[i];
    ordered_json check;
    check["name"] = result.check->name;
    check["level"] = kLevels[result.check->level];
    check["means"] = result.check->means;
    check["verdict"] = name(result.verdict);
    check["cases"] = result.tried;
    check["not_supported"] = result.not_supported;
    if (result.failure) {
      const Failure& failure = *result.failure;
      ordered_json json;
      json["what"] = failure.what;
      json["after"] = failure.after;
      json["file"] = entry.files[i];
      json["n"] = failure.simplest.scenario.setup.n;
      json["m"] = failure.simplest.scenario.setup.m;
      json["lies"] = failure.simplest.scenario.lies.size();
      if (failure.simplest.general >= 0) {
        json["general"] = failure.simplest.general;
      }
      json["simplest"] = failure.simplest_is;
      json["resembles"] = failure.resembles;
      json["again"] = again(entry, result, entry.files[i]);
      check["failure"] = json;
    }
    one["checks"].push_back(check);
  }
  return one;
}

ordered_json trial_as_json(const std::vector<TrialEntry>& entries, std::uint64_t seed) {
  ordered_json all;
  all["seed"] = seed;
  all["entries"] = ordered_json::array();
  for (const TrialEntry& entry : entries) {
    all["entries"].push_back(entry_as_json(entry));
  }
  return all;
}

std::string trial_as_csv(const std::vector<TrialEntry>& entries) {
  const auto cell = [](const std::string& text) {
    std::string quoted = "\"";
    for (const char c : printable(text)) {
      quoted += c == '"' ? "\"\"" : std::string(1, c);
    }
    return quoted + '"';
  };
  std::string csv = "name,kind,level,levels,passed,finished,cases,first failure,what,resembles\n";
  for (const TrialEntry& entry : entries) {
    const CheckResult* const first = first_failure(entry.result);
    csv += fmt::format("{},{},{},{},{},{},{},{},{},{}\n", cell(entry.name), name(entry.way),
                       cell(level_reached(entry.result)), entry.result.levels(),
                       entry.result.passed(), entry.result.finished, entry.result.tried(),
                       first == nullptr ? "" : first->check->name,
                       first == nullptr ? "" : cell(first->failure->what),
                       first == nullptr ? "" : first->failure->resembles);
  }
  return csv;
}

std::string trial_as_junit(const std::vector<TrialEntry>& entries) {
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"turncoat trial\">\n";
  for (const TrialEntry& entry : entries) {
    const auto& all = entry.result.checks;
    const auto failed = std::count_if(all.begin(), all.end(), is_bad);
    const auto skipped = std::count_if(all.begin(), all.end(), [](const CheckResult& result) {
      return result.verdict == TrialVerdict::not_applicable ||
             result.verdict == TrialVerdict::not_judged;
    });
    xml += fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" skipped=\"{}\">\n",
                       html_escaped(printable(entry.name)), all.size(), failed, skipped);
    for (const CheckResult& result : all) {
      xml += fmt::format("    <testcase classname=\"{}\" name=\"{}\"",
                         html_escaped(printable(entry.name)), result.check->name);
      if (result.failure) {
        xml += fmt::format(">\n      <failure message=\"{}\"/>\n    </testcase>\n",
                           html_escaped(printable(failure_text(result))));
      } else if (result.verdict != TrialVerdict::passed) {
        xml += fmt::format(">\n      <skipped message=\"{}\"/>\n    </testcase>\n",
                           name(result.verdict));
      } else {
        xml += "/>\n";
      }
    }
    xml += "  </testsuite>\n";
  }
  return xml + "</testsuites>\n";
}

Document trial_document(const std::vector<TrialEntry>& entries, std::uint64_t seed) {
  Document page;
  page.title = "On trial";
  page.subtitle = fmt::format("OM(m) by {}, tried with seed {}",
                              counted(entries.size(), "implementation"), seed);
  page.all_is_well = "All checks that apply passed.";
  Table table{.columns = {{.title = "check", .is_text = true}}, .rows = {}};
  Table levels{.columns = {{.title = "implementation", .is_text = true},
                           {.title = "level reached", .is_text = true},
                           {.title = "cases"},
                           {.title = "first failure", .is_text = true},
                           {.title = "resembles", .is_text = true}},
               .rows = {}};
  for (const TrialEntry& entry : entries) {
    const std::string shown = printable(entry.name);
    table.columns.push_back({.title = shown, .is_text = true});
    const CheckResult* const first = first_failure(entry.result);
    levels.rows.push_back(
        {text_cell(shown),
         text_cell(level_reached(entry.result), entry.result.passed() ? Tone::good : Tone::bad),
         count_cell(entry.result.tried()),
         first == nullptr ? no_cell()
                          : text_cell(fmt::format("{}: {}", first->check->name,
                                                  printable(first->failure->what))),
         first == nullptr || first->failure->resembles.empty()
             ? no_cell()
             : text_cell(first->failure->resembles)});
  }
  Section failures{.id = "failures", .title = "Failures"};
  for (const Check& check : checks()) {
    std::vector<TableCell> row{text_cell(fmt::format("{} · {}", kLevels[check.level], check.name))};
    bool any = false;
    for (std::size_t e = 0; e < entries.size(); ++e) {
      const TrialEntry& entry = entries[e];
      const auto results = results_of(entry, check);
      if (results.empty()) {
        row.push_back(no_cell());
        continue;
      }
      any = true;
      const CheckResult& result = *results.front();
      const auto index = static_cast<std::size_t>(&result - entry.result.checks.data());
      TableCell cell = text_cell(result.verdict == TrialVerdict::passed
                                     ? fmt::format("passed, {}", with_commas(result.tried))
                                     : std::string(name(result.verdict)),
                                 tone_of(result.verdict));
      if (result.failure) {
        cell.link = of_file(entry.files[index]);
        page.failures.push_back(fmt::format("{}: {}: {}", printable(entry.name), check.name,
                                            printable(result.failure->what)));
        failures.parts.push_back(
            {.id = fmt::format("failure-{}-{}", e, check.name),
             .title = fmt::format("{}: {}", printable(entry.name), check.name),
             .text = fmt::format("{} {}.", check.means, printable(failure_text(result))),
             .note =
                 fmt::format("Again: {}", printable(again(entry, result, entry.files[index])))});
      }
      row.push_back(cell);
    }
    if (any) {
      table.rows.push_back(row);
    }
  }
  page.sections.push_back({.id = "levels",
                           .title = "Implementations",
                           .parts = {{.id = "levels-table", .title = "Levels", .table = levels}}});
  page.sections.push_back({.id = "checks",
                           .title = "Checks",
                           .parts = {{.id = "checks-table", .title = "Checks", .table = table}}});
  if (!failures.parts.empty()) {
    page.sections.push_back(failures);
  }
  return page;
}

}  // namespace turncoat
