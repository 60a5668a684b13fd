// An implementation on trial, by what it is.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "turncoat/trial/checks.hpp"
#include "turncoat/trial/subject.hpp"

namespace turncoat {

inline constexpr std::chrono::milliseconds kUsualAnswerTime{2000};

// Nothing is started before it is asked to play.
std::unique_ptr<Subject> subject_of(Way way, const std::vector<std::string>& command,
                                    std::chrono::milliseconds answer_time);

}  // namespace turncoat
