#include "bench/report/instructions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "bench/report/read_text.hpp"
#include "core/bad_input.hpp"

namespace turncoat {
namespace {

constexpr std::size_t kMostLines = 1000;

}  // namespace

Instructions read_instructions(std::string_view text, const std::string& file) {
  Instructions counts;
  for (int line = 1; !text.empty(); ++line) {
    const std::string_view whole = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(whole.size() + 1, text.size()));
    std::uint64_t count = 0;
    const auto [stop, error] = std::from_chars(whole.data(), whole.data() + whole.size(), count);
    const auto digits = static_cast<std::size_t>(stop - whole.data());
    const bool is_as_expected = error == std::errc() && digits + 1 < whole.size() &&
                                whole[digits] == ' ' && whole.size() <= kLongestText &&
                                counts.size() < kMostLines;
    if (!is_as_expected) {
      throw BadInput(fmt::format("{}: line {}: found \"{}\", expected a count, a space and a name",
                                 file, line, whole.substr(0, 40)));
    }
    counts[on_one_line(std::string(whole.substr(digits + 1)))] = count;
  }
  return counts;
}

Section instructions_section(const Instructions& instructions) {
  Table table{.columns = {{"what", true}, {"instructions"}}, .rows = {}};
  for (const auto& [name, count] : instructions) {
    table.rows.push_back({text_cell(name), count_cell(count)});
  }
  return {.id = "instructions",
          .title = "Instructions",
          .text =
              "Counted by callgrind for fixed inputs, inside the function that is named: the "
              "same on every run and every machine with the same compiler and libraries.",
          .parts = {{.id = "instructions-counts",
                     .title = "Instructions for fixed inputs",
                     .table = std::move(table)}}};
}

nlohmann::json instructions_as_json(const Instructions& instructions) {
  nlohmann::json all = nlohmann::json::array();
  for (const auto& [name, count] : instructions) {
    all.push_back({{"name", name}, {"instructions", count}});
  }
  return all;
}

}  // namespace turncoat
