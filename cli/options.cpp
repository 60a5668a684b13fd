#include "cli/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <iostream>

#include "core/bad_input.hpp"

namespace turncoat {
namespace {

std::uint64_t whole_number(const std::string& name, const std::string& text) {
  std::uint64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end) {
    throw BadInput(fmt::format(
        "{}: found \"{}\", expected a whole number from 0 to 18446744073709551615", name, text));
  }
  return value;
}

void print_help(CLI::App& app, const CLI::Success& asked) {
  app.exit(asked);
  std::cout.flush();
  if (!std::cout) {
    throw BadInput("standard output: can't be written");
  }
}

}  // namespace

Option& Option::required() {
  option_->required();
  return *this;
}

Option& Option::one_of(const std::vector<std::string>& words) {
  option_->check(CLI::IsMember(words));
  return *this;
}

Option& Option::within(double least, double most) {
  option_->check(CLI::Range(least, most));
  return *this;
}

Option& Option::excludes(const std::string& other) {
  option_->excludes(other);
  return *this;
}

Option Options::text(const std::string& name, std::string& value, const std::string& help) {
  CLI::Option* const option = verb_.add_option(name, value, help);
  if (!value.empty()) {
    option->capture_default_str();
  }
  return Option(*option);
}

Option Options::flag(const std::string& name, bool& value, const std::string& help) {
  return Option(*verb_.add_flag(name, value, help));
}

Option Options::texts(const std::string& name, std::vector<std::string>& values,
                      const std::string& help) {
  return Option(*verb_.add_option(name, values, help));
}

Option Options::list(const std::string& name, std::vector<std::string>& values,
                     const std::string& help) {
  return Option(*verb_.add_option(name, values, help)->delimiter(','));
}

Option Options::number(const std::string& name, int& value, const std::string& help) {
  return Option(*verb_.add_option(name, value, help));
}

Option Options::number(const std::string& name, std::uint64_t& value, const std::string& help) {
  const auto read = [name, &value](const std::string& text) { value = whole_number(name, text); };
  return Option(*verb_.add_option_function<std::string>(name, read, help)
                     ->default_str(std::to_string(value))
                     ->type_name("NUMBER"));
}

Option Options::number(const std::string& name, std::optional<std::uint64_t>& value,
                       const std::string& help) {
  const auto read = [name, &value](const std::string& text) { value = whole_number(name, text); };
  return Option(*verb_.add_option_function<std::string>(name, read, help)->type_name("NUMBER"));
}

Option Options::seconds(const std::string& name, double& value, const std::string& help) {
  return Option(*verb_.add_option(name, value, help));
}

Action read_command_line(const Program& program, int argc, const char* const* argv) {
  CLI::App app(program.help, program.name);
  app.set_version_flag("--version", program.version);
  app.require_subcommand(1);
  app.set_help_all_flag("--help-all", "Help of every verb");
  app.footer(program.footer);
  std::vector<std::pair<CLI::App*, Action>> verbs;
  for (const Verb& verb : program.verbs) {
    CLI::App* const described = app.add_subcommand(verb.name, verb.help);
    Options options(*described);
    verbs.emplace_back(described, verb.describe(options));
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {
    print_help(app, asked);
    return [] { return 0; };
  } catch (const CLI::ParseError& error) {
    throw BadInput(fmt::format("{} ({} --help says more)", error.what(), program.name));
  }
  for (const auto& [described, action] : verbs) {
    if (described->parsed()) {
      return action;
    }
  }
  throw BadInput("no verb was given");  // which CLI11 refuses before
}

}  // namespace turncoat
