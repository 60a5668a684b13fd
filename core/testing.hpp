// Shared by tests: traitors that answer by a hash of the message, a grid of setups, and the text of
// a refusal.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "turncoat/core/adversary.hpp"
#include "turncoat/core/setup.hpp"
#include "turncoat/support/testing.hpp"

namespace turncoat::test {

// FNV-1a over the message; the last step lets the high bits, the best mixed, reach the low ones.
inline std::uint64_t hash_of(std::uint64_t seed, const Path& path, int receiver) {
  std::uint64_t hash = 0xCBF2'9CE4'8422'2325;
  const auto mix = [&](std::uint64_t value) { hash = (hash ^ value) * 0x100'0000'01B3; };
  mix(seed);
  for (const int general : path) {
    mix(static_cast<std::uint64_t>(general) + 1);
  }
  mix(static_cast<std::uint64_t>(receiver) + 100);
  mix(hash >> 29);
  return hash >> 32;
}

// Out of 100 messages, so many are silent and so many are the opposite of the faithful relay.
class Hashed final : public Adversary {
 public:
  struct Odds {
    std::uint64_t seed = 0;
    int silences = 0;
    int opposites = 0;
  };
  explicit Hashed(const Odds& odds) : odds_(odds) {}

  Told says(const Path& path, Generals receivers, Order relayed) const override {
    return tell_each(receivers, [&](int receiver) {
      const int drawn = static_cast<int>(hash_of(odds_.seed, path, receiver) % 100);
      if (drawn < odds_.silences) {
        return Said::silence;
      }
      return said(drawn < odds_.silences + odds_.opposites ? opposite(relayed) : relayed);
    });
  }

 private:
  Odds odds_;
};

// A function of one's own as an adversary, of each message alone.
class Scheming final : public Adversary {
 public:
  using Answer = std::function<Said(const Path&, int receiver, Order relayed)>;
  explicit Scheming(Answer answer) : answer_(std::move(answer)) {}

  Told says(const Path& path, Generals receivers, Order relayed) const override {
    return tell_each(receivers, [&](int receiver) { return answer_(path, receiver, relayed); });
  }

 private:
  Answer answer_;
};

inline Scheming faithful() {
  return Scheming([](const Path&, int, Order relayed) { return said(relayed); });
}

// From no lie to nothing but silence.
inline std::vector<std::unique_ptr<Adversary>> adversaries() {
  std::vector<std::unique_ptr<Adversary>> all;
  for (const Hashed::Odds& odds : {Hashed::Odds{.seed = 1},
                                   {.seed = 2, .opposites = 100},
                                   {.seed = 3, .silences = 100},
                                   {.seed = 4, .opposites = 50},
                                   {.seed = 5, .silences = 30, .opposites = 40}}) {
    all.push_back(std::make_unique<Hashed>(odds));
  }
  // An adversary that ignores what it heard.
  all.push_back(std::make_unique<Scheming>([](const Path& path, int receiver, Order) {
    return static_cast<Said>(hash_of(6, path, receiver) % 3);
  }));
  return all;
}

// Every setup of 2 to `n_max` generals: each m, order and set of traitors.
inline std::vector<Setup> every_setup(int n_max) {
  std::vector<Setup> setups;
  for (int n = 2; n <= n_max; ++n) {
    for (int m = 0; m <= n - 2; ++m) {
      for (const Order order : {Order::attack, Order::retreat}) {
        for (std::uint64_t traitors = 0; traitors < std::uint64_t{1} << n; ++traitors) {
          setups.push_back(
              {.n = n, .m = m, .order = order, .traitors = Generals::of_word(traitors)});
        }
      }
    }
  }
  return setups;
}

inline Path path_of(const std::vector<int>& generals) {
  return Path::from(generals);
}

// Every path of that length among generals 0 … n−1, ascending.
inline std::vector<Path> every_path(int n, int length) {
  std::vector<Path> paths{Path()};
  for (int size = 1; size < length; ++size) {
    std::vector<Path> longer;
    for (const Path& path : paths) {
      for (int next = 1; next < n; ++next) {
        if (!path.contains(next)) {
          longer.push_back(path + next);
        }
      }
    }
    paths = std::move(longer);
  }
  return paths;
}

inline std::vector<Path> every_path_without(int general, int n, int length) {
  std::vector<Path> paths = every_path(n, length);
  std::erase_if(paths, [&](const Path& path) { return path.contains(general); });
  return paths;
}

// How many answers of a grid were compared with those of `says`, one at a time: all paths path + j
// + k of the setup, in `isa`.
inline int compare_grid(const Adversary& adversary, const Setup& setup, const Path& path, Isa isa) {
  constexpr int kWidth = kMaxGenerals;
  alignas(64) std::array<std::uint64_t, kWidth> others{};
  alignas(64) std::array<std::uint64_t, kWidth> relayed{};
  alignas(64) std::array<std::uint64_t, std::size_t{kMaxGenerals} * kWidth> attack;
  alignas(64) std::array<std::uint64_t, std::size_t{kMaxGenerals} * kWidth> nothing;
  attack.fill(~std::uint64_t{0});
  nothing.fill(~std::uint64_t{0});
  std::vector<std::uint8_t> relayers;
  std::vector<std::uint8_t> senders;
  const Generals not_on_path = setup.generals() - path.members();
  for (const int j : path.size() == 0 ? Generals{kCommander} : not_on_path) {
    others[relayers.size()] = not_on_path.without(j).word();
    relayed[relayers.size()] = not_on_path.word() & (hash_of(7, path, j) * 0x9E37'79B9'7F4A'7C15);
    relayers.push_back(static_cast<std::uint8_t>(j));
  }
  for (const int k : not_on_path& setup.traitors) {
    senders.push_back(static_cast<std::uint8_t>(k));
  }
  const Generals loyal = setup.generals() - setup.traitors;
  const int lanes_of_isa = 8;
  const int width =
      (static_cast<int>(relayers.size()) + lanes_of_isa - 1) / lanes_of_isa * lanes_of_isa;
  adversary.says_all({.path = path,
                      .relayers = relayers,
                      .senders = senders,
                      .loyal = loyal,
                      .width = width,
                      .isa = isa,
                      .others = others.data(),
                      .relayed = relayed.data(),
                      .attack = attack.data(),
                      .nothing = nothing.data()});
  int compared = 0;
  for (std::size_t row = 0; row < senders.size(); ++row) {
    for (int lane = 0; lane < width; ++lane) {
      const int k = senders[row];
      const Generals told_to = Generals::of_word(others[lane]) & loyal;
      Told expected;
      if (Generals::of_word(others[lane]).contains(k) && !told_to.empty()) {
        expected = adversary.says(path + relayers[lane] + k, told_to,
                                  (relayed[lane] >> k & 1) != 0 ? Order::attack : Order::retreat);
        ++compared;
      }
      const std::size_t place =
          row * static_cast<std::size_t>(width) + static_cast<std::size_t>(lane);
      EXPECT_EQ(Generals::of_word(attack[place]), expected.attack) << to_string(path) << k;
      EXPECT_EQ(Generals::of_word(nothing[place]), expected.nothing) << to_string(path) << k;
    }
  }
  return compared;
}

inline std::string to_string(const Setup& setup) {
  return "n=" + std::to_string(setup.n) + " m=" + std::to_string(setup.m) + " " +
         std::string(name(setup.order)) + " traitors " + turncoat::to_string(setup.traitors);
}

}  // namespace turncoat::test
