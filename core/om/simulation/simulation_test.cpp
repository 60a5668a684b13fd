#include "turncoat/core/om/simulation/simulation.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <random>
#include <string>

#include "turncoat/core/message_count.hpp"
#include "turncoat/core/om/reference.hpp"
#include "turncoat/core/testing.hpp"

namespace turncoat {
namespace {

using test::Hashed;

class SimulationOn : public ::testing::TestWithParam<Isa> {
 protected:
  void SetUp() override {
    if (!simulation_is_available(GetParam())) {
      GTEST_SKIP() << "this build or machine has no " << name(GetParam());
    }
  }

  // How many resolutions were compared.
  std::size_t compare(const turncoat::Setup& setup, const Adversary& adversary) const {
    const ResolvedRun reference = run_reference_resolved(setup, adversary);
    std::size_t compared = 0;
    SimulationOptions options{.isa = GetParam()};
    options.observe = [&](const Path& path, int i, Order resolved) {
      const auto expected = reference.resolutions.find({path, i});
      ASSERT_NE(expected, reference.resolutions.end()) << to_string(path) << " at " << i;
      ASSERT_EQ(resolved, expected->second)
          << test::to_string(setup) << ' ' << to_string(path) << " at " << i;
      ++compared;
    };
    const Simulation simulation = run_simulation(setup, adversary, options);
    EXPECT_EQ(compared, reference.resolutions.size()) << test::to_string(setup);
    EXPECT_EQ(simulation.outcome.decisions, reference.outcome.decisions) << test::to_string(setup);
    EXPECT_EQ(simulation.outcome.messages, reference.outcome.messages) << test::to_string(setup);
    EXPECT_TRUE(simulation.finished);
    return compared;
  }
};

INSTANTIATE_TEST_SUITE_P(Isa, SimulationOn,
                         ::testing::Values(Isa::portable, Isa::avx2, Isa::avx512),
                         [](const auto& isa) { return std::string(name(isa.param)); });

TEST_P(SimulationOn, EqualsTheReferenceInEverySetupOfFewGenerals) {
  std::size_t compared = 0;
  std::size_t runs = 0;
  for (const turncoat::Setup& setup : test::every_setup(5)) {
    for (const auto& adversary : test::adversaries()) {
      compared += compare(setup, *adversary);
      ++runs;
    }
    ASSERT_FALSE(HasFailure());
  }
  EXPECT_EQ(runs, 6U * (8 + 2 * 16 + 3 * 32 + 4 * 64));
  EXPECT_EQ(compared, 26'712U);
}

// Drawn: any n up to 10, any m of a run that isn't too long, any traitors.
TEST_P(SimulationOn, EqualsTheReferenceInLargerSetups) {
  std::mt19937_64 draw(1982);
  const auto below = [&draw](int bound) {
    return static_cast<int>(draw() % static_cast<std::uint64_t>(bound));
  };
  std::map<int, int> runs_by_m;
  while (runs_by_m[0] + runs_by_m[1] + runs_by_m[2] < 60) {
    turncoat::Setup setup{.n = 6 + below(5)};
    setup.m = below(setup.n - 1);
    setup.order = below(2) == 0 ? Order::attack : Order::retreat;
    setup.traitors = Generals::of_word(draw() & draw()) & setup.generals();
    if (*messages_sent(setup.n, setup.m) > 50'000) {
      continue;
    }
    compare(setup, Hashed({.seed = draw(), .silences = below(50), .opposites = below(50)}));
    ASSERT_FALSE(HasFailure());
    ++runs_by_m[setup.m];
  }
  for (const int m : {0, 1, 2, 3, 4, 5, 6}) {
    EXPECT_GT(runs_by_m[m], 0) << "m = " << m;
  }
}

// The first and the last bit of a word, and as many votes as there can be.
TEST_P(SimulationOn, EqualsTheReferenceWithMostGenerals) {
  for (const int m : {0, 1, 2}) {
    for (const Generals traitors :
         {Generals{}, Generals{63}, Generals{0, 31}, Generals::range(30, 55).with(0),
          Generals::range(1, 63), Generals::first(64)}) {
      const turncoat::Setup setup{.n = 64, .m = m, .traitors = traitors};
      compare(setup, Hashed({.seed = 7, .silences = 10, .opposites = 40}));
      ASSERT_FALSE(HasFailure());
    }
  }
}

// A hash of the message but for who relayed it, with silence.
Said without_relayers(const Path& path, int receiver, Order relayed) {
  const Path ends = path.size() == 1 ? path : Path() + path.sender();
  const int rest = receiver + 64 * (2 * path.size() + static_cast<int>(relayed));
  return static_cast<Said>(test::hash_of(0, ends, rest) % 3);
}

class IgnoringRelayers final : public Adversary {
 public:
  Told says(const Path& path, Generals receivers, Order relayed) const override {
    return tell_each(receivers,
                     [&](int receiver) { return without_relayers(path, receiver, relayed); });
  }
  bool ignores_relayers() const override { return true; }
};

TEST_P(SimulationOn, AsksOnceForAllPathsWhereRelayersAreIgnored) {
  for (const turncoat::Setup& setup : test::every_setup(5)) {
    compare(setup, IgnoringRelayers());
    ASSERT_FALSE(HasFailure());
  }
  for (const int m : {0, 1, 2, 5}) {
    compare({.n = 8, .m = m, .traitors = {0, 3, 7}}, IgnoringRelayers());
  }
  compare({.n = 64, .m = 2, .traitors = Generals::range(50, 64)}, IgnoringRelayers());
}

TEST_P(SimulationOn, VisitsEveryPathAndSendsAsManyMessagesAsTheClosedForm) {
  for (int n = 2; n <= 12; ++n) {
    for (int m = 0; m <= n - 2; ++m) {
      if (*messages_sent(n, m) > 10'000'000) {
        continue;
      }
      for (const Generals traitors : {Generals{}, Generals{0, n - 1}}) {
        const Simulation simulation =
            run_simulation({.n = n, .m = m, .traitors = traitors},
                           Hashed({.seed = 3, .opposites = 50}), {.isa = GetParam()});
        EXPECT_EQ(simulation.outcome.messages.sent, *messages_sent(n, m));
        EXPECT_EQ(simulation.outcome.messages.withheld, 0U);
        std::uint64_t paths = 1;
        for (int round = 2; round <= m + 1; ++round) {
          paths += *messages_in_round(n, round) / static_cast<std::uint64_t>(n - round);
        }
        EXPECT_EQ(simulation.paths, paths);
      }
    }
  }
}

TEST_P(SimulationOn, EndsAlikeWithAnyNumberOfThreads) {
  std::size_t runs = 0;
  for (const turncoat::Setup& setup : test::every_setup(5)) {
    const Hashed adversary({.seed = runs, .silences = 20, .opposites = 30});
    const Outcome expected = run_reference(setup, adversary);
    for (const int threads : {2, 3, 4}) {
      const Simulation simulation =
          run_simulation(setup, adversary, {.threads = threads, .isa = GetParam()});
      ASSERT_EQ(simulation.outcome, expected) << test::to_string(setup) << ' ' << threads;
      ASSERT_TRUE(simulation.finished);
      ++runs;
    }
  }
  EXPECT_EQ(runs, 3U * (8 + 2 * 16 + 3 * 32 + 4 * 64));
  for (const int m : {2, 3, 4, 5}) {
    const turncoat::Setup setup{.n = 11, .m = m, .traitors = {0, 3, 7, 10}};
    const Hashed adversary({.seed = 5, .silences = 20, .opposites = 30});
    const Simulation alone = run_simulation(setup, adversary, {.isa = GetParam()});
    for (const int threads : {2, 3, 4}) {
      const Simulation together =
          run_simulation(setup, adversary, {.threads = threads, .isa = GetParam()});
      EXPECT_EQ(together.outcome, alone.outcome);
      EXPECT_EQ(together.paths, alone.paths);
    }
  }
}

// It needs to be told only once.
TEST(Simulation, EndsEarlyWhereItIsStopped) {
  const turncoat::Setup setup{.n = 24, .m = 8};  // some minutes
  for (const int threads : {1, 3}) {
    int calls = 0;
    std::uint64_t last = 0;
    const Simulation simulation = run_simulation(setup, test::faithful(),
                                                 {.threads = threads,
                                                  .progress =
                                                      [&](std::uint64_t made) {
                                                        EXPECT_GE(made, last);
                                                        last = made;
                                                      },
                                                  .stop = [&] { return ++calls == 3; }});
    EXPECT_FALSE(simulation.finished) << threads;
    EXPECT_EQ(calls, 3) << threads;
    EXPECT_TRUE(threads > 1 || (last > 0 && last < 100'000'000)) << last;
  }
}

TEST(Simulation, TellsOfNoMoreMessagesThanItMakes) {
  const turncoat::Setup setup{.n = 20, .m = 6, .traitors = {7}};
  const Hashed adversary({.seed = 5, .silences = 20, .opposites = 30});
  for (const int threads : {1, 2}) {
    std::uint64_t last = 0;
    const Simulation simulation =
        run_simulation(setup, adversary, {.threads = threads, .progress = [&](std::uint64_t made) {
                                            EXPECT_GE(made, last);
                                            last = made;
                                          }});
    EXPECT_GT(last, 0U) << threads;
    EXPECT_LE(last, simulation.outcome.messages.sent) << threads;
  }
}

TEST(Simulation, RefusesASetupThatIsNone) {
  EXPECT_THROW(run_simulation({.n = 3, .m = 2}, test::faithful()), InvalidSetup);
  EXPECT_THROW(run_simulation({.n = 65, .m = 2}, test::faithful()), InvalidSetup);
}

// What is true but for one place.
class OnceMisplaced final : public Adversary {
 public:
  OnceMisplaced(Path path, Told told) : path_(path), told_(told) {}

  Told says(const Path& path, Generals receivers, Order relayed) const override {
    return path == path_ ? told_ : tell_all(receivers, said(relayed));
  }

 private:
  Path path_;
  Told told_;
};

// In the first round, in the middle, in the last; to a traitor, to somebody on the path, two
// things.
TEST(SimulationDeathTest, AnAnswerAboutSomebodyElseOrTwoAnswersAreABug) {
  const turncoat::Setup setup{.n = 7, .m = 3, .traitors = {0, 2, 4}};
  const Path first;
  const Path middle = first + 1 + 2;
  const Path last = middle + 4;
  for (const Path& path : {first, middle, last}) {
    for (const Told& told :
         {Told{.attack = {2}}, Told{.nothing = {0}}, Told{.attack = {5, 6}, .nothing = {6}}}) {
      for (const Isa isa : {Isa::portable, Isa::avx2, Isa::avx512}) {
        if (simulation_is_available(isa)) {
          EXPECT_DEATH(run_simulation(setup, OnceMisplaced(path, told), {.isa = isa}),
                       kOneThingToEach)
              << to_string(path) << ' ' << name(isa);
        }
      }
    }
  }
}

// As Linux lists them in /proc/cpuinfo.
bool processor_has(const std::string& instructions) {
  std::ifstream file("/proc/cpuinfo");
  for (std::string word; file >> word;) {
    if (word == instructions) {
      return true;
    }
  }
  return false;
}

TEST(SimulationIsas, AreAvailableIfTheBuildAndTheProcessorHaveThem) {
#ifdef TURNCOAT_X86_SIMULATION
  constexpr bool kBuildHasThem = true;
#else
  constexpr bool kBuildHasThem = false;
#endif
  EXPECT_TRUE(simulation_is_available(Isa::portable));
  EXPECT_EQ(simulation_is_available(Isa::avx2), kBuildHasThem && processor_has("avx2"));
  EXPECT_EQ(simulation_is_available(Isa::avx512), kBuildHasThem && processor_has("avx512f") &&
                                                      processor_has("avx512dq") &&
                                                      processor_has("avx512_vpopcntdq"));
}

}  // namespace
}  // namespace turncoat
