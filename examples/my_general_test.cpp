// Somebody's general as a GoogleTest suite: a test for each check of `turncoat trial --list`.
#include "my_general.hpp"

#include "turncoat/trial/gtest.hpp"

TURNCOAT_TRIAL(MyGeneral);
