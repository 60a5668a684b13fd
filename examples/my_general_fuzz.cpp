// Somebody's general as a libFuzzer target.
#include "my_general.hpp"
#include "turncoat/trial/fuzzer.hpp"

TURNCOAT_FUZZ(MyGeneral)
