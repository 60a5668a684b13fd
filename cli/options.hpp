// How a verb describes its options, and how the command line is read into them.
//
// options.cpp is the only source that includes CLI11: that takes more time to compile than a verb.
// Errors: BadInput for anything that can't be read.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "turncoat/core/generals.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace turncoat {

// One option, for further settings.
class Option {
 public:
  explicit Option(CLI::Option& option) : option_(&option) {}

  Option& required();
  Option& one_of(const std::vector<std::string>& words);
  // As its default.
  Option& shows(const std::string& text);
  // Not both; the other one is described before.
  Option& excludes(const std::string& other);

 private:
  CLI::Option* option_;
};

// Such as 0-3,5; none of them is "none". Throws BadInput, naming the option.
Generals read_generals(const std::string& option, const std::string& text);

// Both included.
struct Bounds {
  std::uint64_t least = 0;
  std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
};

// What is described is read into the variables given, which must live as long as the action of the
// verb. Names are such as "--n", "-o,--out", or "FILE" for what stands without a name. What a
// variable holds beforehand is its default, which the help shows.
class Options {
 public:
  explicit Options(CLI::App& verb) : verb_(verb) {}

  Option text(const std::string& name, std::string& value, const std::string& help);
  // A name that isn't empty; of none given, the value stays empty.
  Option file(const std::string& name, std::string& value, const std::string& help);
  Option flag(const std::string& name, bool& value, const std::string& help);
  // One or more.
  Option files(const std::string& name, std::vector<std::string>& values, const std::string& help);
  // One each time that the option is given.
  Option texts(const std::string& name, std::vector<std::string>& values, const std::string& help);
  // With commas between them.
  Option list(const std::string& name, std::vector<std::string>& values, const std::string& help);

  // Numbers are decimal (decimal.hpp). An `int` holds every number within its bounds.
  Option number(const std::string& name, int& value, Bounds bounds, const std::string& help);
  Option number(const std::string& name, std::optional<int>& value, Bounds bounds,
                const std::string& help);
  Option number(const std::string& name, std::uint64_t& value, const std::string& help);
  Option number(const std::string& name, std::optional<std::uint64_t>& value,
                const std::string& help);
  Option seconds(const std::string& name, std::optional<double>& value, const std::string& help);
  Option mebibytes(const std::string& name, std::uint64_t& bytes, const std::string& help);
  // Such as 0-3,5; none of them is "none".
  Option generals(const std::string& name, Generals& value, const std::string& help);

 private:
  Option read(const std::string& name, const std::string& type, const std::string& help,
              const std::function<void(const std::string& text)>& read);
  Option number(const std::string& name, Bounds bounds, const std::string& help,
                const std::function<void(std::uint64_t)>& set);

  CLI::App& verb_;
};

// Runs once the options were read; answers the exit code of the program.
using Action = std::function<int()>;

struct Verb {
  const char* name;
  const char* help;
  Action (*describe)(Options& options);
};

struct Program {
  const char* name;
  std::string (*version)();  // for --version
  const char* help;
  const char* footer;
  std::span<const Verb> verbs;
};

// Runs the verb that the command line asks for, or prints help or the version.
Action read_command_line(const Program& program, int argc, const char* const* argv);

}  // namespace turncoat
