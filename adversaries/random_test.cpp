#include "turncoat/adversaries/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>

#include "turncoat/adversaries/testing.hpp"

namespace turncoat {
namespace {

using test::all_said;
using test::make;

const Setup kSetup{.n = 10, .m = 3, .order = Order::attack, .traitors = {0, 4}};

// The share of the places in which it lies.
double share_of_lies(const Adversary& adversary) {
  const std::string all = all_said(adversary, kSetup);
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
  EXPECT_EQ(all_said(*make("random", kSetup, 7), kSetup), all_said(Random(7, 0.5), kSetup));
}

TEST(Random, IsNeverSilent) {
  EXPECT_EQ(all_said(Random(3, 0.5), kSetup).find('-'), std::string::npos);
}

TEST(Random, DrawsFromItsSeed) {
  std::set<std::string> all;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    all.insert(all_said(*make("random", kSetup, seed), kSetup));
  }
  EXPECT_EQ(all.size(), 20u);
}

TEST(Random, ItsOwnSeedComesBeforeTheCommandLines) {
  const std::string own = R"({"strategy": "random", "seed": 5})";
  EXPECT_EQ(all_said(*make(own, kSetup, 1), kSetup), all_said(*make("random", kSetup, 5), kSetup));
  EXPECT_EQ(all_said(*make(own, kSetup, 1), kSetup), all_said(*make(own, kSetup, 2), kSetup));
}

// Each general on the path and the receiver matter, and [0,1] to 2 isn't [0,1,2] to somebody.
TEST(Random, DrawsForEachPlaceAlone) {
  std::set<std::string> fingerprints;
  int places = 0;
  for_each_lie_place({.n = 5, .m = 2, .traitors = {0, 1, 2}}, [&](const Path& path, int receiver) {
    std::string fingerprint;
    for (std::uint64_t seed = 0; seed < 64; ++seed) {
      fingerprint +=
          Random(seed, 0.5).says(path, receiver, Order::attack) == Said::attack ? 'A' : 'R';
    }
    fingerprints.insert(fingerprint);
    ++places;
    return true;
  });
  EXPECT_EQ(fingerprints.size(), static_cast<std::size_t>(places));
}

// The same on every machine, in every version: scenarios named by a seed stay what they were.
TEST(Random, SaysWhatItAlwaysSaid) {
  const turncoat::Setup setup{.n = 5, .m = 2, .order = Order::attack, .traitors = {0, 3}};
  EXPECT_EQ(all_said(*make("random", setup, 1982), setup).substr(0, 12), "AARRAAARRAAA");
}

}  // namespace
}  // namespace turncoat
