// turncoat: the command line. Parses, calls, prints.
#include <cstdio>
#include <exception>
#include <filesystem>
#include <new>
#include <string>
#include <system_error>

#include "turncoat/cli/verbs.hpp"
#include "turncoat/cli/version.hpp"
#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/printable.hpp"

namespace {

constexpr turncoat::Program kTurncoat{
    .name = "turncoat",
    .version = turncoat::version_text,
    .help =
        "A testbed for Lamport's Oral Messages algorithm OM(m): do the loyal lieutenants agree, "
        "whatever the traitors say?",
    .footer =
        "Exit codes: 0 it holds, or replays as expected; 1 a violation, or not as expected;\n"
        "2 bad input or usage; 3 undecided within the limits given.\n",
    .verbs = turncoat::kVerbs,
};

// If standard error can't be written either, the exit code still tells.
int bad_input(const std::string& text) {
  std::fputs(("turncoat: " + turncoat::printable(text) + "\n").c_str(), stderr);
  return turncoat::kBadInput;
}

// Printed text may still be in a buffer.
bool is_written() {
  return std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
}

}  // namespace

int main(int argc, char** argv) {
  int exit_code = turncoat::kHolds;
  try {
    exit_code = turncoat::read_command_line(kTurncoat, argc, argv)();
  } catch (const turncoat::BadInput& error) {
    return bad_input(error.what());
  } catch (const std::bad_alloc&) {
    return bad_input("not enough memory for this");
  } catch (const std::filesystem::filesystem_error& error) {
    return bad_input(error.path1().string() + ": " + error.code().message());
  } catch (const std::system_error& error) {  // from fmt::print, if it can't write
    return bad_input(std::string("standard output: can't be written: ") + error.code().message());
  } catch (const std::exception& error) {  // such as no more pipes
    return bad_input(error.what());
  }
  return is_written() ? exit_code : bad_input("standard output: can't be written");
}
