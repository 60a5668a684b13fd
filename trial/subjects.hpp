// An implementation on trial, by what it is.
#pragma once

#include <chrono>
#include <memory>

#include "turncoat/support/dialogue.hpp"
#include "turncoat/trial/checks.hpp"
#include "turncoat/trial/subject.hpp"

namespace turncoat {

inline constexpr std::chrono::milliseconds kUsualAnswerTime{2000};

// Nothing is started before it is asked to play. One that can't be started fails what it is asked.
std::unique_ptr<Subject> subject_of(Way way, const Launch& launch,
                                    std::chrono::milliseconds answer_time);

}  // namespace turncoat
