#include "turncoat/cli/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <string_view>
#include <utility>

#include "turncoat/cli/decimal.hpp"
#include "turncoat/support/bad_input.hpp"

namespace turncoat {
namespace {

constexpr double kMostSeconds = 1e9;
constexpr std::uint64_t kBytesPerMebibyte = std::uint64_t{1} << 20;

[[noreturn]] void refuse(const std::string& name, const std::string& found,
                         const std::string& expected) {
  throw BadInput(fmt::format("{}: found \"{}\", expected {}", name, found, expected));
}

std::uint64_t read_number(const std::string& name, const std::string& text, Bounds bounds) {
  const auto number = whole_number(text);
  if (!number || *number < bounds.least || *number > bounds.most) {
    refuse(name, text, fmt::format("a whole number from {} to {}", bounds.least, bounds.most));
  }
  return *number;
}

Generals read_generals(const std::string& name, const std::string& text) {
  Generals generals;
  if (text == "none") {
    return generals;
  }
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const auto general = whole_number(std::string_view(text).substr(begin, end - begin));
    if (!general || *general >= kMaxGenerals) {
      refuse(name, text,
             fmt::format("generals from 0 to {} with commas between them, such as 0,5, or none",
                         kMaxGenerals - 1));
    }
    if (generals.contains(static_cast<int>(*general))) {
      throw BadInput(fmt::format("{}: general {} comes twice", name, *general));
    }
    generals.insert(static_cast<int>(*general));
    begin = end + 1;
  }
  return generals;
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

Option& Option::shows(const std::string& text) {
  option_->default_str(text);
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

Option Options::read(const std::string& name, const std::string& type, const std::string& help,
                     const std::function<void(const std::string& text)>& read) {
  return Option(*verb_.add_option_function<std::string>(name, read, help)->type_name(type));
}

Option Options::number(const std::string& name, Bounds bounds, const std::string& help,
                       const std::function<void(std::uint64_t)>& set) {
  const std::string type = bounds.most == Bounds{}.most
                               ? "NUMBER"
                               : fmt::format("NUMBER in [{} - {}]", bounds.least, bounds.most);
  return read(name, type, help,
              [=](const std::string& text) { set(read_number(name, text, bounds)); });
}

Option Options::number(const std::string& name, int& value, Bounds bounds,
                       const std::string& help) {
  return number(name, bounds, help,
                [&value](std::uint64_t number) { value = static_cast<int>(number); });
}

Option Options::number(const std::string& name, std::optional<int>& value, Bounds bounds,
                       const std::string& help) {
  return number(name, bounds, help,
                [&value](std::uint64_t number) { value = static_cast<int>(number); });
}

Option Options::number(const std::string& name, std::uint64_t& value, const std::string& help) {
  return number(name, Bounds{}, help, [&value](std::uint64_t number) { value = number; })
      .shows(std::to_string(value));
}

Option Options::number(const std::string& name, std::optional<std::uint64_t>& value,
                       const std::string& help) {
  return number(name, Bounds{}, help, [&value](std::uint64_t number) { value = number; });
}

Option Options::seconds(const std::string& name, std::optional<double>& value,
                        const std::string& help) {
  return read(name, "SECONDS", help, [name, &value](const std::string& text) {
    const auto number = decimal_fraction(text);
    if (!number || *number > kMostSeconds) {
      refuse(name, text, fmt::format("seconds from 0 to {}, such as 0.5", kMostSeconds));
    }
    value = number;
  });
}

Option Options::mebibytes(const std::string& name, std::uint64_t& bytes, const std::string& help) {
  return read(name, "MIB", help,
              [name, &bytes](const std::string& text) {
                bytes = kBytesPerMebibyte *
                        read_number(name, text, {.most = Bounds{}.most / kBytesPerMebibyte});
              })
      .shows(std::to_string(bytes / kBytesPerMebibyte));
}

Option Options::generals(const std::string& name, Generals& value, const std::string& help) {
  return read(name, "GENERALS", help,
              [name, &value](const std::string& text) { value = read_generals(name, text); })
      .shows("none");
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
