#include "turncoat/core/heard_tree.hpp"

namespace turncoat {
namespace {

constexpr auto kNothing = static_cast<std::uint8_t>(Said::silence);
constexpr auto kAttack = static_cast<std::uint8_t>(Said::attack);
constexpr auto kRetreat = static_cast<std::uint8_t>(Said::retreat);

Order order_in(std::uint8_t cell) {
  return heard(static_cast<Said>(cell));
}

}  // namespace

HeardTree::HeardTree(int n, int lieutenant)
    : n_(n), others_(Generals::first(n).without(lieutenant)) {}

void HeardTree::open_level() {
  // A path of length r has n − 1 − r continuations: all but its members and the lieutenant.
  const std::size_t size =
      heard_.empty() ? 1 : heard_.back().size() * static_cast<std::size_t>(n_ - 1 - levels());
  heard_.emplace_back(size, kNothing);
}

// Paths of a level in ascending order, so that the continuations of one path stand together.
std::size_t HeardTree::index_of(const Path& path) const {
  check(path.size() <= levels(), "a path of an open level");
  Generals left = others_.without(path[0]);
  std::size_t index = 0;
  for (int position = 1; position < path.size(); ++position) {
    index = index * static_cast<std::size_t>(left.size()) +
            static_cast<std::size_t>(left.rank(path[position]));
    left = left.without(path[position]);
  }
  return index;
}

bool HeardTree::has_heard(const Path& path) const {
  return heard_[path.size() - 1][index_of(path)] != kNothing;
}

bool HeardTree::hear(const Path& path, Order order) {
  std::uint8_t& cell = heard_[path.size() - 1][index_of(path)];
  if (cell != kNothing) {
    return false;
  }
  cell = static_cast<std::uint8_t>(said(order));
  return true;
}

Order HeardTree::order_of(const Path& path) const {
  return order_in(heard_[path.size() - 1][index_of(path)]);
}

void HeardTree::for_each(int level, const std::function<void(const Path&, Order)>& visit) const {
  visit_level(Path(), level, visit);
}

void HeardTree::visit_level(const Path& path, int level,
                            const std::function<void(const Path&, Order)>& visit) const {
  if (path.size() == level) {
    visit(path, order_of(path));
    return;
  }
  for (const int next : others_ - path.members()) {
    visit_level(path + next, level, visit);
  }
}

void HeardTree::resolve() {
  resolved_.assign(heard_.size(), {});
  for (int level = levels(); level >= 1; --level) {
    const Level& own = heard_[level - 1];
    Level& result = resolved_[level - 1];
    result.resize(own.size());
    const std::size_t continuations =
        level == levels() ? 0 : static_cast<std::size_t>(n_ - 1 - level);
    for (std::size_t path = 0; path < own.size(); ++path) {
      std::size_t attacks = own[path] == kAttack ? 1 : 0;
      for (std::size_t j = 0; j < continuations; ++j) {
        attacks += resolved_[level][path * continuations + j] == kAttack ? 1 : 0;
      }
      result[path] = 2 * attacks > 1 + continuations ? kAttack : kRetreat;
    }
  }
}

Order HeardTree::resolved(const Path& path) const {
  check(!resolved_.empty(), "a tree that is resolved");
  return order_in(resolved_[path.size() - 1][index_of(path)]);
}

}  // namespace turncoat
