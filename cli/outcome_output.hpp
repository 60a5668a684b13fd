// What a run came to, as a person or a script would like to read it: for every verb that plays one.
#pragma once

#include <cstdio>
#include <string>

#include "turncoat/cli/engines.hpp"
#include "turncoat/cli/json_output.hpp"
#include "turncoat/core/setup.hpp"

namespace turncoat {

// `about_traitors` stands behind their numbers. The run must have finished.
void print_outcome(const Setup& setup, const std::string& about_traitors, const Played& played,
                   std::FILE* out);

// The members setup, adversary, engine, visited, finished; if it finished also decisions,
// properties, messages.
void add_outcome(PrintedObject& document, const Setup& setup, const std::string& adversary,
                 const std::string& engine, const Played& played);

}  // namespace turncoat
