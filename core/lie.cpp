#include "turncoat/core/lie.hpp"

#include <algorithm>

namespace turncoat {
namespace {

// False if `visit` wants no more. Enters only paths that a place can follow.
bool visit_places(const Path& path, int length, const Setup& setup,
                  const std::function<bool(const Path&, int)>& visit) {
  if (path.size() == length) {
    for (const int receiver : setup.loyal() - path.members()) {
      if (!visit(path, receiver)) {
        return false;
      }
    }
    return true;
  }
  const bool is_next_last = path.size() + 1 == length;
  const Generals candidates = is_next_last ? setup.traitors : setup.generals();
  for (const int next : candidates - path.members()) {
    const Path longer = path + next;
    const bool can_end = is_next_last || !(setup.traitors - longer.members()).empty();
    const bool can_be_received = !(setup.loyal() - longer.members()).empty();
    if (can_end && can_be_received && !visit_places(longer, length, setup, visit)) {
      return false;
    }
  }
  return true;
}

}  // namespace

const Lie* lie_at(std::span<const Lie> lies, const Path& path, int receiver) {
  const auto lie = std::partition_point(lies.begin(), lies.end(), [&](const Lie& before) {
    const auto order = before.path <=> path;
    return order < 0 || (order == 0 && before.to < receiver);
  });
  return lie != lies.end() && lie->to == receiver && lie->path == path ? &*lie : nullptr;
}

void for_each_lie_place(const Setup& setup,
                        const std::function<bool(const Path& path, int receiver)>& visit) {
  for (int length = setup.commander_is_loyal() ? 2 : 1; length <= setup.rounds(); ++length) {
    if (!visit_places(Path(), length, setup, visit)) {
      return;
    }
  }
}

}  // namespace turncoat
