// A page before it is HTML, Markdown or JSON: sections of texts, charts and tables.
//
// All texts are plain; each writer escapes them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "turncoat/support/page/chart.hpp"

namespace turncoat {

enum class Tone { plain, good, bad };

// Nothing: unknown.
using CellValue = std::variant<std::monostate, bool, std::uint64_t, double, std::string>;

struct TableCell {
  std::string text;
  CellValue value;  // the same for a program
  Tone tone = Tone::plain;
  std::string link{};  // a web address, or a file relative to the page
};

TableCell text_cell(std::string text, Tone tone = Tone::plain);
// "1,234"
TableCell count_cell(std::uint64_t count);
// The number as it is for programs, as text for people.
TableCell number_cell(double number, std::string text);
// "1.23 ms"
TableCell seconds_cell(double seconds);
// Unknown: "–", null.
TableCell no_cell();

struct TableColumn {
  std::string title;
  bool is_text = false;  // numbers stand at the right
};

struct Table {
  std::vector<TableColumn> columns;
  std::vector<std::vector<TableCell>> rows;
};

// A chart and the table of its figures, or one of them.
struct Part {
  std::string id;  // one word; unique in the page
  std::string title;
  std::string text{};
  std::optional<Chart> chart{};
  std::optional<Table> table{};
  std::string note{};
};

struct Section {
  std::string id;
  std::string title;
  std::string text{};
  std::vector<Part> parts{};
};

struct Figure {
  std::string number;  // stands out: "9,032"
  std::string says;
};

struct Document {
  std::string title{};
  std::string subtitle{};
  std::string all_is_well{};            // shown if there are no failures
  std::vector<Figure> figures{};        // the most important first
  std::vector<std::string> failures{};  // one line each; empty: all is as it must be
  std::vector<std::string> left_out{};  // parts that the page could have and hasn't, and why
  std::vector<Section> sections{};
};

}  // namespace turncoat
