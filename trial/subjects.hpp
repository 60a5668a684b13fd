// An implementation on trial, by what it is.
#pragma once

#include <chrono>
#include <memory>

#include "turncoat/support/dialogue.hpp"
#include "turncoat/trial/checks.hpp"
#include "turncoat/trial/server_node.hpp"
#include "turncoat/trial/subject.hpp"

namespace turncoat {

struct Answering {
  std::chrono::milliseconds time{2000};  // for one answer
  ServerPlace server{};                  // of one behind HTTP
};

// Nothing is started before it is asked to play. One that can't be started fails what it is asked.
std::unique_ptr<Subject> subject_of(Way way, const Launch& launch, const Answering& answering);

}  // namespace turncoat
