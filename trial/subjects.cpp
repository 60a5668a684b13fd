#include "turncoat/trial/subjects.hpp"

#include "turncoat/trial/decider.hpp"
#include "turncoat/trial/node.hpp"

namespace turncoat {

std::unique_ptr<Subject> subject_of(Way way, const Launch& launch,
                                    std::chrono::milliseconds answer_time) {
  if (way == Way::decider) {
    return std::make_unique<Decider>(launch, answer_time);
  }
  return std::make_unique<Node>(launch, answer_time);
}

}  // namespace turncoat
