// Whole texts out of and into files. `-` is standard input, or standard output.
//
// Errors: BadInput with the file's name and the system's reason.
#pragma once

#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>

#include "turncoat/support/stop.hpp"

namespace turncoat {

inline constexpr std::size_t kMaxTextFileBytes = std::size_t{64} << 20;

// To be closed. A pipe may wait for its writer: if a signal interrupts that, `stop` says whether to
// give up, by Stopped.
std::FILE* open_to_read(const std::string& file, const Stop& stop = {});
// As errors call it.
std::string name_of_input(const std::string& file);

// At most kMaxTextFileBytes. A pipe or a device is read to its end.
std::string read_text_file(const std::string& file);

// As NewFile writes it: what stood there before stands until the text is complete.
void write_text_file(const std::string& file, std::string_view text);

}  // namespace turncoat
