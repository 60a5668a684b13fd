#include "turncoat/support/page/chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace turncoat {
namespace {

// Of the drawing; the page scales it.
constexpr int kWidth = 520;
constexpr int kHeight = 380;
constexpr int kLegendLine = 20;

std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) {
    const bool prints = static_cast<unsigned char>(c) >= ' ' && c != '\x7f';
    result += !prints ? std::string(" ") : c == '\'' ? std::string("''") : std::string(1, c);
  }
  return result + "'";
}

std::string colour(int index) {
  return fmt::format("rgb '#0101{:02x}'", index);
}

bool is_drawable(const Point& point, const Chart& chart) {
  return std::isfinite(point.x) && std::isfinite(point.y) &&
         (point.x > 0 || !chart.x.logarithmic) && (point.y > 0 || !chart.y.logarithmic);
}

std::string axis(const Axis& axis, char letter) {
  std::string script = fmt::format("set {}label {}\n", letter, quoted(axis.title));
  if (axis.logarithmic) {
    script += fmt::format("set logscale {}\n", letter);
  }
  // %c is the prefix of thousands: k, M; %.0s the number before it.
  script += fmt::format("set format {} {}\n", letter, quoted("%.0s %c" + axis.unit));
  if (!axis.tics.empty()) {
    std::vector<std::string> tics;
    for (const Tic& tic : axis.tics) {
      tics.push_back(fmt::format("{} {}", quoted(tic.text), tic.at));
    }
    script += fmt::format("set {}tics ({})\nset {}range [{}:{}]\n", letter, fmt::join(tics, ", "),
                          letter, axis.tics.front().at, axis.tics.back().at);
  }
  return script;
}

// A legend below takes its place from the drawing, so its height is added.
int height(const Chart& chart) {
  const auto titled = std::count_if(chart.series.begin(), chart.series.end(),
                                    [](const Series& series) { return !series.title.empty(); });
  return chart.legend_below ? kHeight + kLegendLine * static_cast<int>(titled + 1) / 2 : kHeight;
}

std::string frame(const Chart& chart) {
  return fmt::format(
             "set terminal svg size {},{} dynamic noenhanced font 'sans-serif,14'\n"
             "set encoding utf8\n"
             "set border 3 linecolor {}\n"
             "set tics nomirror scale 0.5\n"
             "set grid xtics ytics linetype 1 linecolor {}\n"
             "set key {} samplen 2 spacing 1.1\n"
             "set offsets graph 0, graph 0, graph 0, graph 0\n",
             kWidth, height(chart), colour(kAxisColour), colour(kGridColour),
             chart.legend_below ? "below maxcols 2 height 1 Left reverse"
                                : "left top Left reverse") +
         axis(chart.x, 'x') + axis(chart.y, 'y');
}

std::string notes(const Chart& chart) {
  std::string script;
  for (const LevelLine& level : chart.levels) {
    script += fmt::format(
        "set arrow from graph 0, first {} to graph 1, first {} nohead linecolor {} dashtype 2\n"
        "set label {} at graph 0.01, first {} left offset 0,0.45 textcolor {}\n",
        level.y, level.y, colour(kLabelColour), quoted(level.text), level.y, colour(kLabelColour));
  }
  for (const Label& label : chart.labels) {
    script += fmt::format(
        "set label {} at {},{} {} textcolor {} point pointtype 6 pointsize 1.6 linecolor {}\n",
        quoted(label.text), label.at.x, label.at.y,
        label.below ? "left offset 1,-0.7" : "right offset -1,0.7", colour(kLabelColour),
        colour(kLabelColour));
  }
  return script;
}

std::string data(const std::vector<Point>& points, std::size_t index) {
  std::string text = fmt::format("$series{} << END\n", index);
  for (const Point& point : points) {
    text += fmt::format("{} {}\n", point.x, point.y);
  }
  return text + "END\n";
}

std::string style(const Series& series) {
  constexpr std::array kShapes{7, 5, 9, 11, 13, 6, 4, 8};
  static_assert(kShapes.size() == kColours);
  const int place = series.colour % kColours;
  // When colours begin anew, each has another shape.
  const int shape = kShapes[(series.colour + series.colour / kColours) % kColours];
  const std::string_view with = series.line && series.dots ? "linespoints"
                                : series.line              ? "lines"
                                                           : "points";
  std::string text = fmt::format("with {} linecolor {} linewidth 2", with, colour(place));
  if (series.dots) {
    text += fmt::format(" pointtype {} pointsize 0.8", shape);
  }
  return series.line ? text + fmt::format(" dashtype {}", series.dashed ? 3 : 1) : text;
}

}  // namespace

std::string gnuplot_script(const Chart& chart) {
  std::string script = frame(chart) + notes(chart);
  std::vector<std::string> plots;
  for (const Series& series : chart.series) {
    std::vector<Point> points = series.points;
    std::erase_if(points, [&](const Point& point) { return !is_drawable(point, chart); });
    if (points.empty()) {
      continue;
    }
    script += data(points, plots.size());
    plots.push_back(fmt::format(
        "$series{} {} {}", plots.size(), style(series),
        series.title.empty() ? std::string("notitle") : "title " + quoted(series.title)));
  }
  return plots.empty() ? "" : script + fmt::format("plot {}\n", fmt::join(plots, ", \\\n  "));
}

}  // namespace turncoat
