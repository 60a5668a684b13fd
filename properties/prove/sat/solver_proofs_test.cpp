// Whatever CaDiCaL writes is accepted: formulas of several kinds, with and without its
// preprocessing, as text and binary.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cadical.hpp>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "turncoat/properties/prove/sat/proof_check.hpp"
#include "turncoat/properties/prove/sat/question.hpp"
#include "turncoat/support/byte_reader.hpp"
#include "turncoat/support/memory_budget.hpp"
#include "turncoat/support/streams.hpp"

namespace turncoat {
namespace {

struct Written {
  bool is_unsatisfiable = false;
  std::string proof{};
};

Written solve_with(const Cnf& cnf, const char* configuration, bool is_binary) {
  constexpr int kUnsatisfiable = 20;
  Written result;
  result.proof = written([&](std::FILE* stream) {
    CaDiCaL::Solver solver;
    solver.set("quiet", 1);
    if (std::string_view(configuration) == "everything") {
      for (const char* option : {"block", "cover", "condition"}) {
        solver.set(option, 1);
      }
    } else {
      solver.configure(configuration);
    }
    solver.set("binary", is_binary ? 1 : 0);
    solver.trace_proof(stream, "proof");
    for (const int literal : cnf.literals()) {
      solver.add(literal);
    }
    result.is_unsatisfiable = solver.solve() == kUnsatisfiable;
    solver.close_proof_trace();
  });
  return result;
}

Cnf pigeons(int holes) {
  Cnf cnf;
  const auto in = [holes](int pigeon, int hole) { return pigeon * holes + hole + 1; };
  for (int pigeon = 0; pigeon <= holes; ++pigeon) {
    std::vector<int> somewhere;
    for (int hole = 0; hole < holes; ++hole) {
      somewhere.push_back(in(pigeon, hole));
      for (int other = 0; other < pigeon; ++other) {
        cnf.add({-in(pigeon, hole), -in(other, hole)});
      }
    }
    cnf.add(somewhere);
  }
  return cnf;
}

// Clauses of three literals, some said twice or with their opposite, and one in `short_every` of
// one or two.
Cnf random_clauses(unsigned seed, int variables, int clauses, unsigned short_every) {
  std::mt19937 random(seed);
  Cnf cnf(variables);
  for (int i = 0; i < clauses; ++i) {
    std::vector<int> clause;
    for (unsigned size = random() % short_every == 0 ? 1 + random() % 2 : 3; size > 0; --size) {
      const int variable = 1 + static_cast<int>(random() % static_cast<unsigned>(variables));
      clause.push_back(random() % 2 == 0 ? variable : -variable);
    }
    cnf.add(clause);
  }
  return cnf;
}

// A chain of exclusive ors, forwards and in another order, that say even and odd.
Cnf parity(unsigned seed, int variables) {
  std::mt19937 random(seed);
  std::vector<int> order;
  for (int v = 1; v <= variables; ++v) {
    order.insert(order.begin() + static_cast<std::ptrdiff_t>(random() % static_cast<unsigned>(v)),
                 v);
  }
  Cnf cnf;
  int last = variables;
  const auto chain = [&](const std::vector<int>& all, bool is_odd) {
    int sum = all[0];
    for (std::size_t i = 1; i < all.size(); ++i) {
      const int next = ++last;
      for (const auto& [x, y] : {std::pair{1, 1}, {1, -1}, {-1, 1}, {-1, -1}}) {
        cnf.add({x * sum, y * all[i], -x * y * next});
      }
      sum = next;
    }
    cnf.add({is_odd ? sum : -sum});
  };
  std::vector<int> forwards = order;
  std::sort(forwards.begin(), forwards.end());
  chain(forwards, true);
  chain(order, false);
  return cnf;
}

std::vector<Cnf> formulas() {
  std::vector<Cnf> all;
  for (int holes = 1; holes <= 7; ++holes) {
    all.push_back(pigeons(holes));
  }
  for (unsigned seed = 0; seed < 60; ++seed) {
    const int variables = 5 + static_cast<int>(seed);
    all.push_back(random_clauses(seed, variables, 20 + 6 * variables, 16));
    all.push_back(random_clauses(seed, 2 * variables, 10 * variables, 1'000));
  }
  for (unsigned seed = 0; seed < 8; ++seed) {
    all.push_back(parity(seed, 3 + 2 * static_cast<int>(seed)));
  }
  for (int m = 1; m <= 3; ++m) {
    const Setup setup{
        .n = 3 * m + 1, .m = m, .order = Order::attack, .traitors = Generals::range(0, m)};
    all.push_back(question(setup, breach(setup, Property::IC1))->cnf);
  }
  return all;
}

TEST(ProofsOfTheSolver, AreAllAccepted) {
  int unsatisfiable = 0;
  int satisfiable = 0;
  std::uint64_t learned = 0;
  for (const Cnf& cnf : formulas()) {
    for (const char* configuration : {"default", "plain", "unsat", "everything"}) {
      for (const bool is_binary : {false, true}) {
        const Written solved = solve_with(cnf, configuration, is_binary);
        ByteReader proof(stream_of(solved.proof), "proof");
        MemoryBudget budget;
        const ProofCheck result = check_proof(cnf, proof, budget);
        EXPECT_EQ(result.answer, solved.is_unsatisfiable ? ProofCheck::Answer::accepted
                                                         : ProofCheck::Answer::refused)
            << cnf.variables() << " variables, " << configuration << ": " << result.refusal;
        EXPECT_EQ(result.absent, 0U) << result.first_absent;
        learned += result.learned;
        (solved.is_unsatisfiable ? unsatisfiable : satisfiable) += 1;
      }
    }
  }
  EXPECT_EQ(unsatisfiable, 1'056);
  EXPECT_EQ(satisfiable, 48);
  EXPECT_GT(learned, 100'000U);
}

}  // namespace
}  // namespace turncoat
