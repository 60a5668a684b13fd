// A general of somebody else's: OM(m) by the book, with what it heard in a map.
#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <vector>

#include "turncoat/core/general.hpp"

class MyGeneral {
 public:
  explicit MyGeneral(const turncoat::General::Post& post) : post_(post) {}

  // To each of the receivers the same.
  void send(const turncoat::General::Visit& visit) const {
    if (post_.general == turncoat::kCommander) {
      if (round_ == 1) {
        visit(turncoat::Path(), others({0}), post_.order);
      }
    } else if (round_ > 1) {
      for (const Generals& path : paths(round_ - 1)) {
        turncoat::Path on;  // [0]
        for (std::size_t i = 1; i < path.size(); ++i) {
          on = on + path[i];
        }
        visit(on + post_.general, others(path), heard(path));
      }
    }
  }

  // From anybody: what can't be is ignored.
  void receive(const turncoat::Message& message) {
    if (message.path.flaw() || message.path.length() != static_cast<std::size_t>(round_)) {
      return;
    }
    Generals path;
    for (std::size_t i = 0; i < message.path.length(); ++i) {
      const int general = message.path[i];
      const bool is_first = i == 0;
      if (general >= post_.n || general == post_.general ||
          is_first != (general == turncoat::kCommander)) {
        return;
      }
      path.push_back(general);
    }
    if (path.back() == message.sender && post_.general != turncoat::kCommander) {
      heard_.emplace(path, message.order);
    }
  }

  void end_round() { ++round_; }

  turncoat::Order decide() const {
    return post_.general == turncoat::kCommander ? post_.order : resolved({0});
  }

 private:
  using Generals = std::vector<int>;

  turncoat::Generals others(const Generals& path) const {
    turncoat::Generals all;
    for (int g = 0; g < post_.n; ++g) {
      if (g != post_.general && std::find(path.begin(), path.end(), g) == path.end()) {
        all = all.with(g);
      }
    }
    return all;
  }

  // All of that length that it may be told.
  std::vector<Generals> paths(int length) const {
    if (post_.general == turncoat::kCommander) {
      return {};
    }
    std::vector<Generals> all{{0}};
    for (int i = 1; i < length; ++i) {
      std::vector<Generals> longer;
      for (const Generals& path : all) {
        for (const int g : others(path)) {
          longer.push_back(path);
          longer.back().push_back(g);
        }
      }
      all = longer;
    }
    return all;
  }

  turncoat::Order heard(const Generals& path) const {
    const auto found = heard_.find(path);
    return found == heard_.end() ? turncoat::Order::retreat : found->second;
  }

  turncoat::Order resolved(const Generals& path) const {
    if (static_cast<int>(path.size()) == post_.m + 1) {
      return heard(path);
    }
    int votes = 1;
    int attack = heard(path) == turncoat::Order::attack ? 1 : 0;
    for (const int g : others(path)) {
      Generals relayed = path;
      relayed.push_back(g);
      attack += resolved(relayed) == turncoat::Order::attack ? 1 : 0;
      ++votes;
    }
#ifdef TIE_MEANS_ATTACK  // a mistake, to see it found
    return 2 * attack >= votes ? turncoat::Order::attack : turncoat::Order::retreat;
#else
    return 2 * attack > votes ? turncoat::Order::attack : turncoat::Order::retreat;
#endif
  }

  turncoat::General::Post post_;
  int round_ = 1;
  std::map<Generals, turncoat::Order> heard_;
};
