// A formula in conjunctive normal form, as for a solver or a DIMACS file.
//
// Units: a literal is ±v for variable 1 ≤ v ≤ variables().
// Size:  4 bytes a literal, and 4 more a clause.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <initializer_list>
#include <span>
#include <vector>

namespace turncoat {

class Cnf {
 public:
  explicit Cnf(int variables = 0) : variables_(variables) {}

  void add(std::span<const int> clause) {
    for (const int literal : clause) {
      variables_ = std::max(variables_, std::abs(literal));
      literals_.push_back(literal);
    }
    literals_.push_back(0);
    ++clauses_;
  }
  void add(std::initializer_list<int> clause) { add(std::span(clause.begin(), clause.size())); }

  // There are at least as many.
  void name_variables(int variables) { variables_ = std::max(variables_, variables); }

  int variables() const { return variables_; }
  std::size_t clauses() const { return clauses_; }
  // Clause after clause, a 0 after each.
  const std::vector<int>& literals() const { return literals_; }

  // visit(std::span<const int> clause), in the order in which they were added.
  template <class Visit>
  void for_each_clause(Visit&& visit) const {
    const int* begin = literals_.data();
    for (const int& literal : literals_) {
      if (literal == 0) {
        visit(std::span(begin, &literal));
        begin = &literal + 1;
      }
    }
  }

  friend bool operator==(const Cnf&, const Cnf&) = default;

 private:
  int variables_;
  std::size_t clauses_ = 0;
  std::vector<int> literals_;
};

}  // namespace turncoat
