# What the build uses; ci/setup installs all of it on Debian 12.
find_package(fmt 9 REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(CLI11 2.1 REQUIRED)
find_package(Threads REQUIRED)
find_package(CaDiCaL REQUIRED)
find_package(Sodium REQUIRED)
# Headers only; whichever of CMake's and Boost's own ways to find them is there.
find_path(TURNCOAT_BOOST boost/beast/http.hpp REQUIRED)

# The parts below are left out where what they need is missing, and the build says so at its end.
macro(turncoat_leave_out part reason)
  set_property(GLOBAL APPEND PROPERTY TURNCOAT_LEFT_OUT "${part}: ${reason}")
endmacro()

function(turncoat_report_what_is_left_out)
  get_property(left_out GLOBAL PROPERTY TURNCOAT_LEFT_OUT)
  if(left_out)
    list(JOIN left_out "\n  " lines)
    message(NOTICE "turncoat: left out of this build:\n  ${lines}")
  endif()
endfunction()

find_package(GTest 1.12 QUIET)
if(NOT GTest_FOUND)
  turncoat_leave_out("unit, exhaustive and property tests" "GoogleTest was not found (libgtest-dev, libgmock-dev)")
endif()

find_package(rapidcheck CONFIG QUIET)
if(NOT rapidcheck_FOUND)
  turncoat_leave_out("property tests" "RapidCheck was not found (librapidcheck-dev)")
endif()

find_package(benchmark CONFIG QUIET)
if(NOT benchmark_FOUND)
  turncoat_leave_out("benchmarks" "Google Benchmark was not found (libbenchmark-dev)")
endif()

find_program(TURNCOAT_SECOND_SOLVER NAMES minisat cryptominisat5)
if(NOT TURNCOAT_SECOND_SOLVER)
  turncoat_leave_out("the second opinion on formulas" "neither minisat nor cryptominisat5 was found")
endif()

find_package(ZLIB QUIET)
if(NOT ZLIB_FOUND)
  turncoat_leave_out("reading files that gzip compressed" "zlib was not found (zlib1g-dev)")
endif()
find_package(LibLZMA QUIET)
if(NOT LIBLZMA_FOUND)
  turncoat_leave_out("reading files that xz compressed" "liblzma was not found (liblzma-dev)")
endif()

find_package(Python3 COMPONENTS Interpreter QUIET)

if(TURNCOAT_FUZZ AND NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  message(FATAL_ERROR "TURNCOAT_FUZZ needs clang (the preset `fuzz` uses clang++-19)")
elseif(NOT TURNCOAT_FUZZ)
  turncoat_leave_out("fuzzing" "not a libFuzzer build (preset fuzz is), the fuzz targets only replay files")
endif()
