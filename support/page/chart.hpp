// A chart, and the gnuplot script that draws it.
//
// The script is a function of the chart alone, with its data inside; drawing.hpp runs it.
#pragma once

#include <string>
#include <vector>

namespace turncoat {

// Places in the page's palette; each has another shape too, so that colour is never needed.
inline constexpr int kColours = 8;

struct Point {
  double x;
  double y;
};

struct Series {
  std::string title{};  // none: not in the legend
  int colour = 0;       // 0 … kColours−1; larger ones begin anew
  bool line = true;
  bool dots = true;
  bool dashed = false;
  std::vector<Point> points{};
};

// A circle, and a text at its left above it, or at its right below it.
struct Label {
  Point at;
  std::string text;
  bool below = false;
};

// A horizontal line over the whole width.
struct LevelLine {
  double y;
  std::string text;
};

struct Tic {
  double at;
  std::string text;
};

struct Axis {
  std::string title;  // with its unit
  bool logarithmic = false;
  std::string unit{};       // after a number with its prefix, such as s in "1 ms"; none: "1 k"
  std::vector<Tic> tics{};  // ascending, the ends of the axis among them; none: gnuplot chooses
};

struct Chart {
  std::string alt;  // describes the chart for people that can't see it
  Axis x;
  Axis y;
  std::vector<Series> series{};  // those without points are left out
  std::vector<Label> labels{};
  std::vector<LevelLine> levels{};
  bool legend_below = false;  // else at the left, above
};

// Colours in the SVG that gnuplot makes of it are placeholders: drawing.hpp replaces them.
std::string gnuplot_script(const Chart& chart);

// rgb(1,1,k) stands for colour k of the palette, and these for parts of the frame.
inline constexpr int kAxisColour = 100;
inline constexpr int kGridColour = 101;
inline constexpr int kLabelColour = 102;

}  // namespace turncoat
