#include "turncoat/support/page/drawing.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/page/html.hpp"

namespace turncoat {
namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  std::string result;
  std::size_t at = 0;
  for (std::size_t found = text.find(from); found != std::string::npos;
       found = text.find(from, at)) {
    result.append(text, at, found - at).append(to);
    at = found + from.size();
  }
  text = result.append(text, at);
}

// Every "begin…end", ends included.
void remove_all(std::string& text, std::string_view begin, std::string_view end) {
  for (std::size_t from = text.find(begin); from != std::string::npos;
       from = text.find(begin, from)) {
    const std::size_t to = text.find(end, from);
    if (to == std::string::npos) {
      return;
    }
    text.erase(from, to + end.size() - from);
  }
}

// gnuplot writes a colour as rgb(1,1,2), or as rgb(  1,   1,   2).
void use_variable(std::string& svg, int placeholder, const std::string& variable) {
  const std::string value = fmt::format("var(--{})", variable);
  replace_all(svg, fmt::format("rgb(1,1,{})", placeholder), value);
  replace_all(svg, fmt::format("rgb(  1,   1, {:3})", placeholder), value);
}

}  // namespace

std::string svg_for_page(std::string svg, const Chart& chart, const std::string& id) {
  const std::size_t begin = svg.find("<svg");
  const std::size_t open_end = svg.find('>', begin);
  const std::size_t end = svg.rfind("</svg>");
  if (begin == std::string::npos || end == std::string::npos || open_end > end) {
    throw BadInput("gnuplot wrote no SVG");
  }
  const std::size_t box = svg.find("viewBox=\"", begin);
  const std::size_t box_end = box < open_end ? svg.find('"', box + 9) : std::string::npos;
  if (box_end == std::string::npos) {
    throw BadInput("gnuplot's SVG has no viewBox");
  }
  const std::string size = svg.substr(box, box_end + 1 - box);
  svg = svg.substr(open_end + 1, end - open_end - 1);
  remove_all(svg, "<title>", "</title>");
  remove_all(svg, "<desc>", "</desc>");
  remove_all(svg, "<filter", "</filter>");
  replace_all(svg, "xlink:href", "href");
  replace_all(svg, "id=\"gnuplot_", fmt::format("id=\"{}-", id));
  replace_all(svg, "gpPt", id + "-shape");
  replace_all(svg, "gpDot", id + "-dot");
  replace_all(svg, "\"black\"", "\"currentColor\"");
  replace_all(svg, " us</text>", " µs</text>");
  for (int colour = 0; colour < kColours; ++colour) {
    use_variable(svg, colour, fmt::format("series-{}", colour));
  }
  use_variable(svg, kAxisColour, "axis");
  use_variable(svg, kGridColour, "grid");
  use_variable(svg, kLabelColour, "label");
  return fmt::format("<svg id=\"{}\" role=\"img\" aria-label=\"{}\" {}>{}</svg>", id,
                     html_escaped(chart.alt), size, svg);
}

std::optional<std::string> draw(const Chart& chart, const std::string& id, const Gnuplot& gnuplot) {
  const std::string script = gnuplot_script(chart);
  if (script.empty()) {
    return std::nullopt;
  }
  return svg_for_page(gnuplot.run(script), chart, id);
}

}  // namespace turncoat
