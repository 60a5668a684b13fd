#include "turncoat/trial/subjects.hpp"

#include "turncoat/trial/decider.hpp"
#include "turncoat/trial/node.hpp"
#include "turncoat/trial/server_node.hpp"

namespace turncoat {

std::unique_ptr<Subject> subject_of(Way way, const Launch& launch, const Answering& answering) {
  switch (way) {
    case Way::decider:
      return std::make_unique<Decider>(launch, answering.time);
    case Way::general:
      return std::make_unique<Node>(launch, answering.time);
    case Way::http:
      break;
  }
  return std::make_unique<ServerNode>(launch, answering.server, answering.time);
}

}  // namespace turncoat
