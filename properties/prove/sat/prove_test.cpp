// The prover against everything that can be said, where that is little enough to enumerate.
#include "turncoat/properties/prove/sat/prove.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <tuple>
#include <vector>

#include "turncoat/adversaries/scripted.hpp"
#include "turncoat/core/message_count.hpp"
#include "turncoat/core/om/reference.hpp"
#include "turncoat/core/testing.hpp"
#include "turncoat/properties/claims/mutants.hpp"
#include "turncoat/properties/prove/sat/dimacs.hpp"
#include "turncoat/properties/prove/sat/proof_check.hpp"
#include "turncoat/properties/prove/sat/question.hpp"
#include "turncoat/support/bad_input.hpp"

namespace turncoat {
namespace {

// Whether some order in each place of a lie breaks the property.
bool some_adversary_breaks(const turncoat::Setup& setup, Property property, const Rules& rules) {
  std::vector<Lie> places;
  for_each_lie_place(setup, [&](const Path& path, int to) {
    places.push_back({path, to, Said::retreat});
    return true;
  });
  for (std::uint64_t code = 0; code < std::uint64_t{1} << places.size(); ++code) {
    for (std::size_t i = 0; i < places.size(); ++i) {
      places[i].says = (code >> i & 1) != 0 ? Said::attack : Said::retreat;
    }
    const Decisions decisions = run_reference(setup, Scripted(places), rules).decisions;
    if (violation_of(property, setup, decisions)) {
      return true;
    }
  }
  return false;
}

struct Compared {
  int holds = 0;
  int violated = 0;
};

// Every set of traitors, both orders, both properties, at most 2^12 adversaries each.
Compared compare_with_enumeration(const Rules& rules) {
  Compared compared;
  for (const auto& [n, m] : {std::pair{3, 0}, {3, 1}, {4, 0}, {4, 1}, {4, 2}, {5, 1}, {6, 1}}) {
    for (std::uint64_t word = 0; word < std::uint64_t{1} << n; ++word) {
      for (const Order order : {Order::attack, Order::retreat}) {
        const turncoat::Setup setup{
            .n = n, .m = m, .order = order, .traitors = Generals::of_word(word)};
        int places = 0;
        for_each_lie_place(setup, [&](const Path&, int) { return ++places <= 12; });
        for (const Property property : kProperties) {
          if (places > 12 || is_vacuous(property, setup)) {
            continue;
          }
          const Proof proof = prove(setup, property, {.rules = rules});
          const bool breaks = some_adversary_breaks(setup, property, rules);
          EXPECT_EQ(proof.verdict, breaks ? Verdict::violated : Verdict::holds)
              << name(property) << " n=" << n << " m=" << m << " traitors "
              << to_string(setup.traitors) << " order " << name(order);
          EXPECT_EQ(proof.scenario.has_value(), breaks);
          ++(breaks ? compared.violated : compared.holds);
        }
      }
    }
  }
  return compared;
}

TEST(Prove, AgreesWithEnumerationOfEverythingThatCanBeSaid) {
  const Compared compared = compare_with_enumeration(Rules{});
  EXPECT_EQ(compared.holds, 168);
  EXPECT_EQ(compared.violated, 182);
}

TEST(Prove, AgreesWithEnumerationForEveryMutant) {
  for (const Mutant& mutant : mutants()) {
    SCOPED_TRACE(mutant.name);
    const Compared compared = compare_with_enumeration(mutant.rules);
    EXPECT_EQ(compared.holds + compared.violated, 350);
  }
}

TEST(Prove, ConfirmsTheTheoremWhereItIsTightAndRefutesItOneGeneralBelow) {
  for (int m = 1; m <= 3; ++m) {
    for (const bool commander_is_traitor : {false, true}) {
      const int first = commander_is_traitor ? kCommander : kCommander + 1;
      turncoat::Setup setup{.n = 3 * m + 1,
                            .m = m,
                            .order = Order::attack,
                            .traitors = Generals::range(first, first + m)};
      EXPECT_EQ(prove(setup, Property::IC1).verdict, Verdict::holds) << m;
      EXPECT_EQ(prove(setup, Property::IC2).verdict,
                commander_is_traitor ? Verdict::vacuous : Verdict::holds);
      setup.n = 3 * m;
      if (!commander_is_traitor) {
        const Proof proof = prove(setup, Property::IC2);
        EXPECT_EQ(proof.verdict, Verdict::violated) << m;
        EXPECT_TRUE(violates(*proof.scenario, Property::IC2));
      }
    }
  }
}

// With a loyal commander ordering attack, IC2 holds exactly where Lemma 1 promises it.
TEST(Prove, FindsLemma1ToBeExactForAnOrderToAttack) {
  int cells = 0;
  for (int n = 3; n <= 9; ++n) {
    for (int m = 0; m <= 3 && m <= n - 2; ++m) {
      for (int k = 1; k <= 4 && k <= n - 2; ++k) {
        const turncoat::Setup setup{
            .n = n, .m = m, .order = Order::attack, .traitors = Generals::range(1, 1 + k)};
        const bool lemma = setup.guarantees_validity() || m == 0;
        EXPECT_EQ(prove(setup, Property::IC2).verdict, lemma ? Verdict::holds : Verdict::violated)
            << "n=" << n << " m=" << m << " k=" << k;
        ++cells;
      }
    }
  }
  EXPECT_EQ(cells, 84);
}

TEST(Prove, IsUndecidedWhereItIsStopped) {
  const turncoat::Setup setup{
      .n = 13, .m = 4, .order = Order::attack, .traitors = Generals::range(0, 4)};
  EXPECT_EQ(prove(setup, Property::IC1, {.stop = [] { return true; }}).verdict, Verdict::undecided);
}

TEST(Prove, IsStoppedWhileItsFormulaIsBuiltAndWhileItIsSolved) {
  const turncoat::Setup setup{
      .n = 13, .m = 4, .order = Order::attack, .traitors = Generals::range(0, 4)};
  int asked = 0;
  EXPECT_FALSE(question(setup, breach(setup, Property::IC1), {}, [&] { return ++asked == 100; }));
  EXPECT_EQ(asked, 100);
  const auto asks = question(setup, breach(setup, Property::IC1), {}, [&] { return ++asked < 0; });
  ASSERT_TRUE(asks);
  const int until_built = asked;
  EXPECT_GT(until_built, 10'000);
  const Proof proof = prove(setup, Property::IC1, {.stop = [&] { return --asked <= 50; }});
  EXPECT_EQ(proof.verdict, Verdict::undecided);
  EXPECT_EQ(proof.variables, asks->cnf.variables()) << "it was built";
}

// While its formula is built, before it is solved, and while it is.
TEST(Prove, NeedsToBeStoppedOnlyOnce) {
  const turncoat::Setup setup{.n = 10, .m = 3, .traitors = {0, 1, 2}};
  int asked = 0;
  question(setup, breach(setup, Property::IC1), {}, [&] { return ++asked < 0; });
  const int until_built = asked;
  asked = 0;
  EXPECT_EQ(prove(setup, Property::IC1, {.stop = [&] { return ++asked < 0; }}).verdict,
            Verdict::holds);
  const int until_solved = asked;
  EXPECT_GT(until_solved, until_built + 10);
  for (int yes = 1; yes <= until_solved; yes += yes < until_built - 2 ? 100 : 1) {
    asked = 0;
    const Proof proof = prove(setup, Property::IC1, {.stop = [&] { return ++asked == yes; }});
    EXPECT_EQ(proof.verdict, Verdict::undecided) << yes << ", built after " << until_built;
    EXPECT_EQ(asked, yes);
  }
}

#if defined(__GLIBC__)
// On the heap, above what was there before.
TEST(Prove, TakesNoMoreMemoryThanItIsSaidToTake) {
  const auto heap = [] {
    const struct mallinfo2 info = ::mallinfo2();
    return info.uordblks + info.hblkhd;
  };
  const std::size_t none = heap();
  void* volatile const some = std::malloc(1 << 20);
  const bool counts = heap() > none;
  std::free(some);
  if (!counts) {
    GTEST_SKIP() << "a sanitizer's heap isn't counted";
  }
  for (const auto& [n, m, k] : {std::tuple{13, 3, 3},
                                {13, 3, 10},
                                {14, 3, 11},
                                {11, 4, 4},
                                {11, 4, 9},
                                {10, 5, 7},
                                {9, 7, 6},
                                {30, 2, 2},
                                {30, 2, 27}}) {
    const turncoat::Setup setup{.n = n, .m = m, .traitors = Generals::range(0, k)};
    const std::size_t before = heap();
    std::size_t most = before;
    const Proof proof = prove(setup, Property::IC1, {.stop = [&] {
                                most = std::max(most, heap());
                                return false;
                              }});
    EXPECT_NE(proof.verdict, Verdict::undecided);
    const double bytes_per_message =
        static_cast<double>(most - before) / messages_sent_approximately(n, m);
    EXPECT_GT(bytes_per_message, 10) << "it was looked at";
    EXPECT_LT(bytes_per_message, kFormulaBytesPerMessage) << n << " " << m << " " << k;
    std::printf("  n=%d m=%d k=%d: %.0f bytes a message\n", n, m, k, bytes_per_message);
  }
}
#endif

// Files of this process alone, gone with it.
class ProofFile : public testing::Test {
 protected:
  ProofFile() : folder_(fmt::format("{}turncoat-proof-{}", testing::TempDir(), ::getpid())) {}
  ~ProofFile() override { std::filesystem::remove_all(folder_); }

  std::string name(const std::string& file) const { return folder_ / file; }
  std::size_t files() const {
    return std::filesystem::exists(folder_) ? static_cast<std::size_t>(std::distance(
                                                  std::filesystem::directory_iterator(folder_), {}))
                                            : 0;
  }
  static std::string text(const std::string& file) {
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), {}};
  }

 private:
  std::filesystem::path folder_;
};

TEST_F(ProofFile, IsThereWithItsFormulaWhereThePropertyHolds) {
  const turncoat::Setup setup{.n = 7, .m = 2, .order = Order::attack, .traitors = {0, 1}};
  EXPECT_EQ(prove(setup, Property::IC1, {.proof = name("p")}).verdict, Verdict::holds);
  const auto asks = question(setup, breach(setup, Property::IC1));
  ByteReader bytes(name("p.cnf"));
  TokenReader cnf(bytes);
  EXPECT_EQ(read_dimacs(cnf), asks->cnf) << "exactly what the solver got";
  EXPECT_THAT(text(name("p.cnf")),
              testing::StartsWith("c 7 generals, OM(2); the commander's order: attack; "
                                  "traitors: 0, 1\nc Can the traitors"));
  EXPECT_THAT(text(name("p.drat")), testing::EndsWith("\n0\n"));
  // Here the solver has more to say after the empty clause.
  EXPECT_EQ(prove({.n = 4, .m = 1, .order = Order::attack, .traitors = {0}}, Property::IC1,
                  {.proof = name("q")})
                .verdict,
            Verdict::holds);
  EXPECT_THAT("\n" + text(name("q.drat")), testing::EndsWith("\n0\n"));
  ByteReader drat(name("p.drat"));
  MemoryBudget budget;
  EXPECT_EQ(check_proof(asks->cnf, drat, budget).answer, ProofCheck::Answer::accepted);
  EXPECT_EQ(files(), 4U);
}

TEST_F(ProofFile, IsNotThereWhereItIsViolatedOrUndecided) {
  const turncoat::Setup violated{.n = 6, .m = 2, .order = Order::attack, .traitors = {1, 2}};
  EXPECT_EQ(prove(violated, Property::IC2, {.proof = name("p")}).verdict, Verdict::violated);
  const turncoat::Setup undecided{
      .n = 13, .m = 4, .order = Order::attack, .traitors = {0, 1, 2, 3}};
  int asked = 0;
  const Proof proof = prove(undecided, Property::IC1,
                            {.stop = [&] { return ++asked > 30'000; }, .proof = name("p")});
  EXPECT_EQ(proof.verdict, Verdict::undecided);
  EXPECT_EQ(files(), 0U);
}

TEST_F(ProofFile, CantBeWrittenInPlaceOfAFolder) {
  std::filesystem::create_directories(name("p.drat"));
  int asked = 0;
  const turncoat::Setup setup{.n = 4, .m = 1, .order = Order::attack, .traitors = {1}};
  EXPECT_THROW(
      prove(setup, Property::IC1, {.stop = [&] { return ++asked < 0; }, .proof = name("p")}),
      BadInput);
  EXPECT_EQ(asked, 0) << "it is found out before the formula is built";
  EXPECT_EQ(files(), 1U);
}

TEST(Prove, RefusesAFormulaThatIsTooLarge) {
  const auto never = [] {
    ADD_FAILURE() << "it began";
    return true;
  };
  for (const auto& [n, m] : {std::pair{64, 62}, {64, 20}, {40, 13}, {22, 7}, {19, 6}}) {
    EXPECT_THROW(prove({.n = n, .m = m}, Property::IC1, {.stop = never}), FormulaTooLarge);
  }
  constexpr std::uint64_t kAny = std::numeric_limits<std::uint64_t>::max();
  EXPECT_THROW(prove({.n = 22, .m = 7}, Property::IC1, {.memory_limit_bytes = kAny, .stop = never}),
               TooManyMessages);
  const std::uint64_t kDefault = ProveOptions{}.memory_limit_bytes;
  EXPECT_NO_THROW(refuse_larger_formula_than(kDefault, {.n = 16, .m = 5}));
  EXPECT_NO_THROW(refuse_larger_formula_than(kDefault, {.n = 20, .m = 5}));
  const turncoat::Setup small{.n = 7, .m = 2, .traitors = {1, 2}};  // 156 messages
  EXPECT_EQ(prove(small, Property::IC1, {.memory_limit_bytes = 70'200}).verdict, Verdict::holds);
  EXPECT_EQ(test::refusal_of<FormulaTooLarge>([&] {
              prove(small, Property::IC1, {.memory_limit_bytes = 70'199, .stop = never});
            }),
            "n=7, m=2: a formula about 156 messages, which may take 6.54e-05 GiB; expected at most "
            "6.54e-05 GiB");
  EXPECT_THROW(prove({.n = 3, .m = 5}, Property::IC1), InvalidSetup);
}

}  // namespace
}  // namespace turncoat
