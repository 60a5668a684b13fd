#include "turncoat/core/general.hpp"
#include "turncoat/trial/gtest.hpp"

TURNCOAT_TRIAL(turncoat::General);
