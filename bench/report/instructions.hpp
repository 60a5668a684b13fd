// Instructions that fixed inputs take, as ci/bench --instructions counts them.
//
// The file: a line each, the count, a space, the name. Untrusted; throws BadInput.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "bench/report/document.hpp"

namespace turncoat {

using Instructions = std::map<std::string, std::uint64_t>;

// `file` is what errors call the text.
Instructions read_instructions(std::string_view text, const std::string& file);

Section instructions_section(const Instructions& instructions);
nlohmann::json instructions_as_json(const Instructions& instructions);

}  // namespace turncoat
