// Random proofs of small formulas, for two checkers that share nothing but the definition.
//
// Steps:  1. A formula of 2 to 5 variables, and a proof of up to 16 steps, as text or binary:
// lemmas,
//            most of them those that the definition allows; deletions of what is there, and isn't.
//         2. The checker must answer as the definition does, step for step.
//         3. Whatever is accepted has no satisfying assignment: all are tried. And no lemma that
//         the
//            definition allows makes a formula unsatisfiable.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "turncoat/properties/prove/sat/proof_check.hpp"
#include "turncoat/support/byte_reader.hpp"
#include "turncoat/support/memory_budget.hpp"
#include "turncoat/support/streams.hpp"

namespace turncoat {
namespace {

constexpr int kVariables = 7;  // of a proof; a formula has up to kOwnVariables
constexpr int kOwnVariables = 5;

// A set of literals: bit v - 1 for v, and for its opposite.
struct Literals {
  unsigned positive = 0;
  unsigned negative = 0;

  bool is_tautology() const { return (positive & negative) != 0; }
  friend bool operator==(const Literals&, const Literals&) = default;
};

Literals literals_of(const std::vector<int>& clause) {
  Literals literals;
  for (const int literal : clause) {
    (literal > 0 ? literals.positive : literals.negative) |= 1U << (std::abs(literal) - 1);
  }
  return literals;
}

bool can_be_satisfied(const std::vector<Literals>& clauses) {
  for (unsigned values = 0; values < 1U << kVariables; ++values) {
    if (std::all_of(clauses.begin(), clauses.end(), [values](const Literals& each) {
          return (each.positive & values) != 0 || (each.negative & ~values) != 0;
        })) {
      return true;
    }
  }
  return false;
}

// The definition, with nothing to make it fast.
class Definition {
 public:
  void add(const std::vector<int>& clause) {
    if (const Literals literals = literals_of(clause); !literals.is_tautology()) {
      clauses_.push_back(literals);
    }
  }
  const std::vector<Literals>& clauses() const { return clauses_; }
  bool is_contradictory() const { return !closure({}).has_value(); }

  enum class Removal { removed, ignored, absent };
  Removal remove(const std::vector<int>& clause) {
    const Literals literals = literals_of(clause);
    if (literals.is_tautology()) {
      return Removal::removed;
    }
    const auto found = std::find(clauses_.begin(), clauses_.end(), literals);
    if (found == clauses_.end()) {
      return Removal::absent;
    }
    const Literals known = closure({}).value();
    const Literals open = without_false(literals, known);
    if (is_single(open) && is_satisfied(open, known)) {
      return Removal::ignored;
    }
    clauses_.erase(found);
    return Removal::removed;
  }

  bool follows_by_propagation(const Literals& clause) const {
    return clause.is_tautology() || !closure({clause.negative, clause.positive}).has_value();
  }
  bool follows_by_resolution(const std::vector<int>& clause) const {
    if (clause.empty()) {
      return false;
    }
    const Literals pivot = literals_of({-clause[0]});
    const Literals lemma = literals_of(clause);
    return std::all_of(clauses_.begin(), clauses_.end(), [&](const Literals& each) {
      const bool is_parent =
          (each.positive & pivot.positive) != 0 || (each.negative & pivot.negative) != 0;
      return !is_parent ||
             follows_by_propagation({lemma.positive | (each.positive & ~pivot.positive),
                                     lemma.negative | (each.negative & ~pivot.negative)});
    });
  }

 private:
  static bool is_satisfied(const Literals& clause, const Literals& known) {
    return (clause.positive & known.positive) != 0 || (clause.negative & known.negative) != 0;
  }
  static Literals without_false(const Literals& clause, const Literals& known) {
    return {clause.positive & ~known.negative, clause.negative & ~known.positive};
  }
  static bool is_single(const Literals& clause) {
    return (clause.positive == 0) != (clause.negative == 0) &&
           ((clause.positive | clause.negative) & ((clause.positive | clause.negative) - 1)) == 0;
  }

  // All literals that are true if `known` are; none if that is a contradiction.
  std::optional<Literals> closure(Literals known) const {
    for (bool is_new = true; is_new;) {
      is_new = false;
      for (const Literals& clause : clauses_) {
        if (is_satisfied(clause, known)) {
          continue;
        }
        const Literals open = without_false(clause, known);
        if (open == Literals{}) {
          return std::nullopt;
        }
        if (is_single(open)) {
          known.positive |= open.positive;
          known.negative |= open.negative;
          is_new = true;
        }
      }
    }
    return known;
  }

  std::vector<Literals> clauses_;
};

class Draw {
 public:
  int below(int bound) { return static_cast<int>(random_() % static_cast<unsigned>(bound)); }
  std::vector<int> clause(int variables, int least, int most) {
    std::vector<int> literals;
    for (int size = least + below(most - least + 1); size > 0; --size) {
      literals.push_back((1 + below(variables)) * (below(2) == 0 ? 1 : -1));
    }
    return literals;
  }
  template <class T>
  const T& one_of(const std::vector<T>& all) {
    return all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
  }

 private:
  std::mt19937 random_{1982};  // Its output is the same everywhere.
};

void write_step(std::string& proof, bool is_binary, bool deletes, const std::vector<int>& clause) {
  if (!is_binary) {
    proof += fmt::format("{}{}{}0\n", deletes ? "d " : "", fmt::join(clause, " "),
                         clause.empty() ? "" : " ");
    return;
  }
  proof.push_back(deletes ? 'd' : 'a');
  for (const int literal : clause) {
    proof.push_back(static_cast<char>(2 * std::abs(literal) + (literal < 0 ? 1 : 0)));
  }
  proof.push_back('\0');
}

// A proof, and the answer that the definition gives.
struct Case {
  Cnf cnf;
  std::string proof{};
  ProofCheck expected{};
  bool can_be_satisfied = false;
};

Case draw_case(Draw& draw, bool is_binary) {
  Case drawn{.cnf = Cnf(2 + draw.below(kOwnVariables - 1))};
  Definition definition;
  std::vector<std::vector<int>> known;
  const int variables = drawn.cnf.variables();
  for (int left = variables + draw.below(4 * variables); left > 0; --left) {
    known.push_back(draw.clause(variables, draw.below(8) == 0 ? 1 : 2, 3));
    drawn.cnf.add(known.back());
    definition.add(known.back());
  }
  drawn.can_be_satisfied = can_be_satisfied(definition.clauses());
  ProofCheck& expected = drawn.expected;
  for (int left = draw.below(17); left > 0 && !definition.is_contradictory(); --left) {
    if (draw.below(3) == 0) {
      std::vector<int> clause =
          draw.below(8) == 0 ? draw.clause(kVariables, 1, 3) : draw.one_of(known);
      std::reverse(clause.begin(), clause.end());
      write_step(drawn.proof, is_binary, true, clause);
      const Definition::Removal removal = definition.remove(clause);
      expected.deleted += removal == Definition::Removal::removed ? 1 : 0;
      expected.kept += removal == Definition::Removal::ignored ? 1 : 0;
      expected.absent += removal == Definition::Removal::absent ? 1 : 0;
      continue;
    }
    std::vector<int> lemma;
    bool propagates = false;
    bool resolves = false;
    for (int tries = 1 + draw.below(8); tries > 0 && !propagates && !resolves; --tries) {
      lemma = draw.clause(kVariables, 1, 3);
      propagates = definition.follows_by_propagation(literals_of(lemma));
      resolves = definition.follows_by_resolution(lemma);
    }
    write_step(drawn.proof, is_binary, false, lemma);
    if (!propagates && !resolves) {
      expected.answer = ProofCheck::Answer::refused;
      return drawn;
    }
    known.push_back(lemma);
    definition.add(lemma);
    EXPECT_TRUE(can_be_satisfied(definition.clauses()) || !drawn.can_be_satisfied)
        << "the definition is wrong";
    ++expected.learned;
    expected.learned_by_resolution += propagates ? 0 : 1;
  }
  expected.answer =
      definition.is_contradictory() ? ProofCheck::Answer::accepted : ProofCheck::Answer::refused;
  return drawn;
}

TEST(RandomProofs, AreAcceptedExactlyIfTheDefinitionAllows) {
  Draw draw;
  int accepted = 0;
  int accepted_by_resolution = 0;
  int satisfiable = 0;
  int satisfiable_with_resolution = 0;
  for (int i = 0; i < 150'000; ++i) {
    const Case drawn = draw_case(draw, i % 2 != 0);
    const ProofCheck& expected = drawn.expected;
    ByteReader proof(stream_of(drawn.proof), "here");
    MemoryBudget budget;
    const ProofCheck result = check_proof(drawn.cnf, proof, budget);
    ASSERT_EQ(result.answer, expected.answer) << i << ": " << result.refusal;
    ASSERT_EQ(result.learned, expected.learned) << i;
    ASSERT_EQ(result.learned_by_resolution, expected.learned_by_resolution) << i;
    ASSERT_EQ(result.deleted, expected.deleted) << i;
    ASSERT_EQ(result.kept, expected.kept) << i;
    ASSERT_EQ(result.absent, expected.absent) << i;
    const bool is_accepted = result.answer == ProofCheck::Answer::accepted;
    ASSERT_FALSE(is_accepted && drawn.can_be_satisfied) << i << ": a wrong acceptance";
    accepted += is_accepted ? 1 : 0;
    accepted_by_resolution += is_accepted && result.learned_by_resolution > 0 ? 1 : 0;
    satisfiable += drawn.can_be_satisfied ? 1 : 0;
    satisfiable_with_resolution +=
        drawn.can_be_satisfied && result.learned_by_resolution > 0 ? 1 : 0;
  }
  EXPECT_EQ(accepted, 51'616);
  EXPECT_EQ(accepted_by_resolution, 972);
  EXPECT_EQ(satisfiable, 95'644);
  EXPECT_EQ(satisfiable_with_resolution, 77'121);
}

}  // namespace
}  // namespace turncoat
