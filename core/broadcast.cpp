#include "turncoat/core/broadcast.hpp"

namespace turncoat {

Broadcast AskEach::says(const Path& path, Generals receivers, Order relayed) const {
  Broadcast broadcast;
  for (const int receiver : receivers) {
    const Said said = adversary_.says(path, receiver, relayed);
    if (said == Said::attack) {
      broadcast.attack.insert(receiver);
    } else if (said == Said::silence) {
      broadcast.silent.insert(receiver);
    }
  }
  return broadcast;
}

}  // namespace turncoat
