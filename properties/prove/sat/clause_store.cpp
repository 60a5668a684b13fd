#include "turncoat/properties/prove/sat/clause_store.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "turncoat/support/bad_input.hpp"

namespace turncoat {
namespace {

constexpr std::size_t kMostWords = std::size_t{1} << 32;
constexpr std::size_t kFirstBuckets = std::size_t{1} << 10;

// The same for every order of the literals. Source: the mixing of SplitMix64, Steele et al. 2014.
std::uint32_t hash_of(std::span<const Literal> clause) {
  std::uint64_t sum = clause.size();
  for (const Literal literal : clause) {
    auto mixed = static_cast<std::uint64_t>(literal) * 0x9e3779b97f4a7c15;
    mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111eb;
    sum += mixed ^ mixed >> 31;
  }
  return static_cast<std::uint32_t>(sum ^ sum >> 32);
}

}  // namespace

ClauseStore::Reference ClauseStore::add(std::span<const Literal> clause) {
  if (words_.empty()) {
    budget_.resize(words_, kFirst);
  }
  if (clauses_ >= buckets_.size()) {
    grow_buckets();
  }
  const std::size_t size = words_.size() + kHeader + clause.size();
  if (size > kMostWords) {
    throw BadInput("found clauses of more than 2^32 literals at once, expected at most that");
  }
  const auto added = static_cast<Reference>(words_.size());
  budget_.resize(words_, size);
  const std::uint32_t hash = hash_of(clause);
  words_[added + kSize] = static_cast<std::uint32_t>(clause.size());
  words_[added + kRoom] = words_[added + kSize];
  words_[added + kHash] = hash;
  words_[added + kNext] = std::exchange(bucket(hash), added);
  std::copy(clause.begin(), clause.end(), literals(added).begin());
  ++clauses_;
  return added;
}

ClauseStore::Reference ClauseStore::find(std::span<const Literal> clause) {
  if (buckets_.empty()) {
    return kNone;
  }
  const std::uint32_t hash = hash_of(clause);
  sort(clause, sorted_);
  for (Reference at = bucket(hash); at != kNone; at = words_[at + kNext]) {
    if (words_[at + kHash] == hash && words_[at + kSize] == clause.size()) {
      sort(literals(at), also_sorted_);
      if (also_sorted_ == sorted_) {
        return at;
      }
    }
  }
  return kNone;
}

void ClauseStore::sort(std::span<const Literal> clause, std::vector<Literal>& sorted) {
  budget_.resize(sorted, clause.size());
  std::copy(clause.begin(), clause.end(), sorted.begin());
  std::sort(sorted.begin(), sorted.end());
}

void ClauseStore::remove(Reference clause) {
  Reference* before = &bucket(words_[clause + kHash]);
  while (*before != clause) {
    before = &words_[*before + kNext];
  }
  *before = words_[clause + kNext];
  words_[clause + kSize] = 0;
  removed_words_ += kHeader + words_[clause + kRoom];
  --clauses_;
}

void ClauseStore::grow_buckets() {
  const std::size_t size = std::max(kFirstBuckets, 2 * buckets_.size());
  budget_.resize(buckets_, size);
  std::fill(buckets_.begin(), buckets_.end(), kNone);
  for_each([this](Reference clause) {
    words_[clause + kNext] = std::exchange(bucket(words_[clause + kHash]), clause);
  });
}

void ClauseStore::place_anew() {
  Reference place = kFirst;
  for (Reference at = kFirst; at < words_.size(); at += kHeader + words_[at + kRoom]) {
    const bool is_removed = words_[at + kSize] == 0;
    words_[at + kNext] = is_removed ? kNone : place;
    place += is_removed ? 0 : kHeader + words_[at + kRoom];
  }
}

void ClauseStore::move() {
  Reference end = kFirst;
  for (Reference at = kFirst; at < words_.size();) {
    const Reference size = kHeader + words_[at + kRoom];
    if (words_[at + kSize] != 0) {
      std::copy_n(words_.begin() + at, size, words_.begin() + end);
      end += size;
    }
    at += size;
  }
  words_.resize(end);
  removed_words_ = 0;
  std::fill(buckets_.begin(), buckets_.end(), kNone);
  for_each([this](Reference clause) {
    words_[clause + kNext] = std::exchange(bucket(words_[clause + kHash]), clause);
  });
}

}  // namespace turncoat
