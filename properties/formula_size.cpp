#include "properties/formula_size.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace turncoat {
namespace {

// n (n−1) … (n−k+1)
double falling(int n, int k) {
  double product = 1;
  for (int i = 0; i < k; ++i) {
    product *= n - i;
  }
  return product;
}

double choose(int n, int k) {
  if (k < 0 || k > n) {
    return 0;
  }
  double ways = 1;
  for (int i = 1; i <= k; ++i) {
    ways = ways * (n - k + i) / i;
  }
  return ways;
}

// Paths of one kind, and how many there are.
struct Kind {
  int length;
  int traitors;  // lieutenants among those on it
  bool sender_is_traitor;
  double paths;
};

// Every kind of path of that length, over so many traitorous and loyal lieutenants.
template <class Visit>
void for_each_kind(const Setup& setup, int length, int traitors, int loyal, Visit&& visit) {
  if (length == 1) {
    visit(Kind{1, 0, !setup.commander_is_loyal(), 1});
    return;
  }
  const int before_sender = length - 2;
  for (int t = 0; t <= std::min(traitors, length - 1); ++t) {
    const double members = falling(traitors, t) * falling(loyal, length - 1 - t);
    visit(Kind{length, t, true, choose(before_sender, t - 1) * members});
    visit(Kind{length, t, false, choose(before_sender, t) * members});
  }
}

// Of counting, by one lieutenant, the votes for a path.
FormulaSize of_majority(const Setup& setup, const Rules& rules, const Kind& path,
                        int traitors_left) {
  const int votes =
      rules.own_votes + setup.n - path.length - 1 + (rules.path_members_vote ? path.length : 0);
  const int needed = rules.needed(votes);
  const bool is_deepest = path.length == rules.rounds(setup.m) - 1;
  double steps = static_cast<double>(needed) * (votes - needed + 1);
  if (!path.sender_is_traitor && (is_deepest || traitors_left == 0) && !rules.path_members_vote) {
    // All have heard the same, and who is loyal says so again.
    steps = std::min(steps, 0.5 * traitors_left * (traitors_left + 1));
  }
  return {.variables = 2 * steps, .clauses = 3 * steps};
}

}  // namespace

double FormulaSize::bytes() const {
  // So that it comes to 1.3 to 1.7 times what formulas were seen to take that hold, from
  // (13,4) with 21 MB to (20,5) with 2.3 GB. One that is hard to solve may take more.
  constexpr double kBytesPerVariable = 280;
  constexpr double kBytesPerClause = 140;
  return kBytesPerVariable * variables + kBytesPerClause * clauses;
}

FormulaSize formula_size_at_most(const Setup& setup, Property property, const Rules& rules) {
  const int traitors = (setup.traitors & setup.lieutenants()).size();
  const int loyal = setup.loyal_lieutenants().size();
  const int asked = property == Property::IC1 ? 2 : 1;
  const int last_round = rules.rounds(setup.m);
  // The order to attack; that the lieutenants asked decide so.
  FormulaSize size{.variables = 1, .clauses = 1.0 + asked};
  const auto add_places = [&](const Kind& path, double receivers) {
    size.variables += path.sender_is_traitor ? path.paths * receivers : 0;
  };
  for (int length = 1; length < last_round; ++length) {
    for_each_kind(setup, length, traitors, loyal, [&](const Kind& path) {
      add_places(path, loyal - (path.length - 1 - path.traitors));
    });
    // Paths without the lieutenant who counts.
    for_each_kind(setup, length, traitors, loyal - 1, [&](const Kind& path) {
      if (!rules.first_heard_wins) {
        const FormulaSize more = of_majority(setup, rules, path, traitors - path.traitors);
        size.variables += asked * path.paths * more.variables;
        size.clauses += asked * path.paths * more.clauses;
      }
    });
  }
  for_each_kind(setup, last_round, traitors, loyal - 1,
                [&](const Kind& path) { add_places(path, asked); });
  return size;
}

void refuse_larger_formula_than(std::uint64_t limit_bytes, const Setup& setup, Property property,
                                const Rules& rules) {
  const FormulaSize size = formula_size_at_most(setup, property, rules);
  constexpr double kGibibyte = 1 << 30;
  if (size.bytes() > static_cast<double>(limit_bytes)) {
    throw FormulaTooLarge(fmt::format(
        "n={}, m={}: a formula of about {:.2g} variables and {:.2g} clauses, which takes about "
        "{:.3g} GiB; expected at most {:.3g} GiB",
        setup.n, setup.m, size.variables, size.clauses, size.bytes() / kGibibyte,
        static_cast<double>(limit_bytes) / kGibibyte));
  }
}

}  // namespace turncoat
