// report: the results of benchmarks and a campaign as one page, index.html, and the same tables as
// report.md and report.json.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "turncoat/bench/report/baseline.hpp"
#include "turncoat/bench/report/campaign.hpp"
#include "turncoat/bench/report/engines.hpp"
#include "turncoat/bench/report/frontier_report.hpp"
#include "turncoat/bench/report/growth.hpp"
#include "turncoat/bench/report/measurements.hpp"
#include "turncoat/bench/report/suites.hpp"
#include "turncoat/properties/prove/frontier.hpp"
#include "turncoat/support/json_place.hpp"
#include "turncoat/support/page/document.hpp"
#include "turncoat/support/page/drawing.hpp"
#include "turncoat/support/page/gnuplot.hpp"
#include "turncoat/support/page/html.hpp"
#include "turncoat/support/page/plain.hpp"
#include "turncoat/support/printable.hpp"
#include "turncoat/support/text_file.hpp"

namespace turncoat {
namespace {

enum ExitCode : int { kAsItMustBe = 0, kNotAsItMustBe = 1, kBadInput = 2 };

struct Options {
  std::vector<std::string> measured;
  std::string out = "out/report";
  std::string campaign;
  std::string frontier;
  std::string baseline;
  std::string gnuplot = "gnuplot";
  std::vector<std::string> about;  // NAME=VALUE
  std::vector<std::string> left_out;
};

void print_error(const std::string& text) {
  fmt::print(stderr, "report: {}\n", printable(text));
}

std::vector<std::pair<std::string, std::string>> about_run(const Options& options,
                                                           const Measurements& measurements) {
  std::vector<std::pair<std::string, std::string>> about;
  for (const std::string& pair : options.about) {
    const std::size_t equals = pair.find('=');
    if (equals == 0 || equals == std::string::npos) {
      throw BadInput(fmt::format("--about: found \"{}\", expected NAME=VALUE", pair));
    }
    about.emplace_back(printable(pair.substr(0, equals)), printable(pair.substr(equals + 1)));
  }
  if (!measurements.build.empty()) {
    about.emplace_back("build", measurements.build);
  }
  if (measurements.processors > 0) {
    about.emplace_back("processors", std::to_string(measurements.processors));
  }
  return about;
}

Section about_section(const std::vector<std::pair<std::string, std::string>>& about) {
  Table table{.columns = {{"what", true}, {"value", true}}, .rows = {}};
  for (const auto& [name, value] : about) {
    table.rows.push_back({text_cell(name), text_cell(value)});
  }
  return {.id = "about",
          .title = "This run",
          .parts = {{.id = "about-run",
                     .title = "Machine, compiler, commit, options",
                     .table = std::move(table)}}};
}

struct Inputs {
  Measurements measurements;
  std::vector<std::pair<std::string, std::string>> about;
};

Inputs read_inputs(const Options& options) {
  Inputs inputs;
  for (const std::string& file : options.measured) {
    inputs.measurements =
        read_measurements(read_text_file(file), file, std::move(inputs.measurements));
  }
  inputs.about = about_run(options, inputs.measurements);
  return inputs;
}

void add(Document& document, std::optional<Section> section) {
  if (section) {
    document.sections.push_back(std::move(*section));
  }
}

void add(Document& document, std::optional<Figure> figure) {
  if (figure) {
    document.figures.push_back(std::move(*figure));
  }
}

Document make_document(const Inputs& inputs, const Options& options) {
  const Measurements& measured = inputs.measurements;
  Document document{
      .title = "Turncoat: what agreement costs",
      .subtitle =
          "OM(m), the Oral Messages algorithm: how many messages it sends, what one costs in each "
          "engine, how far that goes, and what was verified.",
      .all_is_well =
          "Nothing that was checked is wrong: every count is the closed form, every benchmark's "
          "result was right.",
      .left_out = options.left_out};
  for (const FailedBenchmark& failed : measured.failed) {
    document.failures.push_back(fmt::format("{}: {}", failed.name, failed.why));
  }
  for (std::string& failure : growth_failures(measured)) {
    document.failures.push_back(std::move(failure));
  }
  add(document, growth_figure(measured));
  add(document, speed_figure(measured));
  add(document, reach_figure(measured));
  add(document, fast_figure(measured));
  add(document, growth_section(measured));
  add(document, engines_section(measured));
  add(document, reach_section(measured));
  add(document, suites_section(measured));
  if (!options.campaign.empty()) {
    CampaignReport campaign =
        read_campaign(read_text_file(options.campaign), options.campaign, options.out);
    document.sections.push_back(std::move(campaign.section));
    document.figures.push_back(std::move(campaign.figure));
    for (std::string& failure : campaign.failures) {
      document.failures.push_back(std::move(failure));
    }
  } else {
    document.left_out.push_back("what was verified: no campaign was given (ci/campaign runs one)");
  }
  if (!options.frontier.empty()) {
    FrontierReport frontier =
        frontier_report(read_frontier(read_text_file(options.frontier), options.frontier));
    document.sections.push_back(std::move(frontier.section));
    for (std::string& failure : frontier.failures) {
      document.failures.push_back(std::move(failure));
    }
  }
  if (!options.baseline.empty()) {
    document.sections.push_back(
        baseline_section(measured, read_text_file(options.baseline), options.baseline));
  }
  document.sections.push_back(about_section(inputs.about));
  return document;
}

std::map<std::string, std::string> draw_all(Document& document, const Gnuplot& gnuplot) {
  std::map<std::string, std::string> drawings;
  if (!gnuplot.is_there()) {
    document.left_out.push_back("charts: gnuplot was not found (gnuplot-nox)");
    return drawings;
  }
  for (const Section& section : document.sections) {
    for (const Part& part : section.parts) {
      std::optional<std::string> svg;
      if (part.chart) {
        svg = draw(*part.chart, part.id, gnuplot);
      }
      if (svg) {
        drawings[part.id] = std::move(*svg);
      }
    }
  }
  return drawings;
}

nlohmann::json json_report(const Document& document, const Inputs& inputs) {
  nlohmann::json report = as_json(document);
  report["format"] = kReportFormat;
  report["about"] = inputs.about;
  report["benchmarks"] = benchmarks_as_json(inputs.measurements.benchmarks);
  return report;
}

int report(const Options& options) {
  const Inputs inputs = read_inputs(options);
  Document document = make_document(inputs, options);
  const std::map<std::string, std::string> drawings = draw_all(document, Gnuplot(options.gnuplot));
  write_text_file(options.out + "/index.html", html_page(document, drawings));
  write_text_file(options.out + "/report.md", markdown(document));
  write_text_file(
      options.out + "/report.json",
      json_report(document, inputs).dump(1, ' ', false, nlohmann::json::error_handler_t::replace) +
          "\n");
  for (const Figure& figure : document.figures) {
    fmt::print("{:>14}  {}\n", figure.number, figure.says);
  }
  for (const std::string& left_out : document.left_out) {
    fmt::print("left out: {}\n", left_out);
  }
  fmt::print("{}/index.html, {} charts; the same tables: report.md, report.json\n", options.out,
             drawings.size());
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
    throw BadInput("standard output: can't be written");
  }
  for (const std::string& failure : document.failures) {
    print_error("WRONG: " + failure);
  }
  return document.failures.empty() ? kAsItMustBe : kNotAsItMustBe;
}

void add_options(CLI::App& program, Options& options) {
  program.add_option("BENCH.json", options.measured,
                     "Files that benchmark programs wrote with --benchmark_out=BENCH.json");
  program.add_option("-o,--out", options.out, "The folder to write to")->capture_default_str();
  program.add_option("--campaign", options.campaign, "A campaign's campaign.json");
  program.add_option("--frontier", options.frontier, "The output of turncoat frontier --json");
  program.add_option("--baseline", options.baseline, "An earlier report.json to compare with");
  program.add_option("--gnuplot", options.gnuplot, "The program that draws")->capture_default_str();
  program.add_option("--about", options.about, "NAME=VALUE, shown with the run; may be repeated")
      ->take_all();
  program.add_option("--left-out", options.left_out, "A line on what is missing, and why")
      ->take_all();
  program.footer(
      "Exit codes: 0 all is as it must be; 1 a count is not the closed form, a benchmark failed, "
      "or\nthe campaign found something; 2 bad input or usage.\n");
}

}  // namespace
}  // namespace turncoat

int main(int argc, char** argv) {
  turncoat::Options options;
  CLI::App program(
      "One page of measurements and campaign results: the growth of messages, the cost of one, the "
      "reach of each engine.",
      "report");
  turncoat::add_options(program, options);
  try {
    program.parse(argc, argv);
    return turncoat::report(options);
  } catch (const CLI::Success& success) {
    return program.exit(success);
  } catch (const CLI::ParseError& error) {
    turncoat::print_error(std::string(error.what()) + " (report --help says more)");
  } catch (const turncoat::BadInput& error) {
    turncoat::print_error(error.what());
  } catch (const std::bad_alloc&) {
    turncoat::print_error("not enough memory for this");
  } catch (const std::runtime_error& error) {
    turncoat::print_error(error.what());
  }
  return turncoat::kBadInput;
}
