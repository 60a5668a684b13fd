#include "turncoat/trial/subjects.hpp"

#include "turncoat/trial/decider.hpp"
#include "turncoat/trial/node.hpp"

namespace turncoat {

std::unique_ptr<Subject> subject_of(Way way, const std::vector<std::string>& command,
                                    std::chrono::milliseconds answer_time) {
  if (way == Way::decider) {
    return std::make_unique<Decider>(command, answer_time);
  }
  return std::make_unique<Node>(command, answer_time);
}

}  // namespace turncoat
