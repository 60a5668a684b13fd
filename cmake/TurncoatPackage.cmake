# cpack: two Debian packages. `turncoat` is the program, its man pages and completion; `turncoat-dev`
# the libraries with their headers. What they link to comes from dpkg-shlibdeps.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME turncoat)
set(CPACK_PACKAGE_CONTACT "the maintainers of Turncoat")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY ${PROJECT_DESCRIPTION})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES TRUE)
set(CPACK_COMPONENTS_ALL program development)
set(CPACK_DEB_COMPONENT_INSTALL TRUE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME turncoat)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS TRUE)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION science)
# Called when a picture is drawn; when somebody's program is tried in a sandbox.
set(CPACK_DEBIAN_PROGRAM_PACKAGE_RECOMMENDS "gnuplot-nox, bubblewrap")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME turncoat-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
    "libcadical-dev, libfmt-dev, liblzma-dev, libsodium-dev, nlohmann-json3-dev, zlib1g-dev")

include(CPack)
