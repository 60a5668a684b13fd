#include "turncoat/cli/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <numeric>
#include <string_view>
#include <utility>

#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/decimal.hpp"
#include "turncoat/support/printable.hpp"

namespace turncoat {
namespace {

constexpr double kMostSeconds = 1e9;
constexpr std::uint64_t kBytesPerMebibyte = std::uint64_t{1} << 20;

constexpr std::size_t kLongestQuoted = 60;

std::string quoted(const std::string& text) {
  return fmt::format("\"{}\"", shortened(text, kLongestQuoted));
}

[[noreturn]] void refuse(const std::string& name, const std::string& found,
                         const std::string& expected) {
  throw BadInput(fmt::format("{}: found {}, expected {}", name, quoted(found), expected));
}

std::uint64_t read_number(const std::string& name, const std::string& text, Bounds bounds) {
  const auto number = whole_number(text);
  if (!number || *number < bounds.least || *number > bounds.most) {
    refuse(name, text, fmt::format("a whole number from {} to {}", bounds.least, bounds.most));
  }
  return *number;
}

// "3", or "0-3".
std::optional<std::pair<int, int>> range_of(std::string_view text) {
  const std::size_t dash = text.find('-');
  const auto first = whole_number(text.substr(0, dash));
  const auto last = dash == text.npos ? first : whole_number(text.substr(dash + 1));
  if (!first || !last || *first >= kMaxGenerals || *last >= kMaxGenerals) {
    return std::nullopt;
  }
  return std::pair(static_cast<int>(*first), static_cast<int>(*last));
}

// Steps from one word to the other, each a letter more, less or another.
std::size_t distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> row(to.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= from.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t other = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({other, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

[[noreturn]] void refuse_verb(const Program& program, const std::string& found) {
  const std::string word = found.substr(0, kLongestQuoted);
  const auto nearest = std::min_element(program.verbs.begin(), program.verbs.end(),
                                        [&](const Verb& a, const Verb& b) {
                                          return distance(word, a.name) < distance(word, b.name);
                                        });
  const bool is_near = 2 * distance(word, nearest->name) <= word.size() + 1;
  throw BadInput(fmt::format("unknown verb {}{} ({} --help lists them)", quoted(found),
                             is_near ? fmt::format("; the nearest is {}", nearest->name) : "",
                             program.name));
}

// The arguments, the last first, as CLI11 takes them. Behind `--` all are names of files, whatever
// they look like.
std::vector<std::string> names_after_dashes(int argc, const char* const* argv) {
  std::vector<std::string> arguments;
  bool are_names = false;
  for (int i = 1; i < argc; ++i) {
    const std::string each = argv[i];
    if (!are_names && each == "--") {
      are_names = true;
    } else {
      arguments.push_back(are_names && each.starts_with('-') ? "./" + each : each);
    }
  }
  std::reverse(arguments.begin(), arguments.end());
  return arguments;
}

void refuse_what_is_left(const Program& program, const CLI::App& verb) {
  std::vector<std::string> left;
  for (const std::string& each : verb.remaining()) {
    left.push_back(quoted(each));
  }
  if (!left.empty()) {
    throw BadInput(fmt::format("{}: unexpected {} ({} {} --help says more)", verb.get_name(),
                               fmt::join(left, ", "), program.name, verb.get_name()));
  }
}

void print_help(CLI::App& app, const CLI::Success& asked) {
  app.exit(asked);
  std::cout.flush();
  if (!std::cout) {
    throw BadInput("standard output: can't be written");
  }
}

}  // namespace

Generals read_generals(const std::string& name, const std::string& text) {
  Generals generals;
  if (text == "none") {
    return generals;
  }
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    begin += begin > 0 && begin < end && text[begin] == ' ' ? 1 : 0;  // "0, 5"
    const std::string each = text.substr(begin, end - begin);
    const auto range = range_of(each);
    if (!range) {
      refuse(name, text,
             fmt::format("generals from 0 to {} with commas between them, such as 0-3,5, or none",
                         kMaxGenerals - 1));
    }
    const auto [first, last] = *range;
    if (first > last) {
      refuse(name, each, fmt::format("the smaller general first: {}-{}", last, first));
    }
    for (int general = first; general <= last; ++general) {
      if (generals.contains(general)) {
        throw BadInput(fmt::format("{}: general {} comes twice", name, general));
      }
      generals.insert(general);
    }
    begin = end + 1;
  }
  return generals;
}

Option& Option::required() {
  option_->required();
  return *this;
}

Option& Option::one_of(const std::vector<std::string>& words) {
  option_->type_name(fmt::format("{{{}}}", fmt::join(words, ",")));
  option_->each([name = option_->get_name(), words](const std::string& word) {
    if (std::find(words.begin(), words.end(), word) == words.end()) {
      refuse(name, word, fmt::format("one of {}", fmt::join(words, ", ")));
    }
  });
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

Option Options::file(const std::string& name, std::string& value, const std::string& help) {
  return read(name, "FILE", help, [name, &value](const std::string& text) {
    if (text.empty()) {
      refuse(name, text, "the name of a file");
    }
    value = text == "/dev/stdout" ? "-" : text;
  });
}

Option Options::flag(const std::string& name, bool& value, const std::string& help) {
  return Option(*verb_.add_flag(name, value, help));
}

Option Options::files(const std::string& name, std::vector<std::string>& values,
                      const std::string& help) {
  CLI::Option* const option = verb_.add_option(name, values, help);
  option->type_name("")->each([name](const std::string& text) {
    if (text.empty()) {
      refuse(name, text, "the name of a file");
    }
  });
  return Option(*option);
}

Option Options::texts(const std::string& name, std::vector<std::string>& values,
                      const std::string& help) {
  return Option(*verb_.add_option(name, values, help)->allow_extra_args(false));
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
    described->allow_extras();
    Options options(*described);
    verbs.emplace_back(described, verb.describe(options));
  }
  if (argc > 1 && argv[1][0] != '-' &&
      std::none_of(program.verbs.begin(), program.verbs.end(),
                   [&](const Verb& verb) { return std::string_view(verb.name) == argv[1]; })) {
    refuse_verb(program, argv[1]);
  }
  std::vector<std::string> arguments = names_after_dashes(argc, argv);
  try {
    app.parse(arguments);
  } catch (const CLI::Success& asked) {
    print_help(app, asked);
    return [] { return 0; };
  } catch (const CLI::ParseError& error) {
    throw BadInput(fmt::format("{} ({} --help says more)", error.what(), program.name));
  }
  for (const auto& [described, action] : verbs) {
    if (described->parsed()) {
      refuse_what_is_left(program, *described);
      return action;
    }
  }
  throw BadInput("no verb was given");  // which CLI11 refuses before
}

}  // namespace turncoat
