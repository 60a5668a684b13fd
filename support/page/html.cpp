#include "turncoat/support/page/html.hpp"

#include <fmt/format.h>

#include <vector>

#include "turncoat/support/page/page_style.hpp"

namespace turncoat {
namespace {

std::string_view class_of(Tone tone) {
  return tone == Tone::good ? "good" : tone == Tone::bad ? "bad" : "";
}

std::string paragraph(std::string_view text, std::string_view kind = "") {
  if (text.empty()) {
    return "";
  }
  return kind.empty() ? fmt::format("<p>{}</p>\n", html_escaped(text))
                      : fmt::format("<p class=\"{}\">{}</p>\n", kind, html_escaped(text));
}

std::string list(const std::vector<std::string>& lines) {
  std::string items;
  for (const std::string& line : lines) {
    items += fmt::format("<li>{}</li>\n", html_escaped(line));
  }
  return fmt::format("<ul>\n{}</ul>\n", items);
}

std::string cell(const TableCell& cell, const TableColumn& column) {
  std::string content = html_escaped(cell.text);
  if (!cell.link.empty()) {
    content = fmt::format("<a href=\"{}\">{}</a>", html_link(cell.link), content);
  }
  std::string classes = column.is_text ? "text" : "";
  if (cell.tone != Tone::plain) {
    classes += fmt::format("{}{}", classes.empty() ? "" : " ", class_of(cell.tone));
  }
  return classes.empty() ? fmt::format("<td>{}</td>", content)
                         : fmt::format("<td class=\"{}\">{}</td>", classes, content);
}

// Wide tables scroll inside a box of their own, by keyboard too.
std::string table(const Table& table, const std::string& title) {
  std::string head;
  for (const TableColumn& column : table.columns) {
    head += fmt::format("<th scope=\"col\"{}>{}</th>", column.is_text ? " class=\"text\"" : "",
                        html_escaped(column.title));
  }
  std::string body;
  for (const std::vector<TableCell>& row : table.rows) {
    body += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      body += cell(row[i], table.columns[i]);
    }
    body += "</tr>\n";
  }
  return fmt::format(
      "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Table: {}\"><table>\n"
      "<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody>\n</table></div>\n",
      html_escaped(title), head, body);
}

std::string part(const Part& part, const std::map<std::string, std::string>& drawings) {
  std::string chart;
  if (const auto drawing = drawings.find(part.id); drawing != drawings.end()) {
    chart = fmt::format("<figure>{}</figure>\n", drawing->second);
  }
  const std::string rows = part.table ? table(*part.table, part.title) : "";
  return fmt::format("<h3 id=\"part-{}\">{}</h3>\n{}<div class=\"pair\">\n{}{}</div>\n{}", part.id,
                     html_escaped(part.title), paragraph(part.text), chart, rows,
                     paragraph(part.note, "note"));
}

std::string section(const Section& section, const std::map<std::string, std::string>& drawings) {
  std::string text = fmt::format("<section id=\"{}\">\n<h2>{}</h2>\n{}", section.id,
                                 html_escaped(section.title), paragraph(section.text));
  for (const Part& each : section.parts) {
    text += part(each, drawings);
  }
  return text + "</section>\n";
}

std::string status(const Document& document) {
  std::string text;
  if (document.failures.empty()) {
    text = fmt::format("<div class=\"status good\">{}</div>\n", html_escaped(document.all_is_well));
  } else {
    text = fmt::format(
        "<div class=\"status bad\" role=\"alert\"><strong>Something is wrong</strong>\n{}</div>\n",
        list(document.failures));
  }
  if (!document.left_out.empty()) {
    text += fmt::format("<div class=\"note\">Left out of this page:\n{}</div>\n",
                        list(document.left_out));
  }
  return text;
}

std::string figures(const Document& document) {
  std::string items;
  for (const Figure& figure : document.figures) {
    items += fmt::format("<li><strong>{}</strong><span>{}</span></li>\n",
                         html_escaped(figure.number), html_escaped(figure.says));
  }
  return items.empty() ? "" : fmt::format("<ul class=\"figures\">\n{}</ul>\n", items);
}

std::string contents(const Document& document) {
  std::string items;
  for (const Section& each : document.sections) {
    items += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", each.id, html_escaped(each.title));
  }
  return fmt::format("<nav aria-label=\"Contents\"><ul>\n{}</ul></nav>\n", items);
}

}  // namespace

std::string html_escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string html_link(std::string_view link) {
  if (link.starts_with("https://")) {
    return html_escaped(link);
  }
  constexpr std::string_view kAsTheyAre = "-._~/+";
  std::string encoded = link.starts_with('/') ? "." : "";  // else // would begin another host
  for (const char c : link) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       kAsTheyAre.find(c) != std::string_view::npos;
    encoded += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return encoded;
}

std::string html_page(const Document& document,
                      const std::map<std::string, std::string>& drawings) {
  std::string body;
  for (const Section& each : document.sections) {
    body += section(each, drawings);
  }
  const std::string title = html_escaped(document.title);
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<header>\n<h1>{}</h1>\n"
      "<p class=\"quiet\">{}</p>\n</header>\n<main>\n"
      "{}{}{}{}</main>\n</body>\n</html>\n",
      title, kPageStyle, title, html_escaped(document.subtitle), status(document),
      figures(document), contents(document), body);
}

}  // namespace turncoat
