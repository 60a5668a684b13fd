// How long work in a library is asked to end before its answer.
#pragma once

#include <functional>

namespace turncoat {

// Asked now and then; true: it is to end.
using Stop = std::function<bool()>;

// Thrown through what was stopped, to whoever gave it its Stop. Not an error.
struct Stopped {};

}  // namespace turncoat
