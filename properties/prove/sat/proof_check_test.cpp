// The checker accepts the proofs of real cases, and nothing that isn't one.
#include "turncoat/properties/prove/sat/proof_check.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <iterator>
#include <random>
#include <span>
#include <sstream>
#include <vector>

#include "turncoat/properties/prove/sat/question.hpp"
#include "turncoat/properties/prove/sat/solve.hpp"
#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/streams.hpp"

namespace turncoat {
namespace {

using enum ProofCheck::Answer;

ProofCheck check_text(const Cnf& cnf, const std::string& text,
                      const std::function<bool()>& stop = {}) {
  TokenReader proof(stream_of(text), "here");
  return check_proof(cnf, proof, stop);
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
          EXPECT_GE(result.learned, 1U);
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

TEST(Proofs, ThatAreCutOffAnywhereAreRefused) {
  const Cnf cnf = formula(tight(2, true), Property::IC1);
  const std::string proof = proof_of(cnf);
  ASSERT_GT(proof.size(), 100U);
  ASSERT_TRUE(accepts(cnf, proof));
  ASSERT_TRUE(accepts(cnf, proof.substr(0, proof.size() - 1))) << "but for the last end of line";
  for (std::size_t size = 0; size + 1 < proof.size(); ++size) {
    EXPECT_FALSE(accepts(cnf, proof.substr(0, size))) << size;
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

TEST(Proofs, AreReadByTheLetter) {
  Cnf cnf;
  for (const std::vector<int>& clause : {std::vector{1, 2}, {1, -2}, {-1, 2}, {-1, -2}}) {
    cnf.add(clause);
  }
  EXPECT_EQ(check_text(cnf, "1 0\n0\n").answer, accepted);
  EXPECT_EQ(check_text(cnf, "c a comment\nd 1 2 0 1 0 0 nothing of this is read").answer, refused)
      << "1 doesn't follow without what was deleted";
  EXPECT_EQ(check_text(cnf, "1 0 d 2 1 0 d -2 1 0 0 nothing of this is read").answer, accepted);
  const std::vector<std::pair<std::string, std::string>> refusals{
      {"0\n", ":1: doesn't follow by unit propagation: 0"},
      {"1 0\n", ":2: the proof ends without the empty clause"},
      {"", ":1: the proof ends without the empty clause"},
      {"\n\nd 1 0\n", ":3: deletes a clause that isn't there: 1 0"},
  };
  for (const auto& [proof, expected] : refusals) {
    const ProofCheck result = check_text(cnf, proof);
    EXPECT_EQ(result.answer, refused);
    EXPECT_EQ(result.refusal, "here" + expected);
  }
  const std::vector<std::pair<std::string, std::string>> errors{
      {"3 0\n", ":1: found \"3\", expected a literal from -2 to 2, as in the formula, or 0"},
      {"1 0\n2", ":2: found the end of the file, expected a literal"},
      {"1 0\nd", ":2: found the end of the file, expected a literal"},
      {"a\x01", ":1: found \"a\\u0001\", expected a literal"},
      {"d d 1 0", ":1: found \"d\", expected a literal"},
  };
  for (const auto& [proof, expected] : errors) {
    try {
      check_text(cnf, proof);
      ADD_FAILURE() << proof;
    } catch (const BadInput& error) {
      EXPECT_THAT(error.what(), testing::StartsWith("here" + expected));
    }
  }
}

TEST(Proofs, AreUndecidedWhereTheCheckIsStopped) {
  const Cnf cnf = formula(tight(2, true), Property::IC1);
  const std::string proof = proof_of(cnf);
  int asked = 0;
  check_text(cnf, proof, [&] { return ++asked < 0; });
  const int steps = asked;
  EXPECT_GT(steps, static_cast<int>(cnf.clauses()));
  for (const int last : {1, static_cast<int>(cnf.clauses()), steps - 1}) {
    asked = 0;
    EXPECT_EQ(check_text(cnf, proof, [&] { return ++asked == last; }).answer, undecided);
    EXPECT_EQ(asked, last);
  }
}

bool can_be_satisfied(const Cnf& cnf) {
  for (unsigned assignment = 0; assignment < 1U << cnf.variables(); ++assignment) {
    bool all = true;
    cnf.for_each_clause([&](std::span<const int> clause) {
      bool some = false;
      for (const int literal : clause) {
        some = some || ((assignment >> (std::abs(literal) - 1) & 1) != 0) == (literal > 0);
      }
      all = all && some;
    });
    if (all) {
      return true;
    }
  }
  return false;
}

// Small formulas with random steps: none that can be satisfied has a proof.
TEST(Proofs, OfFormulasThatCanBeSatisfiedDontExist) {
  std::mt19937 random(1982);  // Its output is the same everywhere.
  const auto below = [&random](int bound) { return static_cast<int>(random() % unsigned(bound)); };
  const auto clause = [&](int variables, int least, int most) {
    std::vector<int> literals;
    for (int size = least + below(most - least + 1); size > 0; --size) {
      literals.push_back((1 + below(variables)) * (below(2) == 0 ? 1 : -1));
    }
    return literals;
  };
  int satisfiable = 0;
  int unsatisfiable = 0;
  int accepted_at_random = 0;
  for (int i = 0; i < 20'000; ++i) {
    const int variables = 2 + below(4);
    Cnf cnf(variables);
    std::vector<std::vector<int>> clauses;
    for (int left = variables + below(5 * variables); left > 0; --left) {
      clauses.push_back(clause(variables, 1 + below(2), 3));
      cnf.add(clauses.back());
    }
    std::string steps;
    for (int left = below(12); left > 0; --left) {
      const bool deletes = below(3) == 0;
      const std::vector<int> literals =
          deletes ? clauses[static_cast<std::size_t>(below(static_cast<int>(clauses.size())))]
                  : clause(variables, 1, 3);
      steps += fmt::format("{}{} 0\n", deletes ? "d " : "", fmt::join(literals, " "));
    }
    const bool is_accepted = accepts(cnf, steps + "0\n");
    if (can_be_satisfied(cnf)) {
      ++satisfiable;
      ASSERT_FALSE(is_accepted) << steps;
      ASSERT_EQ(proof_of(cnf), "");
    } else {
      ++unsatisfiable;
      accepted_at_random += is_accepted ? 1 : 0;
      ASSERT_TRUE(accepts(cnf, proof_of(cnf)));
    }
  }
  EXPECT_EQ(satisfiable, 8'448);
  EXPECT_EQ(unsatisfiable, 11'552);
  EXPECT_EQ(accepted_at_random, 10'229);
}

}  // namespace
}  // namespace turncoat
