#include "turncoat/generals/cluster/told_table.hpp"

#include <algorithm>
#include <cstddef>

#include "turncoat/core/claimed_path.hpp"
#include "turncoat/core/setup.hpp"
#include "turncoat/support/check.hpp"

namespace turncoat {
namespace {

constexpr std::uint8_t kUnknown = 0xFF;

std::optional<Said> said_by(char letter) {
  for (const Said said : {Said::attack, Said::retreat, Said::silence}) {
    if (name(said).front() == letter) {
      return said;
    }
  }
  return std::nullopt;
}

void visit_paths(Path& path, Generals everybody, int size,
                 const std::function<void(const Path&, Generals)>& visit) {
  const Generals others = everybody - path.members();
  if (path.size() == size) {
    visit(path, others);
    return;
  }
  for (const int next : others) {
    path.push(next);
    visit_paths(path, everybody, size, visit);
    path.pop();
  }
}

}  // namespace

ToldTable::ToldTable(int n, int m) : n_(n), told_(static_cast<std::size_t>(n)) {
  for (const int receiver : Generals::first(n).without(kCommander)) {
    std::size_t paths = 1;
    for (int round = 1; round <= m + 1; ++round) {
      told_[receiver].emplace_back(paths, kUnknown);
      paths *= static_cast<std::size_t>(n - 1 - round);
    }
  }
}

// As in heard_tree.cpp: the continuations of a path stand together, each by the rank of its sender
// among those who are neither on the path before nor the receiver.
std::uint8_t& ToldTable::cell(const Path& path, int receiver) {
  check(receiver != kCommander && !path.contains(receiver), "a receiver of the path");
  const ClaimedPath ranked(path);
  std::size_t index = 0;
  for (std::size_t position = 1; position < ranked.length(); ++position) {
    const std::size_t rank = ranked.rank(position) - (ranked[position] > receiver ? 1U : 0U);
    index = index * (static_cast<std::size_t>(n_) - 1 - position) + rank;
  }
  return told_[receiver][ranked.length() - 1][index];
}

std::optional<Said> ToldTable::at(const Path& path, int receiver) const {
  const std::uint8_t known = const_cast<ToldTable*>(this)->cell(path, receiver);
  return known == kUnknown ? std::nullopt : std::optional(static_cast<Said>(known));
}

void ToldTable::set(const Path& path, int receiver, Said said) {
  cell(path, receiver) = static_cast<std::uint8_t>(said);
}

bool ToldTable::set_round(int round, int receiver, std::string_view letters) {
  Level& level = told_[receiver][round - 1];
  if (letters.size() != level.size() ||
      !std::all_of(letters.begin(), letters.end(),
                   [](char letter) { return said_by(letter).has_value(); })) {
    return false;
  }
  std::transform(letters.begin(), letters.end(), level.begin(),
                 [](char letter) { return static_cast<std::uint8_t>(*said_by(letter)); });
  return true;
}

void ToldTable::for_each(int round, const std::function<void(const Path&, Generals)>& visit) const {
  Path path;
  visit_paths(path, Generals::first(n_), round, visit);
}

}  // namespace turncoat
