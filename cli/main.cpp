// turncoat: the command line. Parses, calls, prints.
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <new>
#include <string>
#include <system_error>

#include "cli/verb.hpp"
#include "core/bad_input.hpp"

namespace {

// Where standard error can't be written either, the exit code still says it.
void print_error(const std::string& text) {
  std::fputs(("turncoat: " + turncoat::on_one_line(text) + "\n").c_str(), stderr);
}

// What was printed may still be in a buffer.
bool is_written() {
  return std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
}

}  // namespace

int main(int argc, char** argv) {
  int exit_code = turncoat::kHolds;
  CLI::App program(
      "A testbed for Lamport's Oral Messages algorithm OM(m): do the loyal lieutenants agree, "
      "whatever the traitors say?",
      "turncoat");
  program.set_version_flag("--version", TURNCOAT_VERSION);
  program.require_subcommand(1);
  program.set_help_all_flag("--help-all", "Help of every verb");
  program.footer(
      "Exit codes: 0 it holds, or replays as expected; 1 a violation, or not as expected;\n"
      "2 bad input or usage; 3 undecided within the limits given.\n");
  turncoat::add_run(program, exit_code);
  turncoat::add_replay(program, exit_code);
  turncoat::add_shrink(program, exit_code);
  turncoat::add_search(program, exit_code);
  turncoat::add_prove(program, exit_code);
  turncoat::add_frontier(program, exit_code);
  turncoat::add_check_proof(program, exit_code);
  turncoat::add_strategies(program, exit_code);
  try {
    program.parse(argc, argv);
  } catch (const CLI::Success& success) {
    const int code = program.exit(success);
    std::cout.flush();
    if (!std::cout || !is_written()) {
      print_error("standard output: can't be written");
      return turncoat::kBadInput;
    }
    return code;
  } catch (const CLI::ParseError& error) {
    print_error(std::string(error.what()) + " (turncoat --help says more)");
    return turncoat::kBadInput;
  } catch (const turncoat::BadInput& error) {
    print_error(error.what());
    return turncoat::kBadInput;
  } catch (const std::bad_alloc&) {
    print_error("not enough memory for this");
    return turncoat::kBadInput;
  } catch (const std::filesystem::filesystem_error& error) {
    print_error(error.path1().string() + ": " + error.code().message());
    return turncoat::kBadInput;
  } catch (const std::system_error& error) {  // fmt::print, where it can't write
    print_error(std::string("standard output: can't be written: ") + error.code().message());
    return turncoat::kBadInput;
  }
  if (!is_written()) {
    print_error("standard output: can't be written");
    return turncoat::kBadInput;
  }
  return exit_code;
}
