// Charts as SVG that stands inside a page: its colours are those of the page, so that it is
// readable in light and dark, and no identifier comes twice.
#pragma once

#include <optional>
#include <string>

#include "turncoat/support/page/chart.hpp"
#include "turncoat/support/page/gnuplot.hpp"

namespace turncoat {

// An <svg> element, the same bytes each time; `id` begins the identifiers inside. Nothing if the
// chart has no point to draw. Throws BadInput if gnuplot fails.
std::optional<std::string> draw(const Chart& chart, const std::string& id, const Gnuplot& gnuplot);

// gnuplot's SVG, made part of a page. For `draw`, and its tests.
std::string svg_for_page(std::string svg, const Chart& chart, const std::string& id);

}  // namespace turncoat
