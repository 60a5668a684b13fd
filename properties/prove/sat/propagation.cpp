#include "turncoat/properties/prove/sat/propagation.hpp"

#include <algorithm>

#include "turncoat/support/bad_input.hpp"

namespace turncoat {
namespace {

constexpr std::size_t kMaxLiterals = std::size_t{1} << 31;

// The same for every order of the literals. Source: the mixing of SplitMix64, Steele et al. 2014.
std::uint64_t hash_of(std::span<const int> clause) {
  std::uint64_t sum = clause.size();
  for (const int literal : clause) {
    auto mixed = static_cast<std::uint64_t>(literal) * 0x9e3779b97f4a7c15;
    mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111eb;
    sum += mixed ^ mixed >> 31;
  }
  return sum;
}

}  // namespace

void Propagation::make_room_for(std::span<const int> clause) {
  for (const int literal : clause) {
    const std::size_t needed = std::max(index(literal), index(-literal)) + 1;
    if (values_.size() < needed) {
      values_.resize(needed);
      watches_.resize(needed);
    }
  }
}

Propagation::Reference Propagation::store(std::span<const int> clause) {
  Reference reference = 0;
  if (clause.size() < free_.size() && !free_[clause.size()].empty()) {
    reference = free_[clause.size()].back();
    free_[clause.size()].pop_back();
  } else {
    if (arena_.size() + clause.size() + 1 > kMaxLiterals) {
      throw BadInput("found clauses of more than 2^31 literals at once, expected at most that");
    }
    reference = static_cast<Reference>(arena_.size());
    arena_.resize(arena_.size() + clause.size() + 1);
  }
  arena_[reference] = static_cast<int>(clause.size());
  std::copy(clause.begin(), clause.end(), literals(reference).begin());
  by_hash_.emplace(hash_of(clause), reference);
  return reference;
}

// If fewer than two literals are open, the clause has given all it can give, or gives it now. True
// literals stay true, so there is nothing to watch.
void Propagation::add(std::span<const int> clause) {
  make_room_for(clause);
  const Reference reference = store(clause);
  const std::span<int> stored = literals(reference);
  if (std::any_of(stored.begin(), stored.end(), [this](int each) { return value(each) > 0; })) {
    return;
  }
  const auto open =
      std::partition(stored.begin(), stored.end(), [this](int each) { return value(each) == 0; });
  const auto opened = open - stored.begin();
  if (opened == 0) {
    is_contradictory_ = true;
  } else if (std::all_of(stored.begin(), open, [&](int each) { return each == stored[0]; })) {
    assign(stored[0]);
    is_contradictory_ = !propagate() || is_contradictory_;
  } else {
    std::iter_swap(stored.begin() + 1,
                   std::find_if(stored.begin(), open, [&](int each) { return each != stored[0]; }));
    watch(reference);
  }
}

void Propagation::watch(Reference clause) {
  const std::span<const int> watched = literals(clause);
  watches_[index(watched[0])].push_back({clause, watched[1]});
  watches_[index(watched[1])].push_back({clause, watched[0]});
}

void Propagation::unwatch(Reference clause) {
  for (const int literal :
       literals(clause).first(std::min<std::size_t>(2, literals(clause).size()))) {
    std::vector<Watch>& watches = watches_[index(literal)];
    const auto found = std::find_if(watches.begin(), watches.end(),
                                    [clause](const Watch& each) { return each.clause == clause; });
    if (found != watches.end()) {
      *found = watches.back();
      watches.pop_back();
    }
  }
}

bool Propagation::remove(std::span<const int> clause) {
  sorted_.assign(clause.begin(), clause.end());
  std::sort(sorted_.begin(), sorted_.end());
  const auto [begin, end] = by_hash_.equal_range(hash_of(clause));
  for (auto candidate = begin; candidate != end; ++candidate) {
    const Reference reference = candidate->second;
    const std::span<const int> stored = literals(reference);
    std::vector<int> also_sorted(stored.begin(), stored.end());
    std::sort(also_sorted.begin(), also_sorted.end());
    if (also_sorted != sorted_) {
      continue;
    }
    by_hash_.erase(candidate);
    unwatch(reference);
    if (free_.size() <= stored.size()) {
      free_.resize(stored.size() + 1);
    }
    free_[stored.size()].push_back(reference);
    return true;
  }
  return false;
}

bool Propagation::implies(std::span<const int> clause) {
  if (is_contradictory_) {
    return true;
  }
  make_room_for(clause);
  const std::size_t known = true_.size();
  bool is_contradicted = false;
  for (const int literal : clause) {
    if (value(literal) > 0) {  // It, or the opposite of one before it, is true.
      is_contradicted = true;
      break;
    }
    if (value(literal) == 0) {
      assign(-literal);
    }
  }
  is_contradicted = is_contradicted || !propagate();
  while (true_.size() > known) {
    value(true_.back()) = 0;
    value(-true_.back()) = 0;
    true_.pop_back();
  }
  visited_ = known;
  return is_contradicted;
}

void Propagation::assign(int literal) {
  value(literal) = 1;
  value(-literal) = -1;
  true_.push_back(literal);
  ++propagated_;
}

bool Propagation::propagate() {
  while (visited_ < true_.size()) {
    if (!visit_watches_of(-true_[visited_++])) {
      return false;
    }
  }
  return true;
}

// Clauses that watch a literal that has become false: each watches another one that isn't, or has
// only one left, or none.
bool Propagation::visit_watches_of(int literal) {
  std::vector<Watch>& watches = watches_[index(literal)];
  std::size_t kept = 0;
  for (std::size_t i = 0; i < watches.size(); ++i) {
    const Watch watch = watches[i];
    if (value(watch.other) > 0) {
      watches[kept++] = watch;
      continue;
    }
    const std::span<int> clause = literals(watch.clause);
    if (clause[0] == literal) {
      std::swap(clause[0], clause[1]);
    }
    const auto replacement = value(clause[0]) > 0
                                 ? clause.end()
                                 : std::find_if(clause.begin() + 2, clause.end(),
                                                [this](int each) { return value(each) >= 0; });
    if (replacement != clause.end()) {
      std::iter_swap(clause.begin() + 1, replacement);
      watches_[index(clause[1])].push_back({watch.clause, clause[0]});
      continue;
    }
    watches[kept++] = {watch.clause, clause[0]};
    if (value(clause[0]) < 0) {  // None left.
      kept = static_cast<std::size_t>(
          std::copy(watches.begin() + static_cast<std::ptrdiff_t>(i) + 1, watches.end(),
                    watches.begin() + static_cast<std::ptrdiff_t>(kept)) -
          watches.begin());
      watches.resize(kept);
      return false;
    }
    if (value(clause[0]) == 0) {
      assign(clause[0]);
    }
  }
  watches.resize(kept);
  return true;
}

}  // namespace turncoat
