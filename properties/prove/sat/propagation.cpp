#include "turncoat/properties/prove/sat/propagation.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace turncoat {
namespace {

constexpr Literal opposite(Literal literal) {
  return literal ^ 1;
}

constexpr Literal literal_of(int number) {
  return number > 0 ? 2 * static_cast<Literal>(number) : 2 * static_cast<Literal>(-number) + 1;
}

}  // namespace

// The order is kept: a solver's first literals are good ones to watch.
bool Propagation::read(std::span<const int> clause) {
  clause_.clear();
  for (const int number : clause) {
    budget_.push_back(clause_, literal_of(number));
  }
  constexpr std::size_t kFew = 8;
  const auto is_known = [this](std::size_t i) {
    const auto end = clause_.begin() + static_cast<std::ptrdiff_t>(i);
    return std::any_of(clause_.begin(), end,
                       [&](Literal before) { return before / 2 == *end / 2; });
  };
  bool repeats = false;
  if (clause_.size() <= kFew) {
    for (std::size_t i = 1; i < clause_.size() && !repeats; ++i) {
      repeats = is_known(i);
    }
    if (!repeats) {
      return true;
    }
  }
  budget_.resize(sorted_, clause_.size());
  std::copy(clause_.begin(), clause_.end(), sorted_.begin());
  std::sort(sorted_.begin(), sorted_.end());
  sorted_.erase(std::unique(sorted_.begin(), sorted_.end()), sorted_.end());
  if (sorted_.size() < clause_.size()) {
    clause_ = sorted_;
  }
  return std::adjacent_find(sorted_.begin(), sorted_.end(), [](Literal one, Literal next) {
           return next == opposite(one);
         }) == sorted_.end();
}

void Propagation::make_room_for(std::span<const Literal> clause) {
  for (const Literal literal : clause) {
    const std::size_t needed = std::size_t{literal | 1} + 1;
    if (values_.size() < needed) {
      budget_.resize(values_, needed);
      budget_.resize(watches_, needed);
      if (has_occurrences_) {
        budget_.resize(occurrences_, needed);
      }
    }
  }
}

// If fewer than two literals are open, the clause has given all it can give, or gives it now. True
// literals stay true, so there is nothing to watch.
void Propagation::add(std::span<const int> clause) {
  if (is_contradictory_ || !read(clause)) {
    return;
  }
  make_room_for(clause_);
  const auto open = std::partition(clause_.begin(), clause_.end(),
                                   [this](Literal each) { return value(each) == 0; });
  if (clause_.empty()) {
    is_contradictory_ = true;
    return;
  }
  const Reference stored = store_.add(clause_);
  if (has_occurrences_) {
    add_occurrences(stored);
  }
  const bool is_satisfied =
      std::any_of(open, clause_.end(), [this](Literal each) { return value(each) > 0; });
  if (is_satisfied) {
    return;
  }
  if (open == clause_.begin()) {
    is_contradictory_ = true;
  } else if (open == clause_.begin() + 1) {
    assign(clause_[0]);
    is_contradictory_ = !propagate();
  } else {
    watch(stored);
  }
}

void Propagation::watch(Reference clause) {
  const std::span<const Literal> watched = store_.literals(clause);
  budget_.push_back(watches_[watched[0]], {clause, watched[1]});
  budget_.push_back(watches_[watched[1]], {clause, watched[0]});
}

Propagation::Removal Propagation::remove(std::span<const int> clause) {
  if (!read(clause)) {
    return Removal::removed;
  }
  const Reference found = store_.find(clause_);
  if (found == ClauseStore::kNone) {
    return Removal::absent;
  }
  const auto not_false = std::count_if(clause_.begin(), clause_.end(),
                                       [this](Literal each) { return value(each) >= 0; });
  const bool is_satisfied =
      std::any_of(clause_.begin(), clause_.end(), [this](Literal each) { return value(each) > 0; });
  if (is_satisfied && not_false == 1) {
    return Removal::ignored;
  }
  store_.remove(found);
  if (store_.is_mostly_removed()) {
    collect();
  }
  return Removal::removed;
}

Propagation::Basis Propagation::basis_of(std::span<const int> clause) {
  if (is_contradictory_ || !read(clause)) {
    return Basis::propagation;
  }
  make_room_for(clause_);
  const std::size_t known = true_.size();
  Basis basis = Basis::propagation;
  constexpr Literal kNoLiteral = 0;
  if (assume_false(clause_, kNoLiteral) && propagate()) {
    const bool is_rat = !clause.empty() && all_resolvents_follow(literal_of(clause[0]));
    basis = is_rat ? Basis::resolution : Basis::none;
  }
  take_back_to(known);
  return basis;
}

// False if one of them is true, which is a contradiction.
bool Propagation::assume_false(std::span<const Literal> clause, Literal except) {
  for (const Literal literal : clause) {
    if (literal == except) {
      continue;
    }
    if (value(literal) > 0) {
      return false;
    }
    if (value(literal) == 0) {
      assign(opposite(literal));
    }
  }
  return true;
}

// All literals of the clause are false now, so only those of the other parents need to be assumed.
bool Propagation::all_resolvents_follow(Literal pivot) {
  list_occurrences();
  std::vector<Reference>& parents = occurrences_[opposite(pivot)];
  std::erase_if(parents, [this](Reference each) { return store_.literals(each).empty(); });
  const std::size_t known = true_.size();
  for (const Reference parent : parents) {
    work();
    const bool is_open = assume_false(store_.literals(parent), opposite(pivot)) && propagate();
    take_back_to(known);
    if (is_open) {
      return false;
    }
  }
  return true;
}

void Propagation::list_occurrences() {
  if (!has_occurrences_) {
    has_occurrences_ = true;
    budget_.resize(occurrences_, values_.size());
    store_.for_each([this](Reference each) { add_occurrences(each); });
  }
}

void Propagation::add_occurrences(Reference clause) {
  for (const Literal literal : store_.literals(clause)) {
    budget_.push_back(occurrences_[literal], clause);
  }
}

void Propagation::take_back_to(std::size_t known) {
  while (true_.size() > known) {
    value(true_.back()) = 0;
    value(opposite(true_.back())) = 0;
    true_.pop_back();
  }
  visited_ = known;
}

void Propagation::assign(Literal literal) {
  value(literal) = 1;
  value(opposite(literal)) = -1;
  budget_.push_back(true_, literal);
  ++propagated_;
}

bool Propagation::propagate() {
  while (visited_ < true_.size()) {
    work();
    if (!visit_watches_of(opposite(true_[visited_++]))) {
      return false;
    }
  }
  return true;
}

// Clauses that watch a literal that has become false: each watches another one that isn't, or has
// only one left, or none. Those that were removed go.
bool Propagation::visit_watches_of(Literal literal) {
  std::vector<Watch>& watches = watches_[literal];
  std::size_t kept = 0;
  for (std::size_t i = 0; i < watches.size(); ++i) {
    const Watch watch = watches[i];
    if (value(watch.other) > 0) {
      watches[kept++] = watch;
      continue;
    }
    const std::span<Literal> clause = store_.literals(watch.clause);
    if (clause.empty()) {
      continue;
    }
    if (clause[0] == literal) {
      std::swap(clause[0], clause[1]);
    }
    const auto replacement = value(clause[0]) > 0
                                 ? clause.end()
                                 : std::find_if(clause.begin() + 2, clause.end(),
                                                [this](Literal each) { return value(each) >= 0; });
    if (replacement != clause.end()) {
      std::iter_swap(clause.begin() + 1, replacement);
      budget_.push_back(watches_[clause[1]], {watch.clause, clause[0]});
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

void Propagation::collect() {
  store_.collect([this](const auto& renamed) {
    const auto is_gone = [&renamed](Reference each) { return renamed(each) == ClauseStore::kNone; };
    for (std::vector<Watch>& watches : watches_) {
      std::erase_if(watches, [&](const Watch& each) { return is_gone(each.clause); });
      for (Watch& each : watches) {
        each.clause = renamed(each.clause);
      }
    }
    for (std::vector<Reference>& clauses : occurrences_) {
      std::erase_if(clauses, is_gone);
      for (Reference& each : clauses) {
        each = renamed(each);
      }
    }
  });
}

void Propagation::work() {
  constexpr std::uint32_t kBetweenPauses = 1 << 12;
  if (--until_pause_ == 0) {
    until_pause_ = kBetweenPauses;
    if (pause_) {
      pause_();
    }
  }
}

}  // namespace turncoat
