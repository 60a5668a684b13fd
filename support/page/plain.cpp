#include "turncoat/support/page/plain.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "turncoat/support/page/html.hpp"

namespace turncoat {
namespace {

using nlohmann::json;

// Nothing of a text is taken for markup.
std::string escaped(std::string_view text) {
  constexpr std::string_view kMarkup = "\\`*_[]<>|#";
  std::string result;
  for (const char c : text) {
    if (c == '<') {
      result += "&lt;";
    } else {
      result +=
          kMarkup.find(c) == std::string_view::npos ? std::string(1, c) : std::string("\\") + c;
    }
  }
  return result;
}

std::string paragraph(const std::string& text) {
  return text.empty() ? "" : escaped(text) + "\n\n";
}

std::string cell(const TableCell& cell) {
  std::string text = escaped(cell.text);
  if (!cell.link.empty()) {
    text = fmt::format("[{}]({})", text, html_link(cell.link));
  }
  return cell.tone == Tone::bad ? fmt::format("**{}**", text) : text;
}

std::string table(const Table& table) {
  std::string head = "|";
  std::string rule = "|";
  for (const TableColumn& column : table.columns) {
    head += fmt::format(" {} |", escaped(column.title));
    rule += column.is_text ? ":--|" : "--:|";
  }
  std::string rows;
  for (const std::vector<TableCell>& row : table.rows) {
    rows += "|";
    for (const TableCell& each : row) {
      rows += fmt::format(" {} |", cell(each));
    }
    rows += "\n";
  }
  return fmt::format("{}\n{}\n{}\n", head, rule, rows);
}

std::string list(std::string_view before, const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) {
    text += fmt::format("- {}{}\n", before, escaped(line));
  }
  return lines.empty() ? "" : text + "\n";
}

json json_of(const CellValue& value) {
  return std::visit(
      [](const auto& known) -> json {
        if constexpr (std::is_same_v<decltype(known), const std::monostate&>) {
          return nullptr;
        } else {
          return known;
        }
      },
      value);
}

json rows_of(const Table& table) {
  json rows = json::array();
  for (const std::vector<TableCell>& row : table.rows) {
    json values = json::array();
    for (const TableCell& each : row) {
      values.push_back(json_of(each.value));
    }
    rows.push_back(std::move(values));
  }
  return rows;
}

json part_of(const Part& part) {
  json object{{"id", part.id}, {"title", part.title}};
  if (part.table) {
    json columns = json::array();
    for (const TableColumn& column : part.table->columns) {
      columns.push_back(column.title);
    }
    object["columns"] = std::move(columns);
    object["rows"] = rows_of(*part.table);
  }
  return object;
}

}  // namespace

std::string markdown(const Document& document) {
  std::string text = fmt::format("# {}\n\n", escaped(document.title)) +
                     list("**WRONG**: ", document.failures) + list("left out: ", document.left_out);
  for (const Figure& figure : document.figures) {
    text += fmt::format("- **{}**: {}\n", escaped(figure.number), escaped(figure.says));
  }
  text += document.figures.empty() ? "" : "\n";
  for (const Section& section : document.sections) {
    text += fmt::format("## {}\n\n{}", escaped(section.title), paragraph(section.text));
    for (const Part& part : section.parts) {
      text += fmt::format("### {}\n\n{}{}{}", escaped(part.title), paragraph(part.text),
                          part.table ? table(*part.table) : "", paragraph(part.note));
    }
  }
  return text;
}

json as_json(const Document& document) {
  json figures = json::array();
  for (const Figure& figure : document.figures) {
    figures.push_back({{"number", figure.number}, {"says", figure.says}});
  }
  json sections = json::array();
  for (const Section& section : document.sections) {
    json parts = json::array();
    for (const Part& part : section.parts) {
      parts.push_back(part_of(part));
    }
    sections.push_back({{"id", section.id}, {"title", section.title}, {"parts", std::move(parts)}});
  }
  return {{"failures", document.failures},
          {"left_out", document.left_out},
          {"figures", std::move(figures)},
          {"sections", std::move(sections)}};
}

}  // namespace turncoat
