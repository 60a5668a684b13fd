#include "properties/prove.hpp"

#include <fmt/format.h>

#include <cadical.hpp>

#include "adversaries/scripted.hpp"
#include "core/check.hpp"
#include "core/message_count.hpp"
#include "core/oral_messages.hpp"
#include "properties/formula.hpp"

namespace turncoat {
namespace {

struct Place {
  Circuit::Literal says_attack;
  Path path;
  int receiver;
};

class StopWhenAsked final : public CaDiCaL::Terminator {
 public:
  explicit StopWhenAsked(const std::function<bool()>& stop) : stop_(stop) {}
  bool terminate() override { return stop_ && stop_(); }

 private:
  const std::function<bool()>& stop_;
};

class Question {
 public:
  Question(const Setup& setup, Property property, const ProveOptions& options)
      : setup_(setup), property_(property), options_(options) {
    const Generals loyal = setup.loyal_lieutenants();
    Generals asked{loyal.smallest()};
    if (property == Property::IC1) {
      asked.insert(loyal.at_rank(1));
    }
    OralMessages<Formula> algorithm(setup, options.rules, Formula{&circuit_});
    const auto& decided = algorithm.run(asked, [&](const Path& path, int receiver, int) {
      places_.push_back({circuit_.fresh(), path, receiver});
      return places_.back().says_attack;
    });
    const Circuit::Literal first = decided[asked.smallest()];
    const Circuit::Literal second =
        property == Property::IC1 ? decided[loyal.at_rank(1)] : Formula::constant(setup.order);
    is_broken_ = circuit_.disjunction(circuit_.conjunction(first, -second),
                                      circuit_.conjunction(-first, second));
  }

  Proof answer() {
    CaDiCaL::Solver solver;
    solver.set("quiet", 1);
    StopWhenAsked stop(options_.stop);
    solver.connect_terminator(&stop);
    circuit_.for_each_clause([&](const std::vector<Circuit::Literal>& clause) {
      for (const Circuit::Literal literal : clause) {
        solver.add(literal);
      }
      solver.add(0);
    });
    solver.add(is_broken_);
    solver.add(0);
    Proof proof{.verdict = Verdict::undecided,
                .variables = circuit_.variables(),
                .clauses = circuit_.clauses() + 1,
                .scenario = {}};
    constexpr int kSatisfiable = 10;
    constexpr int kUnsatisfiable = 20;
    const int status = solver.solve();
    if (status == kUnsatisfiable) {
      proof.verdict = Verdict::holds;
    } else if (status == kSatisfiable) {
      proof.verdict = Verdict::violated;
      proof.scenario = scenario_of(solver);
    }
    solver.disconnect_terminator();
    return proof;
  }

 private:
  Scenario scenario_of(CaDiCaL::Solver& solver) const {
    std::vector<Lie> lies;
    for (const Place& place : places_) {
      const bool attack = solver.val(place.says_attack) > 0;
      lies.push_back({place.path, place.receiver, attack ? Said::attack : Said::retreat});
    }
    Scenario scenario =
        record(setup_, Scripted(std::move(lies)),
               fmt::format("{} violated by {} of {} generals in OM({})", name(property_),
                           setup_.traitor_count(), setup_.n, setup_.m),
               "prove", options_.rules);
    check(violates(scenario, property_, options_.rules),
          "the reference to confirm what the solver found");
    return scenario;
  }

  const Setup& setup_;
  Property property_;
  const ProveOptions& options_;
  Circuit circuit_;
  std::vector<Place> places_;
  Circuit::Literal is_broken_ = 0;
};

}  // namespace

Proof prove(const Setup& setup, Property property, const ProveOptions& options) {
  refuse_more_messages_than(options.message_limit, validated(setup));
  if (is_vacuous(property, setup)) {
    return {.verdict = Verdict::vacuous, .variables = 0, .clauses = 0, .scenario = {}};
  }
  return Question(setup, property, options).answer();
}

}  // namespace turncoat
