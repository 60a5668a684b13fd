# Helpers that give every target of the project the same flags.

add_library(turncoat_flags INTERFACE)
target_compile_features(turncoat_flags INTERFACE cxx_std_20)
target_include_directories(turncoat_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(turncoat_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                                                -Wno-sign-conversion)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # 64-byte vectors are passed between functions of one file only.
  target_compile_options(turncoat_flags INTERFACE -Wno-psabi)
endif()
if(TURNCOAT_WARNINGS_ARE_ERRORS)
  target_compile_options(turncoat_flags INTERFACE -Werror)
endif()
if(TURNCOAT_SANITIZE)
  # Without -fno-sanitize-recover an undefined behaviour is printed and the test passes.
  set(sanitizers -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_compile_options(turncoat_flags INTERFACE ${sanitizers})
  target_link_options(turncoat_flags INTERFACE ${sanitizers})
endif()
if(TURNCOAT_FUZZ)
  target_compile_options(turncoat_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# turncoat_add_library(core SOURCES … LINKS …): target turncoat_core, alias turncoat::core.
function(turncoat_add_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
  add_library(turncoat_${name} STATIC ${ARG_SOURCES})
  add_library(turncoat::${name} ALIAS turncoat_${name})
  target_link_libraries(turncoat_${name} PUBLIC turncoat_flags ${ARG_LINKS})
endfunction()

# turncoat_add_test(NAME LABELS … SOURCES … LINKS … [ENVIRONMENT NAME=VALUE]): a GoogleTest program; every
# TEST is one ctest.
function(turncoat_add_test name)
  if(NOT BUILD_TESTING OR NOT GTest_FOUND)
    return()
  endif()
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS;LABELS;ENVIRONMENT" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_LINKS} GTest::gmock GTest::gtest_main)
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
