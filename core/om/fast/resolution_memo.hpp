// Resolutions of a path, kept for all paths of the same generals on which the same was heard.
//
// Sound if the adversary ignores relayers (adversary.hpp): it then answers the same further on for
// all of them.
//
// Size: at most kMostKeys, about 70 MB; beyond that no other key is kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>

#include "turncoat/core/generals.hpp"

namespace turncoat {

class ResolutionMemo {
 public:
  static constexpr std::size_t kMostKeys = std::size_t{1} << 20;

  explicit ResolutionMemo(std::size_t most = kMostKeys) : most_(most) {}

  struct Key {
    Generals members;  // of the path
    Generals heard;    // those that heard attack for it

    friend bool operator==(const Key&, const Key&) = default;
  };
  struct Resolved {
    Generals by;         // those whose resolution is known
    Generals attackers;  // those of them that resolve attack
  };

  // Of nobody if nothing was kept.
  Resolved find(const Key& key) const {
    const auto found = entries_.find(key);
    return found == entries_.end() ? Resolved() : found->second;
  }

  // Adds to what was kept for the key before.
  void keep(const Key& key, const Resolved& resolved) {
    if (const auto found = entries_.find(key); found != entries_.end()) {
      found->second.by = found->second.by | resolved.by;
      found->second.attackers = found->second.attackers | resolved.attackers;
    } else if (entries_.size() < most_) {
      entries_.emplace(key, resolved);
    }
  }

 private:
  struct Hash {
    std::size_t operator()(const Key& key) const {
      std::uint64_t hash = key.members.word() * 0x9E37'79B9'7F4A'7C15;
      hash = (hash ^ hash >> 32 ^ key.heard.word()) * 0xBF58'476D'1CE4'E5B9;
      return hash ^ hash >> 32;
    }
  };

  std::size_t most_;
  std::unordered_map<Key, Resolved, Hash> entries_;
};

}  // namespace turncoat
