// turncoat frontier: the table of where each property holds, exactly.
#include "properties/frontier.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>

#include "adversaries/json_place.hpp"
#include "adversaries/number_text.hpp"
#include "bench/report/gnuplot.hpp"
#include "cli/frontier_text.hpp"
#include "cli/verb.hpp"
#include "cli/verbs.hpp"
#include "properties/text_file.hpp"

namespace turncoat {
namespace {

using Clock = std::chrono::steady_clock;

struct FrontierVerb {
  FrontierRange range;
  std::optional<int> traitors_max{};
  std::uint64_t formula_message_limit = FrontierOptions{}.formula_message_limit;
  double time_limit_seconds = 0;
  std::string resume;
  std::string svg;
  bool json = false;
};

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

void refuse_what_cannot_be_done(const FrontierVerb& verb) {
  if (!verb.svg.empty() && verb.range.m_max > kMaxPicturedM) {
    throw BadInput(fmt::format("--svg: found --m-max {}, expected at most {} for a picture",
                               verb.range.m_max, kMaxPicturedM));
  }
  if (!verb.svg.empty() && !Gnuplot().is_there()) {
    throw BadInput("--svg: needs gnuplot, which was not found (Debian: gnuplot-nox)");
  }
}

// Settles the range, saving now and then what is done.
FrontierWork work_on(Frontier& frontier, const FrontierVerb& verb, Clock::time_point start) {
  constexpr double kSecondsBetweenSaves = 30;
  double saved = 0;
  std::size_t cells = cells_within(verb.range).size();
  Progress progress;
  FrontierOptions options{
      .formula_message_limit = verb.formula_message_limit, .stop = {}, .settled = {}};
  options.stop = [&] {
    return was_interrupted() ||
           (verb.time_limit_seconds > 0 && seconds_since(start) >= verb.time_limit_seconds);
  };
  options.settled = [&](const Cell& cell) {
    progress.show(fmt::format("{} of {} cells; n={}, m={}", with_commas(frontier.size()),
                              with_commas(cells), cell.n, cell.m));
    if (!verb.resume.empty() && seconds_since(start) - saved > kSecondsBetweenSaves) {
      write_text_file(verb.resume, write_frontier(frontier, verb.range));
      saved = seconds_since(start);
    }
  };
  return settle(frontier, verb.range, options);
}

int run(const FrontierVerb& verb) {
  refuse_what_cannot_be_done(verb);
  const Clock::time_point start = Clock::now();
  Frontier frontier;
  if (!verb.resume.empty() && std::filesystem::exists(verb.resume)) {
    frontier = read_frontier(read_text_file(verb.resume), verb.resume);
  }
  if (!verb.resume.empty()) {
    write_text_file(verb.resume, write_frontier(frontier, verb.range));  // or fail before the work
  }
  const std::size_t known = frontier.size();
  stop_on_interrupt();
  const FrontierWork work = work_on(frontier, verb, start);
  if (!verb.resume.empty()) {
    write_text_file(verb.resume, write_frontier(frontier, verb.range));
  }
  if (!verb.svg.empty()) {
    write_text_file(verb.svg, Gnuplot().run(frontier_script(frontier, verb.range)));
  }
  const std::vector<Cell> cells = cells_within(verb.range);
  const auto undecided = static_cast<std::uint64_t>(std::count_if(
      cells.begin(), cells.end(), [&](const Cell& cell) { return !frontier.contains(cell); }));
  if (verb.json) {
    Frontier asked;
    std::copy_if(frontier.begin(), frontier.end(), std::inserter(asked, asked.end()),
                 [&](const auto& row) { return verb.range.contains(row.first); });
    fmt::print("{}", write_frontier(asked, verb.range));
  } else {
    fmt::print("{}\n", frontier_text(frontier, verb.range));
    fmt::print(
        "{}, {} undecided; settled now: {} by levels, {} of them also by a formula of the "
        "whole, in {:.2f} s\n",
        counted(cells.size(), "cell"), with_commas(undecided), with_commas(work.by_levels),
        with_commas(work.by_formulas), seconds_since(start));
    if (known > 0) {
      fmt::print("known from {}: {}\n", verb.resume, counted(known, "cell"));
    }
    fmt::print("assumed: loyal lieutenants are interchangeable, and so are traitorous ones\n");
    if (!verb.svg.empty()) {
      fmt::print("picture: {}\n", verb.svg);
    }
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
                 "Also prove cells of at most that many messages by a formula of the whole");
  options.seconds("--time-limit", verb->time_limit_seconds, "Seconds to spend at most");
  options.text(
      "--resume", verb->resume,
      "A JSON file: cells that it settles are taken from it on trust, where it exists, and all "
      "that is settled is written to it");
  options.text("--svg", verb->svg, "Draw a picture there, through gnuplot");
  options.flag("--json", verb->json, "Print one JSON document: {format, rows}");
  return [verb] {
    verb->range.traitors_max = verb->traitors_max.value_or(verb->range.m_max);
    return run(*verb);
  };
}

}  // namespace turncoat
