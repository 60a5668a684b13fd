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
    : n_(n), lieutenant_(lieutenant), others_(Generals::first(n).without(lieutenant)) {}

void HeardTree::open_level() {
  heard_.emplace_back(heard_.empty() ? 1 : heard_.back().size() * continuations(heard_.size()),
                      kNothing);
}

// Paths of a level stand in ascending order, so the continuations of one path stand together: each
// by the rank of its sender among those who are neither on the path before nor the lieutenant.
std::size_t HeardTree::index_of(const ClaimedPath& path) const {
  check(path.length() >= 1 && path.length() <= heard_.size(), "a path of an open level");
  const auto lieutenant = static_cast<unsigned>(lieutenant_);
  std::size_t index = 0;
  for (std::size_t position = 1; position < path.length(); ++position) {
    const unsigned rank = path.rank(position) - (path[position] > lieutenant ? 1U : 0U);
    index = index * continuations(position) + rank;
  }
  return index;
}

bool HeardTree::has_heard(const ClaimedPath& path) const {
  return cell_of(path, heard_) != kNothing;
}

bool HeardTree::hear(const ClaimedPath& path, Order order) {
  std::uint8_t& cell = heard_[path.length() - 1][index_of(path)];
  if (cell != kNothing) {
    return false;
  }
  cell = static_cast<std::uint8_t>(said(order));
  return true;
}

Order HeardTree::order_of(const ClaimedPath& path) const {
  return order_in(cell_of(path, heard_));
}

void HeardTree::for_each(int level, const std::function<void(const Path&, Order)>& visit) const {
  Path path;
  visit_below(path, 0, level, visit);
}

// The path is changed in place, and as it was in the end; `index` is where it stands on its level.
void HeardTree::visit_below(Path& path, std::size_t index, int level,
                            const std::function<void(const Path&, Order)>& visit) const {
  if (path.size() == level) {
    visit(path, order_in(heard_[level - 1][index]));
    return;
  }
  std::size_t below = index * continuations(static_cast<std::size_t>(path.size()));
  for (const int next : others_ - path.members()) {
    path.push(next);
    visit_below(path, below++, level, visit);
    path.pop();
  }
}

void HeardTree::resolve() {
  resolved_.assign(heard_.size(), {});
  for (int level = levels(); level >= 1; --level) {
    const Level& own = heard_[level - 1];
    Level& result = resolved_[level - 1];
    result.resize(own.size());
    const bool is_last = level == levels();
    const std::size_t others = is_last ? 0 : continuations(static_cast<std::size_t>(level));
    const std::uint8_t* vote = is_last ? nullptr : resolved_[level].data();
    for (std::size_t path = 0; path < own.size(); ++path) {
      std::size_t attacks = own[path] == kAttack ? 1 : 0;
      for (std::size_t j = 0; j < others; ++j, ++vote) {
        attacks += *vote;  // 1 for attack
      }
      result[path] = 2 * attacks > 1 + others ? kAttack : kRetreat;
    }
  }
}

Order HeardTree::resolved(const ClaimedPath& path) const {
  check(!resolved_.empty(), "a tree that is resolved");
  return order_in(cell_of(path, resolved_));
}

}  // namespace turncoat
