// The checker accepts the proofs of real cases, and nothing that isn't one.
#include "turncoat/properties/prove/sat/proof_check.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <iterator>
#include <span>
#include <sstream>
#include <vector>

#include "turncoat/properties/prove/sat/question.hpp"
#include "turncoat/properties/prove/sat/solve.hpp"
#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/byte_reader.hpp"
#include "turncoat/support/memory_budget.hpp"
#include "turncoat/support/stop.hpp"
#include "turncoat/support/streams.hpp"
#include "turncoat/support/testing.hpp"

namespace turncoat {
namespace {

using enum ProofCheck::Answer;

ProofCheck check_text(const Cnf& cnf, const std::string& text, const Stop& stop = {}) {
  ByteReader proof(stream_of(text), "here");
  MemoryBudget budget;
  return check_proof(cnf, proof, budget, stop);
}

// Also where the text isn't a proof at all.
bool accepts(const Cnf& cnf, const std::string& text) {
  try {
    return check_text(cnf, text).answer == accepted;
  } catch (const BadInput&) {
    return false;
  }
}

// What the solver writes, up to the empty clause; empty where the formula can be satisfied.
std::string proof_of(const Cnf& cnf) {
  Satisfiable satisfiable = Satisfiable::unknown;
  const std::string text = written([&](std::FILE* stream) {
    satisfiable = solve(cnf, {.stop = {}, .proof = stream}).satisfiable;
  });
  if (satisfiable != Satisfiable::no) {
    return "";
  }
  const std::size_t end = ("\n" + text).find("\n0\n");
  EXPECT_NE(end, std::string::npos) << "a proof has the empty clause";
  return text.substr(0, end + 2);
}

Cnf formula(const turncoat::Setup& setup, Property property) {
  return question(setup, breach(setup, property))->cnf;
}

turncoat::Setup tight(int m, bool commander_is_traitor, Order order = Order::attack) {
  const int first = commander_is_traitor ? kCommander : kCommander + 1;
  return {.n = 3 * m + 1, .m = m, .order = order, .traitors = Generals::range(first, first + m)};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    lines.push_back(line);
  }
  return lines;
}

std::string text_of(const std::vector<std::string>& lines) {
  return fmt::format("{}\n", fmt::join(lines, "\n"));
}

TEST(Proofs, OfEveryRealCaseAreAccepted) {
  int cases = 0;
  for (int m = 1; m <= 3; ++m) {
    for (const bool commander_is_traitor : {false, true}) {
      for (const Order order : {Order::attack, Order::retreat}) {
        for (const Property property : kProperties) {
          const turncoat::Setup setup = tight(m, commander_is_traitor, order);
          if (is_vacuous(property, setup)) {
            continue;
          }
          const Cnf cnf = formula(setup, property);
          const ProofCheck result = check_text(cnf, proof_of(cnf));
          EXPECT_EQ(result.answer, accepted) << result.refusal;
          ++cases;
        }
      }
    }
  }
  EXPECT_EQ(cases, 3 * (4 + 2));
}

TEST(Proofs, AreRefusedForAnotherFormula) {
  std::vector<std::pair<Cnf, std::string>> cases;
  for (int m = 2; m <= 3; ++m) {
    const Cnf cnf = formula(tight(m, true), Property::IC1);
    cases.emplace_back(cnf, proof_of(cnf));
  }
  EXPECT_TRUE(accepts(cases[0].first, cases[0].second));
  EXPECT_TRUE(accepts(cases[1].first, cases[1].second));
  EXPECT_FALSE(accepts(cases[0].first, cases[1].second));
  EXPECT_FALSE(accepts(cases[1].first, cases[0].second));
  // One general fewer: it can be satisfied, and no proof will do.
  turncoat::Setup six = tight(2, false);
  six.n = 6;
  const Cnf satisfiable = formula(six, Property::IC1);
  EXPECT_EQ(proof_of(satisfiable), "");
  for (const auto& [cnf, proof] : cases) {
    EXPECT_FALSE(accepts(satisfiable, proof));
  }
}

// From some place on a contradiction follows; before, no part will do.
TEST(Proofs, ThatAreCutOffAreRefused) {
  const Cnf cnf = formula(tight(2, true), Property::IC1);
  const std::string proof = proof_of(cnf);
  ASSERT_GT(proof.size(), 100U);
  std::size_t fewest = 0;
  while (!accepts(cnf, proof.substr(0, fewest))) {
    ASSERT_LT(++fewest, proof.size());
  }
  EXPECT_GT(fewest, proof.size() / 3);
  for (std::size_t size = fewest; size <= proof.size(); ++size) {
    EXPECT_TRUE(accepts(cnf, proof.substr(0, size))) << size;
  }
}

// Many a damage leaves a proof a proof: what was dropped wasn't needed, or what stands there now
// follows as well. How many don't depends on the solver; that some do is what is asked for.
TEST(Proofs, ThatAreDamagedAreRefusedWhereTheDamageMatters) {
  const Cnf cnf = formula(tight(3, true), Property::IC1);
  const std::vector<std::string> lines = lines_of(proof_of(cnf));
  int flipped = 0;
  int flipped_refused = 0;
  int dropped_refused = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    std::vector<std::string> damaged = lines;
    damaged.erase(damaged.begin() + static_cast<std::ptrdiff_t>(i));
    dropped_refused += accepts(cnf, text_of(damaged)) ? 0 : 1;
    damaged = lines;
    std::istringstream words(lines[i]);
    std::vector<std::string> literals{std::istream_iterator<std::string>(words), {}};
    const std::size_t first = literals[0] == "d" ? 1 : 0;
    literals[first] =
        literals[first].starts_with('-') ? literals[first].substr(1) : "-" + literals[first];
    damaged[i] = fmt::format("{}", fmt::join(literals, " "));
    ++flipped;
    flipped_refused += accepts(cnf, text_of(damaged)) ? 0 : 1;
  }
  std::cout << flipped_refused << " refused of " << flipped << " with a literal flipped, "
            << dropped_refused << " of as many with a step left out\n";
  EXPECT_GT(flipped, 100);
  EXPECT_GT(flipped_refused, flipped / 2);
  EXPECT_GT(dropped_refused, 0);
}

Cnf formula_of(const std::vector<std::vector<int>>& clauses) {
  Cnf cnf;
  for (const std::vector<int>& clause : clauses) {
    cnf.add(clause);
  }
  return cnf;
}

const Cnf kTwoVariables = formula_of({{1, 2}, {1, -2}, {-1, 2}, {-1, -2}});

TEST(Proofs, AreReadByTheLetter) {
  const Cnf& cnf = kTwoVariables;
  EXPECT_EQ(check_text(cnf, "1 0\n0\n").answer, accepted);
  EXPECT_EQ(check_text(cnf, "c a comment\nd 1 2 0 d 2 -1 0 1 0").answer, refused)
      << "1 doesn't follow without what was deleted";
  EXPECT_EQ(check_text(cnf, "c a comment\n2 1 0 d 1 2 0 1 0").answer, accepted)
      << "there was a second one";
  EXPECT_EQ(check_text(cnf, "1 0 nothing of this is read").answer, accepted)
      << "a contradiction follows";
  const std::vector<std::pair<std::string, std::string>> refusals{
      {"0\n",
       ":1: follows neither by unit propagation nor by resolution with its first literal: 0"},
      {"2 1 0\n", ":2: the proof ends without the empty clause"},
      {"", ":1: the proof ends without the empty clause"},
      {"\n\nd 1 0\n", ":4: the proof ends without the empty clause"},
  };
  for (const auto& [proof, expected] : refusals) {
    const ProofCheck result = check_text(cnf, proof);
    EXPECT_EQ(result.answer, refused);
    EXPECT_EQ(result.refusal, "here" + expected);
  }
  const std::vector<std::pair<std::string, std::string>> errors{
      {"2 1 0\n16777217 0\n",
       ":2: found \"16777217\", expected a literal from -16777216 to 16777216, or 0"},
      {"2 1 0\n2", ":2: found the end of the file, expected a literal"},
      {"2 1 0\nd", ":2: found the end of the file, expected a literal"},
      {"x\x01", ":1: found \"x\\u0001\", expected a literal"},
      {"d d 1 0", ":1: found \"d\", expected a literal"},
  };
  for (const auto& [proof, expected] : errors) {
    EXPECT_THAT(test::refusal_of([&] { check_text(cnf, proof); }),
                testing::StartsWith("here" + expected));
  }
}

TEST(Proofs, SayWhichDeletionsAreIgnored) {
  const ProofCheck result =
      check_text(formula_of({{1, 2}, {1, -2}, {-1, 3}, {-3, 4}, {-3, -4, 5, 6}}),
                 "1 0\nd 1 0\nd 9 8 0\nd -1 3 0\nd -4 0\nd -3 -4 5 6 0\n");
  EXPECT_EQ(result.answer, refused);
  EXPECT_EQ(result.learned, 1U);
  EXPECT_EQ(result.kept, 2U) << "of 1, and of -1 3, which shows that 3";
  EXPECT_EQ(result.absent, 2U);
  EXPECT_EQ(result.first_absent, "here:3: 9 8 0");
  EXPECT_EQ(result.deleted, 1U);
}

// Solvers delete a unit clause, or one that showed a literal to be true, and go on using it.
TEST(Proofs, MayUseWhatTheyDeletedAsAUnit) {
  const Cnf cnf =
      formula_of({{1}, {-1, 2, 3}, {-1, 2, -3}, {-2, 4, 5}, {-2, 4, -5}, {-4, -2, 6}, {-6, -4}});
  const ProofCheck result = check_text(cnf, "d 1 0\n2 0\nd 2 0\n4 0\n");
  EXPECT_EQ(result.answer, accepted) << result.refusal;
  EXPECT_EQ(result.kept, 2U);
}

TEST(Proofs, TakeClausesAsSets) {
  EXPECT_EQ(check_text(formula_of({{1, 1, 2}, {-2}, {-1, 3}, {-1, -3}}), "0").answer, accepted);
  EXPECT_EQ(check_text(kTwoVariables, "1 1 1 0").answer, accepted);
  EXPECT_EQ(check_text(kTwoVariables, "d 1 2 1 0 d 2 -1 -1 2 0 1 0").answer, refused);
}

// Pigeons p of 1 to n + 1 in holes h of 1 to n, no two in one.
class Pigeons {
 public:
  Pigeons(int pigeons, int holes) : pigeons_(pigeons), holes_(holes) {}

  int in(int pigeon, int hole) const { return (pigeon - 1) * holes_ + hole; }
  Cnf formula() const {
    Cnf cnf;
    for (int p = 1; p <= pigeons_; ++p) {
      std::vector<int> somewhere;
      for (int h = 1; h <= holes_; ++h) {
        somewhere.push_back(in(p, h));
        for (int other = 1; other < p; ++other) {
          cnf.add({-in(p, h), -in(other, h)});
        }
      }
      cnf.add(somewhere);
    }
    return cnf;
  }

 private:
  int pigeons_;
  int holes_;
};

struct ExtendedProof {
  std::string text;
  std::uint64_t definitions = 0;
};

// A short proof, by new variables, where any by resolution alone is exponential: q(i, j) is "i is
// in j, or i is in the last hole and the last pigeon in j", and so on with one pigeon and hole
// fewer. Source: Cook, SIGACT News 8(4), 1976.
ExtendedProof proof_for_pigeons(int holes) {
  ExtendedProof proof;
  const auto add = [&proof](const std::vector<int>& clause) {
    proof.text += fmt::format("{} 0\n", fmt::join(clause, " "));
  };
  int base = 0;  // before the variables of this size
  for (int n = holes; n > 1; --n) {
    const int next = base + (n + 1) * n;
    const auto p = [&](int i, int j) { return base + (i - 1) * n + j; };
    const auto q = [&](int i, int j) { return next + (i - 1) * (n - 1) + j; };
    for (int i = 1; i <= n; ++i) {
      for (int j = 1; j < n; ++j) {
        add({q(i, j), -p(i, j)});
        add({q(i, j), -p(i, n), -p(n + 1, j)});
        add({-q(i, j), p(i, j), p(i, n)});
        add({-q(i, j), p(i, j), p(n + 1, j)});
        proof.definitions += 4;
      }
    }
    for (int i = 1; i <= n; ++i) {
      std::vector<int> somewhere;
      for (int j = 1; j < n; ++j) {
        somewhere.push_back(q(i, j));
        for (int other = 1; other < i; ++other) {
          add({-q(i, j), -q(other, j), p(i, j)});
          add({-q(i, j), -q(other, j)});
        }
      }
      add(somewhere);
    }
    base = next;
  }
  return proof;
}

TEST(Proofs, MayDefineNewVariables) {
  for (int holes = 3; holes <= 8; ++holes) {
    const ExtendedProof proof = proof_for_pigeons(holes);
    const ProofCheck result = check_text(Pigeons(holes + 1, holes).formula(), proof.text);
    EXPECT_EQ(result.answer, accepted) << result.refusal;
    constexpr unsigned kImplied = 20;  // of those for 3 holes and fewer
    EXPECT_EQ(result.learned_by_resolution, proof.definitions - kImplied);
    EXPECT_FALSE(accepts(Pigeons(holes, holes).formula(), proof.text));
  }
}

// A definition whose first literal is another one isn't one; nor is one with another sign.
TEST(Proofs, OfNewVariablesAreRefusedIfTheyAreDamaged) {
  const Cnf cnf = Pigeons(5, 4).formula();
  const std::vector<std::string> lines = lines_of(proof_for_pigeons(4).text);
  int refused_signs = 0;
  int refused_pivots = 0;
  int refused_gaps = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::istringstream words(lines[i]);
    std::vector<int> clause{std::istream_iterator<int>(words), {}};
    std::vector<std::string> damaged = lines;
    std::swap(clause[0], clause[1]);
    damaged[i] = fmt::format("{}", fmt::join(clause, " "));
    refused_pivots += accepts(cnf, text_of(damaged)) ? 0 : 1;
    clause[0] = -clause[0];
    damaged[i] = fmt::format("{}", fmt::join(clause, " "));
    refused_signs += accepts(cnf, text_of(damaged)) ? 0 : 1;
    damaged.erase(damaged.begin() + static_cast<std::ptrdiff_t>(i));
    refused_gaps += accepts(cnf, text_of(damaged)) ? 0 : 1;
  }
  EXPECT_EQ(lines.size(), 139U);
  EXPECT_EQ(refused_pivots, 61);
  EXPECT_EQ(refused_signs, 113);
  EXPECT_EQ(refused_gaps, 47);
}

TEST(Proofs, AreUndecidedIfTheCheckIsStopped) {
  const Cnf cnf = formula(tight(3, true), Property::IC1);
  const std::string proof = proof_of(cnf);
  int asked = 0;
  EXPECT_EQ(check_text(cnf, proof, [&] { return ++asked < 0; }).answer, accepted);
  ASSERT_GE(asked, 2);
  const int all = asked;
  for (int last = 1; last <= all; ++last) {
    asked = 0;
    EXPECT_EQ(check_text(cnf, proof, [&] { return ++asked == last; }).answer, undecided);
    EXPECT_EQ(asked, last);
  }
}

TEST(Proofs, AreUndecidedIfTheMemoryIsUsedUp) {
  const Cnf cnf = formula(tight(2, true), Property::IC1);
  const std::string text = proof_of(cnf);
  const std::uint64_t needed = check_text(cnf, text).memory_bytes;
  for (const std::uint64_t limit : {std::uint64_t{0}, needed / 2, needed - 1, needed}) {
    ByteReader proof(stream_of(text), "here");
    MemoryBudget budget(limit);
    const ProofCheck result = check_proof(cnf, proof, budget);
    EXPECT_EQ(result.answer, limit < needed ? undecided : accepted) << limit;
    EXPECT_EQ(result.is_out_of_memory, limit < needed);
    EXPECT_LE(result.memory_bytes, limit);
  }
}

}  // namespace
}  // namespace turncoat
