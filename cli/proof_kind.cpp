#include "turncoat/cli/proof_kind.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <new>
#include <utility>

#include "turncoat/core/message_count.hpp"
#include "turncoat/properties/prove/exhaustion/exhaustion.hpp"
#include "turncoat/properties/prove/levels/levels.hpp"
#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/check.hpp"
#include "turncoat/support/memory.hpp"
#include "turncoat/support/new_file.hpp"
#include "turncoat/support/number_text.hpp"

namespace turncoat {
namespace {

constexpr const char* kInterchangeable =
    "loyal lieutenants are interchangeable, and so are traitorous ones";

class ByFormula final : public ProofKind {
 public:
  explicit ByFormula(ProofLimits limits) : limits_(std::move(limits)) {}

  void refuse_what_cant_be_done(const std::vector<ProofCase>& cases) override {
    try {
      for (const ProofCase& each : cases) {
        if (!each.is_vacuous()) {
          refuse_larger_formula_than(limits_.memory_limit_bytes, each.cell.setup());
        }
      }
    } catch (const BadInput& error) {
      throw BadInput(fmt::format("{}; --kind levels needs no formula", error.what()));
    }
    for (const ProofCase& each : cases) {
      if (each.proof_file && !each.is_vacuous()) {
        const NewFile cnf(*each.proof_file + ".cnf");
        const NewFile drat(*each.proof_file + ".drat");
      }
    }
  }

  void settle(ProofCase& each) override {
    MemoryLimit memory(limits_.memory_limit_bytes);
    bool is_out_of_memory = false;
    const auto stop = [&] {
      is_out_of_memory = memory.is_reached();
      return is_out_of_memory || (limits_.stop && limits_.stop());
    };
    Proof proof;
    try {
      proof = prove(each.cell.setup(), each.cell.property,
                    {.memory_limit_bytes = limits_.memory_limit_bytes,
                     .stop = stop,
                     .proof = each.proof_file});
    } catch (const std::bad_alloc&) {
      is_out_of_memory = true;
    }
    return_freed_memory();  // or it would count against the next case
    each.verdict = proof.verdict;
    each.figures = {{"variables", static_cast<std::uint64_t>(proof.variables)},
                    {"clauses", proof.clauses}};
    each.scenario = std::move(proof.scenario);
    if (each.verdict == Verdict::undecided && is_out_of_memory) {
      each.why_undecided = "memory limit";
    }
  }

  std::string how() const override { return "one formula a case"; }
  std::string assumed() const override { return kInterchangeable; }

 private:
  ProofLimits limits_;
};

class ByLevels final : public ProofKind {
 public:
  ByLevels(int n, int m, const ProofLimits& limits) : levels_(n, m, Rules{}, limits.stop) {}

  void refuse_what_cant_be_done(const std::vector<ProofCase>& /*cases*/) override {}

  void settle(ProofCase& each) override {
    const std::size_t classes = levels_.classes();
    const std::uint64_t ballots = levels_.ballots();
    each.verdict = levels_.verdict(each.cell.setup(), each.cell.property);
    each.figures = {{"new_classes", levels_.classes() - classes},
                    {"ballots", levels_.ballots() - ballots}};
  }

  std::string how() const override {
    return fmt::format("by levels: {} classes of sub-agreements, {}",
                       with_commas(levels_.classes()), counted(levels_.ballots(), "ballot"));
  }
  std::string assumed() const override { return kInterchangeable; }

 private:
  Levels levels_;
};

class ByExhaustion final : public ProofKind {
 public:
  explicit ByExhaustion(ProofLimits limits) : limits_(std::move(limits)) {}

  // The limits are looked at before anything is enumerated.
  void refuse_what_cant_be_done(const std::vector<ProofCase>& cases) override {
    for (const ProofCase& each : cases) {
      exhaust(each.cell.setup(), {.stop = [] { return true; }});
    }
  }

  void settle(ProofCase& each) override {
    const Exhaustion& found = of(each.cell.setup());
    each.verdict = found.of(each.cell.property).verdict;
    each.scenario = found.of(each.cell.property).scenario;
    each.figures = {{"free_messages", static_cast<std::uint64_t>(found.free_messages())},
                    {"evaluations", found.evaluations}};
  }

  std::string how() const override {
    int most = 0;
    std::uint64_t evaluations = 0;
    for (const auto& [setup, found] : done_) {
      most = std::max(most, found.free_messages());
      evaluations += found.evaluations;
    }
    return fmt::format("every free message either way: {} adversaries at most, {} in all",
                       describe_power_of_two(most), counted(evaluations, "evaluation"));
  }
  std::string assumed() const override {
    return "these traitors stand for any others of that number";
  }

 private:
  // One enumeration answers both properties.
  const Exhaustion& of(const Setup& setup) {
    const auto known = std::find_if(done_.begin(), done_.end(),
                                    [&](const auto& each) { return each.first == setup; });
    if (known != done_.end()) {
      return known->second;
    }
    done_.emplace_back(setup, exhaust(setup, {.stop = limits_.stop}));
    return done_.back().second;
  }

  ProofLimits limits_;
  std::vector<std::pair<Setup, Exhaustion>> done_;
};

using MadeKind = std::unique_ptr<ProofKind>;

struct NamedKind {
  const char* name;
  MadeKind (*make)(int n, int m, const ProofLimits& limits);
};

// In the order in which they are listed to a user.
constexpr NamedKind kKinds[] = {
    {"formula",
     [](int /*n*/, int /*m*/, const ProofLimits& limits) -> MadeKind {
       return std::make_unique<ByFormula>(limits);
     }},
    {"levels",
     [](int n, int m, const ProofLimits& limits) -> MadeKind {
       return std::make_unique<ByLevels>(n, m, limits);
     }},
    {"exhaustion",
     [](int /*n*/, int /*m*/, const ProofLimits& limits) -> MadeKind {
       return std::make_unique<ByExhaustion>(limits);
     }},
};

}  // namespace

std::vector<std::string> proof_kind_names() {
  std::vector<std::string> names;
  for (const NamedKind& kind : kKinds) {
    names.emplace_back(kind.name);
  }
  return names;
}

std::unique_ptr<ProofKind> make_proof_kind(const std::string& name, int n, int m,
                                           const ProofLimits& limits) {
  const auto* const kind = std::find_if(std::begin(kKinds), std::end(kKinds),
                                        [&](const NamedKind& each) { return each.name == name; });
  check(kind != std::end(kKinds), "a kind of proof that there is");
  return kind->make(n, m, limits);
}

}  // namespace turncoat
