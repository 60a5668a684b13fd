// A document for reading without a browser, Markdown, and for programs, JSON: the same tables.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "turncoat/support/page/document.hpp"

namespace turncoat {

std::string markdown(const Document& document);

// {"failures": […], "figures": […], "left_out": […], "sections": [{"id", "title", "parts": [{"id",
// "title", "columns": […], "rows": [[…]]}]}]}
nlohmann::json as_json(const Document& document);

}  // namespace turncoat
