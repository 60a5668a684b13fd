// A second solver, which shares no code with the first, finds the same of every formula: minisat or
// cryptominisat5, whichever the build found (TURNCOAT_SECOND_SOLVER).
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "turncoat/adversaries/scripted.hpp"
#include "turncoat/core/om/reference.hpp"
#include "turncoat/properties/prove/sat/dimacs.hpp"
#include "turncoat/properties/prove/sat/prove.hpp"
#include "turncoat/properties/prove/sat/question.hpp"

namespace turncoat {
namespace {

struct Answer {
  Verdict verdict;
  std::vector<bool> model;
};

class SecondSolver : public testing::Test {
 protected:
  SecondSolver()
      : folder_(fmt::format("{}turncoat-second-solver-{}", testing::TempDir(), ::getpid())) {
    std::filesystem::create_directories(folder_);
  }
  ~SecondSolver() override { std::filesystem::remove_all(folder_); }

  Answer ask(const Cnf& cnf) const {
    const std::string formula = folder_ / "formula.cnf";
    const std::string found = folder_ / "found";
    std::FILE* const stream = std::fopen(formula.c_str(), "w");
    write_dimacs(cnf, {"of a test"}, stream);
    std::fclose(stream);
    const std::string solver = TURNCOAT_SECOND_SOLVER;
    const std::string command =
        solver.ends_with("minisat")
            ? fmt::format("{} -verb=0 {} {} > {}", solver, formula, found, found + ".log")
            : fmt::format("{} --verb 0 {} > {}", solver, formula, found);
    const int status = std::system(command.c_str());
    constexpr int kSatisfiable = 10;
    constexpr int kUnsatisfiable = 20;
    if (WIFEXITED(status) && WEXITSTATUS(status) == kSatisfiable) {
      return {Verdict::violated, model(found, cnf.variables())};
    }
    const bool is_unsatisfiable = WIFEXITED(status) && WEXITSTATUS(status) == kUnsatisfiable;
    return {is_unsatisfiable ? Verdict::holds : Verdict::undecided, {}};
  }

 private:
  // The numbers in a file of numbers and words.
  static std::vector<bool> model(const std::string& file, int variables) {
    std::vector<bool> model(static_cast<std::size_t>(variables) + 1);
    std::ifstream stream(file);
    for (std::string word; stream >> word;) {
      const int literal = std::atoi(word.c_str());
      if (literal > 0) {
        model.at(static_cast<std::size_t>(literal)) = true;
      }
    }
    return model;
  }

  std::filesystem::path folder_;
};

struct Compared {
  int holds = 0;
  int violated = 0;
};

TEST_F(SecondSolver, FindsTheSame) {
  Compared compared;
  for (const auto& [n, m] : {std::pair{2, 0},
                             {3, 0},
                             {4, 0},
                             {3, 1},
                             {4, 1},
                             {5, 1},
                             {4, 2},
                             {6, 2},
                             {7, 2},
                             {8, 2},
                             {5, 3},
                             {9, 3},
                             {10, 3}}) {
    for (int k = 0; k <= m + 1; ++k) {
      for (const int first : {kCommander + 1, kCommander}) {
        for (const Order order : {Order::attack, Order::retreat}) {
          const bool commander_is_traitor = first == kCommander && k > 0;
          if (first + k > n || (first == kCommander && k == 0) ||
              (commander_is_traitor && order == Order::retreat)) {
            continue;
          }
          const turncoat::Setup setup{
              .n = n, .m = m, .order = order, .traitors = Generals::range(first, first + k)};
          for (const Property property : kProperties) {
            if (is_vacuous(property, setup)) {
              continue;
            }
            const auto asks = question(setup, breach(setup, property));
            const Answer answer = ask(asks->cnf);
            ASSERT_EQ(answer.verdict, prove(setup, property).verdict)
                << name(property) << " n=" << n << " m=" << m << " traitors "
                << to_string(setup.traitors) << " order " << name(order);
            if (answer.verdict == Verdict::holds) {
              ++compared.holds;
              continue;
            }
            ++compared.violated;  // And what it found is one, by the reference.
            const Scripted adversary(lies_of(*asks, answer.model));
            EXPECT_TRUE(violation_of(property, setup, run_reference(setup, adversary).decisions));
          }
        }
      }
    }
  }
  EXPECT_EQ(compared.holds, 134);
  EXPECT_EQ(compared.violated, 51);
}

}  // namespace
}  // namespace turncoat
