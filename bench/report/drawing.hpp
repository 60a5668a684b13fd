// Charts drawn by gnuplot, a process of its own, as SVG that stands inside a page: its colours are
// those of the page, so that it is readable in light and dark, and no identifier comes twice.
#pragma once

#include <optional>
#include <string>

#include "bench/report/chart.hpp"

namespace turncoat {

// A drawing is a function of chart and id: the same bytes each time.
class Gnuplot {
 public:
  // A program's name, looked for in PATH, or its file.
  explicit Gnuplot(std::string program) : program_(std::move(program)) {}

  // It starts, and says its version.
  bool is_there() const;

  // An <svg> element; `id` begins the identifiers inside. Nothing where the chart has no point to
  // draw. Throws std::runtime_error where gnuplot fails.
  std::optional<std::string> draw(const Chart& chart, const std::string& id) const;

 private:
  std::string program_;
};

// What gnuplot wrote, made part of a page. For `draw`, and its tests.
std::string svg_for_page(std::string svg, const Chart& chart, const std::string& id);

}  // namespace turncoat
