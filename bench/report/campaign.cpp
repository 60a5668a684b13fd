#include "turncoat/bench/report/campaign.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <map>

#include "turncoat/support/json_place.hpp"
#include "turncoat/support/number_text.hpp"
#include "turncoat/support/printable.hpp"
#include "turncoat/support/read_text.hpp"

namespace turncoat {
namespace {

constexpr std::size_t kMostRows = 1000;
constexpr std::string_view kFormat = "turncoat-campaign/1";

std::vector<JsonPlace> rows(const JsonPlace& top, const std::string& key) {
  return top.at(key).elements(kMostRows);
}

std::uint64_t count(const JsonPlace& object, const std::string& key) {
  return object.at(key).unsigned_integer();
}

class Reader {
 public:
  Reader(const JsonPlace& top, const std::string& file, const std::string& report_folder)
      : top_(top), folder_(std::filesystem::path(file).parent_path()), report_(report_folder) {}

  CampaignReport read() {
    add_claims();
    add_classes();
    add_fuzz();
    add_mutants();
    add_hunts();
    add_found();
    if (top_.at("failed").boolean() && failures_.empty()) {
      failures_.push_back("the campaign failed: its summary says what");
    }
    const bool interrupted = top_.at("interrupted").boolean();
    return {.section = {.id = "verified",
                        .title = "What this campaign verified",
                        .text = fmt::format(
                            "Campaign with seed {}, {} s{}, at commit {}. The same seed draws the "
                            "same scenarios.",
                            count(top_, "seed"), with_commas(count(top_, "seconds")),
                            interrupted ? ", interrupted: what was run before" : "",
                            read_text(top_.at("commit"))),
                        .parts = std::move(parts_)},
            .figure = {.number = with_commas(scenarios_ + inputs_),
                       .says = fmt::format("random scenarios and fuzz inputs were checked in the "
                                           "campaign; {}.",
                                           failures_.empty() ? "nothing was violated that is "
                                                               "promised"
                                                             : "something was violated")},
            .failures = std::move(failures_)};
  }

 private:
  void add(std::string id, std::string title, Table table, std::string note = "") {
    if (!table.rows.empty()) {
      parts_.push_back({.id = std::move(id),
                        .title = std::move(title),
                        .table = std::move(table),
                        .note = std::move(note)});
    }
  }

  // A link if the file exists.
  TableCell file_cell(const JsonPlace& place) const {
    const std::string name = read_text(place);
    TableCell cell = text_cell(name);
    const std::filesystem::path path = folder_ / name;
    std::error_code error;
    if (std::filesystem::is_regular_file(path, error)) {
      cell.link = std::filesystem::absolute(path, error)
                      .lexically_normal()
                      .lexically_relative(std::filesystem::absolute(report_).lexically_normal())
                      .string();
    }
    return cell;
  }

  void add_claims() {
    Table table{.columns = {{"claim", true}, {"says", true}, {"scenarios"}, {"broken", true}},
                .rows = {}};
    for (const JsonPlace& claim : rows(top_, "claims")) {
      const bool broken = claim.at("broken").boolean();
      const std::string name = read_text(claim.at("name"));
      scenarios_ += count(claim, "scenarios");
      table.rows.push_back({text_cell(name), text_cell(read_text(claim.at("statement"))),
                            count_cell(count(claim, "scenarios")),
                            broken ? text_cell("BROKEN", Tone::bad) : text_cell("no", Tone::good)});
      if (broken) {
        failures_.push_back(fmt::format("the claim {} is broken", name));
      }
    }
    add("claims", "Claims, each on random scenarios of its region", std::move(table),
        fmt::format(
            "{} from {}.",
            count(top_, "seeds") == 1 ? "One seed" : fmt::format("{} seeds", count(top_, "seeds")),
            count(top_, "seed")));
  }

  void add_classes() {
    std::map<std::string, std::uint64_t> by_class;
    for (const JsonPlace& claim : rows(top_, "claims")) {
      const JsonPlace classes = claim.at("classes");
      if (!classes.is_object() || classes.keys().size() > kMostRows) {
        classes.fail("an object of counts");
      }
      for (const std::string& name : classes.keys()) {
        by_class[printable(name.substr(0, kLongestText))] += count(classes, name);
      }
    }
    Table table{.columns = {{"class", true}, {"scenarios"}}, .rows = {}};
    for (const auto& [name, scenarios] : by_class) {
      table.rows.push_back({text_cell(name), count_cell(scenarios)});
    }
    add("classes", "Classes of these scenarios", std::move(table),
        "A scenario is in several classes. A test fails where a class that its region has was "
        "never met.");
  }

  void add_fuzz() {
    Table table{.columns = {{"fuzz target", true}, {"inputs"}, {"corpus"}, {"found"}}, .rows = {}};
    for (const JsonPlace& target : rows(top_, "fuzz")) {
      const std::uint64_t found = count(target, "found");
      const std::string name = read_text(target.at("target"));
      inputs_ += count(target, "inputs");
      TableCell found_cell = count_cell(found);
      found_cell.tone = found == 0 ? Tone::good : Tone::bad;
      table.rows.push_back({text_cell(name), count_cell(count(target, "inputs")),
                            count_cell(count(target, "corpus")), found_cell});
      if (found > 0) {
        failures_.push_back(fmt::format("{} found {}", name, found));
      }
    }
    add("fuzz", "Fuzz targets", std::move(table));
  }

  void add_mutants() {
    Table table{.columns = {{"mutant", true}, {"caught", true}}, .rows = {}};
    for (const JsonPlace& mutant : rows(top_, "mutants")) {
      const bool killed = mutant.at("killed").boolean();
      const std::string name = read_text(mutant.at("name"));
      table.rows.push_back(
          {text_cell(name), killed ? text_cell("yes", Tone::good) : text_cell("NO", Tone::bad)});
      if (!killed) {
        failures_.push_back(fmt::format("the mutant {} was not caught", name));
      }
    }
    add("mutants", "Mutants: wrong versions of the algorithm", std::move(table),
        "Caught: by exactly those claims that the table in properties/claims/mutants_test.cpp "
        "names.");
  }

  void add_hunts() {
    Table table{.columns = {{"n"},
                            {"m"},
                            {"scenarios tried"},
                            {"lies found"},
                            {"lies after shrinking"},
                            {"scenario", true}},
                .rows = {}};
    for (const JsonPlace& hunt : rows(top_, "hunts")) {
      table.rows.push_back({count_cell(count(hunt, "n")), count_cell(count(hunt, "m")),
                            count_cell(count(hunt, "tried")), count_cell(count(hunt, "lies_found")),
                            count_cell(count(hunt, "lies")), file_cell(hunt.at("file"))});
    }
    add("hunts", "Violations that must be found: n = 3m, one general too few", std::move(table),
        "turncoat replay FILE plays a scenario again, and compares.");
  }

  void add_found() {
    Table table{.columns = {{"file", true}}, .rows = {}};
    for (const JsonPlace& file : rows(top_, "found")) {
      TableCell cell = file_cell(file);
      cell.tone = Tone::bad;
      failures_.push_back(fmt::format("found: {}", cell.text));
      table.rows.push_back({std::move(cell)});
    }
    add("found", "Found where nothing should be", std::move(table));
  }

  const JsonPlace& top_;
  std::filesystem::path folder_;
  std::filesystem::path report_;
  std::vector<Part> parts_;
  std::vector<std::string> failures_;
  std::uint64_t scenarios_ = 0;
  std::uint64_t inputs_ = 0;
};

}  // namespace

CampaignReport read_campaign(std::string_view text, const std::string& file,
                             const std::string& report_folder) {
  const JsonPlace top = parse_json(text, file);
  if (top.at("format").text(kLongestText) != kFormat) {
    top.at("format").fail(fmt::format("\"{}\"", kFormat));
  }
  return Reader(top, file, report_folder).read();
}

}  // namespace turncoat
