// A document as one HTML page that needs nothing else: no network, no script, no other file.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "turncoat/support/page/document.hpp"

namespace turncoat {

// For element content and for attributes in double quotes.
std::string html_escaped(std::string_view text);

// The value of an href, escaped: a web address (https) as it is; anything else as a relative file,
// so that a name from outside is never a scheme.
std::string html_link(std::string_view link);

// `drawings` are SVG elements by the id of their part; a chart without one is left out.
std::string html_page(const Document& document, const std::map<std::string, std::string>& drawings);

}  // namespace turncoat
