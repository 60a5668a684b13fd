// What a report of a fault needs to know about the program.
#pragma once

#include <string>

namespace turncoat {

// Lines: version, compiler and build type, instruction sets that are compiled in and that this
// machine has, solver.
std::string version_text();

}  // namespace turncoat
