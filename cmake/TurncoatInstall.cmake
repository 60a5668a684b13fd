# cmake --install: the program, and the libraries with their headers as the CMake package `turncoat`.
include(CMakePackageConfigHelpers)

set(libraries support page core adversaries properties prove hunt claims generals trial)
foreach(library IN LISTS libraries)
  set_target_properties(turncoat_${library} PROPERTIES EXPORT_NAME ${library})
  target_include_directories(turncoat_${library}
                             INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
endforeach()
list(TRANSFORM libraries PREPEND turncoat_ OUTPUT_VARIABLE targets)
install(TARGETS turncoat COMPONENT program)
install(TARGETS ${targets} EXPORT turncoat-targets COMPONENT development)
# Without what only our own tests include.
install(DIRECTORY support core adversaries properties generals trial
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/turncoat COMPONENT development
        FILES_MATCHING PATTERN "*.hpp"
        PATTERN testing.hpp EXCLUDE PATTERN generators.hpp EXCLUDE
        PATTERN under_test.hpp EXCLUDE PATTERN cases EXCLUDE)

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/turncoat)
install(EXPORT turncoat-targets NAMESPACE turncoat:: DESTINATION ${package}
        COMPONENT development)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/turncoat-config-version.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES cmake/turncoat-config.cmake cmake/FindCaDiCaL.cmake
              cmake/FindSodium.cmake
              ${PROJECT_BINARY_DIR}/turncoat-config-version.cmake
        DESTINATION ${package} COMPONENT development)
