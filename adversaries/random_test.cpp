#include "turncoat/adversaries/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "turncoat/adversaries/testing.hpp"

namespace turncoat {
namespace {

using test::all_said;
using test::make;

const Setup kTenGenerals{.n = 10, .m = 3, .order = Order::attack, .traitors = {0, 4}};

// The share of the places in which it lies.
double share_of_lies(const Adversary& adversary) {
  const std::string all = all_said(adversary, kTenGenerals);
  const auto half = static_cast<std::ptrdiff_t>(all.size() / 2);
  const auto lies_in_attack = std::count(all.begin(), all.begin() + half, 'R');
  const auto lies_in_retreat = std::count(all.begin() + half, all.end(), 'A');
  EXPECT_EQ(lies_in_attack, lies_in_retreat) << "a lie doesn't depend on what it heard";
  return static_cast<double>(lies_in_attack) / static_cast<double>(half);
}

TEST(Random, NeverLiesWithProbability0) {
  EXPECT_EQ(share_of_lies(Random(1, 0)), 0);
}

TEST(Random, AlwaysLiesWithProbability1) {
  EXPECT_EQ(share_of_lies(Random(1, 1)), 1);
}

TEST(Random, LiesAsOftenAsItIsTold) {
  for (const double probability : {0.1, 0.25, 0.5, 0.9}) {
    for (const std::uint64_t seed : {0, 1, 2}) {
      EXPECT_NEAR(share_of_lies(Random(seed, probability)), probability, 0.05) << seed;
    }
  }
}

TEST(Random, LiesInHalfByDefault) {
  EXPECT_EQ(all_said(*make("random", kTenGenerals, 7), kTenGenerals),
            all_said(Random(7, 0.5), kTenGenerals));
}

TEST(Random, IsNeverSilent) {
  EXPECT_EQ(all_said(Random(3, 0.5), kTenGenerals).find('-'), std::string::npos);
}

TEST(Random, DrawsFromItsSeed) {
  std::set<std::string> all;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    all.insert(all_said(*make("random", kTenGenerals, seed), kTenGenerals));
  }
  EXPECT_EQ(all.size(), 20u);
}

TEST(Random, ItsOwnSeedComesBeforeTheCommandLines) {
  const std::string own = R"({"strategy": "random", "seed": 5})";
  EXPECT_EQ(all_said(*make(own, kTenGenerals, 1), kTenGenerals),
            all_said(*make("random", kTenGenerals, 5), kTenGenerals));
  EXPECT_EQ(all_said(*make(own, kTenGenerals, 1), kTenGenerals),
            all_said(*make(own, kTenGenerals, 2), kTenGenerals));
}

// Of 64 generals, 0 and 63 traitors: enough places for shares that are all but sure.
const Setup kLarge{.n = 64, .m = 2, .order = Order::attack, .traitors = {0, 63}};

std::vector<Path> paths_of_three() {
  std::vector<Path> paths;
  for (const Path& path : test::every_path(63, 2)) {
    paths.push_back(path + 63);
  }
  return paths;
}

// Six standard deviations from what is expected of so many draws.
double tolerance(double probability, double draws) {
  return 6 * std::sqrt(probability * (1 - probability) / draws);
}

TEST(Random, LiesToEachReceiverAsOftenAsItIsTold) {
  for (const double probability : {0.001, 0.1, 1.0 / 3, 0.5, 0.75, 0.999}) {
    std::array<int, kMaxGenerals> lies{};
    const int seeds = 200;
    for (int seed = 0; seed < seeds; ++seed) {
      const Random random(static_cast<std::uint64_t>(seed), probability);
      for (const Path& path : paths_of_three()) {
        const Generals receivers = kLarge.loyal_lieutenants() - path.members();
        for (const int deceived : random.says(path, receivers, Order::retreat).attack) {
          ++lies[deceived];
        }
      }
    }
    for (const int receiver : kLarge.loyal_lieutenants()) {
      const double draws = 61.0 * seeds;
      EXPECT_NEAR(lies[receiver] / draws, probability, tolerance(probability, draws))
          << probability << " to " << receiver;
    }
  }
}

// Two receivers of a path, two paths of a receiver, two seeds: neither tells of the other.
TEST(Random, LiesToOneAreNoSignOfLiesToAnother) {
  for (const double probability : {0.1, 0.5}) {
    int draws = 0;
    int both_receivers = 0;
    int both_paths = 0;
    int both_seeds = 0;
    for (std::uint64_t seed = 0; seed < 400; seed += 2) {
      const Random random(seed, probability);
      const Random other_seed(seed + 1, probability);
      Generals before;
      for (const Path& path : paths_of_three()) {
        const Generals receivers = kLarge.loyal_lieutenants();
        const Generals lied_to = random.says(path, receivers, Order::retreat).attack;
        both_receivers += (lied_to & Generals::of_word(lied_to.word() << 1)).size();
        both_paths += (lied_to & before).size();
        both_seeds += (lied_to & other_seed.says(path, receivers, Order::retreat).attack).size();
        before = lied_to;
        draws += receivers.size();
      }
    }
    const double expected = probability * probability;
    EXPECT_NEAR(both_receivers / (draws * 61.0 / 62), expected, tolerance(expected, draws));
    EXPECT_NEAR(both_paths / (draws * 61.0 / 62), expected, tolerance(expected, draws));
    EXPECT_NEAR(both_seeds / (1.0 * draws), expected, tolerance(expected, draws));
  }
}

// The number drawn for a receiver, bit by bit from the highest, by what is said for probabilities
// nearer and nearer to it.
std::uint64_t drawn_for(const Path& path, int receiver, int bits) {
  double number = 0;
  std::uint64_t found = 0;
  for (int bit = 1; bit <= bits; ++bit) {
    const double higher = number + std::ldexp(1, -bit);
    const bool is_below = Random(1, higher).ask_for(path, receiver, Order::retreat) == Said::attack;
    number = is_below ? number : higher;
    found = 2 * found + (is_below ? 0 : 1);
  }
  return found;
}

// So it compares exactly: no bit of a probability is left out.
TEST(Random, DrawsEachBitOfANumber) {
  constexpr int kBits = 53;  // of a double's mantissa
  std::array<int, kBits> ones{};
  std::set<std::uint64_t> numbers;
  int draws = 0;
  for (const Path& path : paths_of_three()) {
    for (const int receiver : {1, 2, 31, 62}) {
      if (path.contains(receiver)) {
        continue;
      }
      const std::uint64_t number = drawn_for(path, receiver, kBits);
      numbers.insert(number);
      for (int bit = 0; bit < kBits; ++bit) {
        ones[bit] += static_cast<int>(number >> bit & 1);
      }
      ++draws;
    }
  }
  EXPECT_EQ(draws, 4 * 61);
  EXPECT_EQ(numbers.size(), static_cast<std::size_t>(draws));
  for (int bit = 0; bit < kBits; ++bit) {
    EXPECT_NEAR(ones[bit] / (1.0 * draws), 0.5, tolerance(0.5, draws)) << bit;
  }
}

TEST(Random, LiesWhereALowerProbabilityDoesToo) {
  const Generals receivers = kLarge.loyal_lieutenants();
  for (const Path& path : paths_of_three()) {
    Generals fewer;
    for (const double probability : {0.0, 0x1p-64, 0.01, 0.3, 0.5, 0.5 + 0x1p-53, 0.9, 1.0}) {
      const Generals lied_to = Random(3, probability).says(path, receivers, Order::retreat).attack;
      EXPECT_TRUE(lied_to.contains(fewer)) << probability;
      fewer = lied_to;
    }
    EXPECT_EQ(fewer, receivers);
  }
}

// Each general on the path and the receiver matter, and [0,1] to 2 isn't [0,1,2] to somebody.
TEST(Random, DrawsForEachPlaceAlone) {
  std::set<std::string> fingerprints;
  int places = 0;
  for_each_lie_place({.n = 5, .m = 2, .traitors = {0, 1, 2}}, [&](const Path& path, int receiver) {
    std::string fingerprint;
    for (std::uint64_t seed = 0; seed < 64; ++seed) {
      fingerprint +=
          Random(seed, 0.5).ask_for(path, receiver, Order::attack) == Said::attack ? 'A' : 'R';
    }
    fingerprints.insert(fingerprint);
    ++places;
    return true;
  });
  EXPECT_EQ(fingerprints.size(), static_cast<std::size_t>(places));
}

TEST(Random, IsNotSureToLieJustBelowProbability1) {
  int faithful = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    for (const Path& path : paths_of_three()) {
      const Generals receivers = kLarge.loyal_lieutenants() - path.members();
      faithful += Random(seed, 1 - 0x1p-15).says(path, receivers, Order::attack).attack.size();
    }
  }
  EXPECT_NEAR(faithful, 200 * 62 * 61 * 0x1p-15, 20);
}

// Neighbouring seeds share no draws, not even of different paths.
TEST(Random, DrawsForEachSeedAndPathAnew) {
  std::set<std::uint64_t> draws;
  Path path;
  for (int general = 1; general < 7; ++general) {
    path.push(general);
  }
  for (std::uint64_t seed = 0; seed < 64; ++seed) {
    for (int sender = 8; sender < 64; ++sender) {
      draws.insert(
          Random(seed, 0.5).says(path + sender, Generals::first(64), Order::retreat).attack.word());
    }
  }
  EXPECT_EQ(draws.size(), 64U * 56);
}

// Also beyond as many generals as a hash takes at once.
TEST(Random, DrawsForEachGeneralOfALongPath) {
  Path path;
  for (int general = 2; general < 20; ++general) {
    path.push(general);
  }
  const auto drawn_for_path = [](const Path& drawn) {
    return Random(1, 0.5).says(drawn, Generals::range(20, 64), Order::retreat).attack.word();
  };
  std::set<std::uint64_t> draws{drawn_for_path(path)};
  for (int place = 1; place < path.size(); ++place) {
    Path other;
    for (int copied = 1; copied < path.size(); ++copied) {
      other.push(copied == place ? 1 : path[copied]);
    }
    draws.insert(drawn_for_path(other));
  }
  EXPECT_EQ(draws.size(), 19U);
}

// The same on every machine, and from version to version unless CHANGELOG says otherwise.
TEST(Random, SaysWhatItAlwaysSaid) {
  const turncoat::Setup setup{.n = 5, .m = 2, .order = Order::attack, .traitors = {0, 3}};
  EXPECT_EQ(all_said(*make("random", setup, 1982), setup).substr(0, 12), "RAARARRRRARR");
}

}  // namespace
}  // namespace turncoat
