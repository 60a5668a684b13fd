# Helpers that give every target of the project the same flags. None of them is exported: a project
# that links a library of ours compiles with its own.

set(turncoat_warnings -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # 64-byte vectors are passed between functions of one file only.
  list(APPEND turncoat_warnings -Wno-psabi)
endif()
if(TURNCOAT_WARNINGS_ARE_ERRORS)
  list(APPEND turncoat_warnings -Werror)
endif()
set(turncoat_sanitizers)
if(TURNCOAT_SANITIZE)
  # Without -fno-sanitize-recover an undefined behaviour is printed and the test passes.
  set(turncoat_sanitizers -fsanitize=address,undefined -fno-sanitize-recover=all
                          -fno-omit-frame-pointer)
endif()

# Headers are included as "turncoat/FOLDER/…", here as from an installed package, so that they
# collide with nobody else's. Here turncoat/FOLDER is a link to the folder.
macro(turncoat_add_folders)
  file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/include/turncoat)
  foreach(folder ${ARGN})
    file(CREATE_LINK ${PROJECT_SOURCE_DIR}/${folder} ${PROJECT_BINARY_DIR}/include/turncoat/${folder}
         SYMBOLIC)
    add_subdirectory(${folder})
  endforeach()
endmacro()

# For every target that compiles sources of ours.
function(turncoat_set_flags target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  target_include_directories(${target} PUBLIC $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/include>)
  target_compile_options(${target} PRIVATE ${turncoat_warnings} ${turncoat_sanitizers})
  if(TURNCOAT_FUZZ)
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
  endif()
  get_target_property(type ${target} TYPE)
  if(type STREQUAL "EXECUTABLE")
    target_link_options(${target} PRIVATE ${turncoat_sanitizers})
  endif()
endfunction()

# For what no run, search or proof spends its time in: half of the time to compile is the optimiser's.
function(turncoat_optimise_little target)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release,RelWithDebInfo>:-Og>)
endfunction()

# In a unity build, one unit of compilation: half of the time for a small one is reading headers.
function(turncoat_compile_as_one target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD_BATCH_SIZE 0)
endfunction()

# turncoat_add_library(core SOURCES … LINKS …): target turncoat_core, alias turncoat::core.
function(turncoat_add_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
  add_library(turncoat_${name} STATIC ${ARG_SOURCES})
  add_library(turncoat::${name} ALIAS turncoat_${name})
  turncoat_set_flags(turncoat_${name})
  turncoat_compile_as_one(turncoat_${name})
  target_link_libraries(turncoat_${name} PUBLIC ${ARG_LINKS})
endfunction()

# turncoat_add_program(NAME SOURCES … LINKS …)
function(turncoat_add_program name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  turncoat_set_flags(${name})
  target_link_libraries(${name} PRIVATE ${ARG_LINKS})
endfunction()

# turncoat_add_test(NAME LABELS … SOURCES … LINKS … [ENVIRONMENT NAME=VALUE]): a GoogleTest program; every
# TEST is one ctest.
function(turncoat_add_test name)
  if(NOT BUILD_TESTING OR NOT GTest_FOUND)
    return()
  endif()
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS;LABELS;ENVIRONMENT" ${ARGN})
  turncoat_add_program(${name} SOURCES ${ARG_SOURCES}
                       LINKS ${ARG_LINKS} GTest::gmock GTest::gtest_main)
  if(TURNCOAT_FUZZ)
    # Half of the time to compile: what is slow, or fuzzed, is in libraries.
    target_compile_options(${name} PRIVATE -fno-sanitize=fuzzer-no-link -O0)
  else()
    turncoat_optimise_little(${name})
  endif()
  include(GoogleTest)
  # From the project's root, so that what a test saves is under out/.
  gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60 WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  # Not as PROPERTIES of the line above: of a list it keeps the first element only.
  set(properties ${CMAKE_CURRENT_BINARY_DIR}/${name}_properties.cmake)
  file(WRITE ${properties}
       "foreach(test IN LISTS ${name}_TESTS)\n"
       "  set_tests_properties(\"\${test}\" PROPERTIES LABELS \"${ARG_LABELS}\"\n"
       "                       ENVIRONMENT \"${ARG_ENVIRONMENT}\")\n"
       "endforeach()\n")
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${properties})
endfunction()

# turncoat_add_property_test(NAME SOURCES … LINKS …): as turncoat_add_test, for RapidCheck, with a
# fixed seed.
function(turncoat_add_property_test name)
  if(NOT rapidcheck_FOUND)
    return()
  endif()
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS;LABELS" ${ARGN})
  turncoat_add_test(${name} SOURCES ${ARG_SOURCES} LINKS ${ARG_LINKS} rapidcheck
                    LABELS property ${ARG_LABELS}
                    ENVIRONMENT "RC_PARAMS=seed=1982 max_success=1000")
endfunction()
