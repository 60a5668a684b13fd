// growth_report: the report of a run of turncoat_bench, from the JSON file it wrote.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>

#include "adversaries/json_place.hpp"
#include "bench/growth_table.hpp"
#include "properties/text_file.hpp"

namespace {

enum ExitCode : int { kAsItMustBe = 0, kNotAsItMustBe = 1, kBadInput = 2 };

void print_error(const std::string& text) {
  fmt::print(stderr, "growth_report: {}\n", turncoat::on_one_line(text));
}

int report(const std::string& file, const std::string& out) {
  const turncoat::GrowthReport report = turncoat::make_growth_report(
      turncoat::read_measurements(turncoat::read_text_file(file), file));
  if (out.empty()) {
    fmt::print("{}", report.markdown);
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
      throw turncoat::BadInput("standard output: can't be written");
    }
  } else {
    turncoat::write_text_file(out, report.markdown);
  }
  for (const std::string& failure : report.failures) {
    print_error("FAILED: " + failure);
  }
  return report.failures.empty() ? kAsItMustBe : kNotAsItMustBe;
}

}  // namespace

int main(int argc, char** argv) {
  std::string file;
  std::string out;
  CLI::App program(
      "The report of a run of turncoat_bench: how messages grow with n and m, measured beside the "
      "closed form, and how fast each engine is.",
      "growth_report");
  program.add_option("BENCH.json", file, "What turncoat_bench --benchmark_out=BENCH.json wrote")
      ->required();
  program.add_option("-o,--out", out, "Where to write the Markdown (default: standard output)");
  program.footer(
      "Exit codes: 0 every count is the closed form; 1 one is not, or a benchmark failed;\n"
      "2 bad input or usage.\n");
  try {
    program.parse(argc, argv);
    return report(file, out);
  } catch (const CLI::Success& success) {
    return program.exit(success);
  } catch (const CLI::ParseError& error) {
    print_error(std::string(error.what()) + " (growth_report --help says more)");
  } catch (const turncoat::BadInput& error) {
    print_error(error.what());
  } catch (const std::bad_alloc&) {
    print_error("not enough memory for this");
  }
  return kBadInput;
}
