# find_package(turncoat) in somebody else's project: targets turncoat::core, turncoat::properties, …
# (README.md, "Folders"), headers as "turncoat/core/setup.hpp".
include(CMakeFindDependencyMacro)
list(PREPEND CMAKE_MODULE_PATH ${CMAKE_CURRENT_LIST_DIR})
find_dependency(Threads)
find_dependency(fmt)
find_dependency(nlohmann_json)
find_dependency(CaDiCaL)
find_dependency(Sodium)
# Linked if the build had them; turncoat-targets.cmake names what is missing.
find_package(ZLIB QUIET)
find_package(LibLZMA QUIET)
list(POP_FRONT CMAKE_MODULE_PATH)
include(${CMAKE_CURRENT_LIST_DIR}/turncoat-targets.cmake)
