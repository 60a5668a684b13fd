// turncoat frontier: the table of cells in which each property holds, exactly.
#include "turncoat/properties/prove/frontier.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <iterator>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include "turncoat/cli/frontier_text.hpp"
#include "turncoat/cli/json_output.hpp"
#include "turncoat/cli/verbs.hpp"
#include "turncoat/cli/work.hpp"
#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/file_lock.hpp"
#include "turncoat/support/new_file.hpp"
#include "turncoat/support/number_text.hpp"
#include "turncoat/support/page/gnuplot.hpp"
#include "turncoat/support/printable.hpp"
#include "turncoat/support/text_file.hpp"

namespace turncoat {
namespace {

struct FrontierVerb {
  FrontierRange range;
  std::optional<int> traitors_max{};
  std::uint64_t formula_message_limit = FrontierOptions{}.formula_message_limit;
  WorkOptions work;
  std::string resume;
  std::string svg;
  bool json = false;
};

void refuse_what_cannot_be_done(const FrontierVerb& verb) {
  if (!can_be_replaced(verb.resume)) {  // such as a pipe of the shell, <(…)
    throw BadInput(fmt::format("--resume: found \"{}\", expected a file, which is read and written",
                               verb.resume));
  }
  if (!verb.svg.empty() && verb.range.m_max > kMaxPicturedM) {
    throw BadInput(fmt::format("--svg: found --m-max {}, expected at most {} for a picture",
                               verb.range.m_max, kMaxPicturedM));
  }
  if (!verb.svg.empty() && !Gnuplot().is_there()) {
    throw BadInput("--svg: needs gnuplot, which was not found (Debian: gnuplot-nox)");
  }
}

std::size_t settled_within(const FrontierRange& range, const Frontier& frontier) {
  return static_cast<std::size_t>(
      std::count_if(frontier.begin(), frontier.end(),
                    [&](const auto& row) { return range.contains(row.first); }));
}

// Empty if it could be written. What can't be must not end the work: the table is printed too.
template <class Text>
std::string why_not_written(const std::string& file, const Text& text) {
  try {
    write_text_file(file, text());
    return "";
  } catch (const std::runtime_error& error) {  // BadInput, or there are no more pipes
    return error.what();
  }
}

// Settles the range, and saves settled cells now and then.
FrontierWork work_on(Frontier& frontier, const FrontierVerb& verb, Work& work) {
  constexpr double kSecondsBetweenSaves = 30;
  double saved = 0;
  const std::size_t cells = cells_within(verb.range).size();
  std::size_t settled = settled_within(verb.range, frontier);
  FrontierOptions options{.formula_message_limit = verb.formula_message_limit,
                          .stop = [&work] { return work.is_over(); },
                          .settled = {}};
  options.settled = [&](const Cell& cell) {
    ++settled;
    work.show([&] {
      return fmt::format("{} of {}; n={}, m={}", with_commas(settled), counted(cells, "cell"),
                         cell.n, cell.m);
    });
    if (!verb.resume.empty() && work.seconds() - saved > kSecondsBetweenSaves) {
      why_not_written(verb.resume, [&] { return write_frontier(frontier, verb.range); });
      saved = work.seconds();
    }
  };
  return settle(frontier, verb.range, options);
}

int run(const FrontierVerb& verb) {
  refuse_what_cannot_be_done(verb);
  refuse_two_outputs(verb.json, "--svg", verb.svg);
  std::FILE* const out = stream_beside(verb.svg);
  if (!verb.svg.empty()) {
    const NewFile tried(verb.svg);  // or fail before the work
  }
  std::optional<FileLock> only_one;
  if (!verb.resume.empty()) {
    only_one.emplace(verb.resume);
  }
  Work work(verb.work);
  Frontier frontier;
  if (!verb.resume.empty() && std::filesystem::exists(verb.resume)) {
    frontier = read_frontier(read_text_file(verb.resume), verb.resume);
  }
  if (!verb.resume.empty()) {
    write_text_file(verb.resume, write_frontier(frontier, verb.range));  // or fail before the work
  }
  const std::size_t known = frontier.size();
  const FrontierWork done = work_on(frontier, verb, work);
  work.clear();
  std::string error;
  if (!verb.resume.empty()) {
    error = why_not_written(verb.resume, [&] { return write_frontier(frontier, verb.range); });
  }
  if (!verb.svg.empty() && error.empty()) {
    error = why_not_written(verb.svg,
                            [&] { return Gnuplot().run(frontier_script(frontier, verb.range)); });
  }
  const std::size_t cells = cells_within(verb.range).size();
  const std::size_t undecided = cells - settled_within(verb.range, frontier);
  if (verb.json) {
    Frontier asked;
    std::copy_if(frontier.begin(), frontier.end(), std::inserter(asked, asked.end()),
                 [&](const auto& row) { return verb.range.contains(row.first); });
    fmt::print("{}", write_frontier(asked, verb.range));
  } else {
    fmt::print(out, "{}\n", frontier_text(frontier, verb.range));
    fmt::print(out,
               "{}, {} undecided; settled now: {} by levels, {} of them also by a formula of the "
               "whole, in {:.2f} s\n",
               counted(cells, "cell"), with_commas(undecided), with_commas(done.by_levels),
               with_commas(done.by_formulas), work.seconds());
    if (known > 0) {
      fmt::print(out, "known from {}: {}\n", printable(verb.resume), counted(known, "cell"));
    }
    fmt::print(out, "assumed: loyal lieutenants are interchangeable, and so are traitorous ones\n");
    if (!verb.svg.empty() && error.empty()) {
      fmt::print(out, "picture: {}\n", printable(verb.svg));
    }
  }
  if (!error.empty()) {
    fmt::print(stderr, "turncoat: {}\n", printable(error));
    return kBadInput;
  }
  return undecided > 0 ? kUndecided : kHolds;
}

}  // namespace

Action frontier_verb(Options& options) {
  auto verb = std::make_shared<FrontierVerb>();
  options.number("--n-max", verb->range.n_max, {kMinGenerals, kMaxGenerals}, "Generals, 2 to 64")
      .required();
  options
      .number("--m-max", verb->range.m_max, {0, kMaxGenerals - 2},
              "Depth of OM(m), 0 to 62; each n has m ≤ n-2")
      .required();
  options.number("--traitors-max", verb->traitors_max, {0, kMaxGenerals},
                 "Traitors, 0 to 64 (default: m-max)");
  options.number("--formula-limit", verb->formula_message_limit,
                 "Also prove cells of at most this many messages by a formula of the whole run");
  describe_time_limit(options, verb->work);
  describe_progress(options, verb->work);
  options.file("--resume", verb->resume,
               "A JSON file. If it exists, its settled cells are trusted; all settled cells are "
               "written to it");
  options.file("--svg", verb->svg, "Draw a picture there, through gnuplot");
  options.flag("--json", verb->json, "Print one JSON document: {format, rows}");
  return [verb] {
    verb->range.traitors_max = verb->traitors_max.value_or(verb->range.m_max);
    return run(*verb);
  };
}

}  // namespace turncoat
