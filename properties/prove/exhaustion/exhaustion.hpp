// Proves or refutes the properties of one setup for every adversary, by enumeration: without a
// solver, and without assuming that anybody is interchangeable.
//
// What is used: a message of the last round is relayed to nobody, so it is private to its receiver.
//   - What is said in earlier rounds, the public messages, is enumerated: every assignment of
//     attack and retreat to them, hundreds of assignments a pass.
//   - For each assignment and each loyal lieutenant: the decisions that its private messages can
//     still bring it to. Two evaluations give them, all its private messages retreat, then all
//     attack: OM(m) does nothing with orders but count them against a bound (oral_messages.hpp), so
//     no decision turns to retreat where a message turns to attack. That is checked in every lane.
//   - Private messages of two lieutenants are different messages. So everything that each of them
//     can be brought to can be had at once, and a property is violated exactly where some choice
//     of one decision for each lieutenant violates it.
// Silence is no choice of its own: it is heard as an order, by the rules.
//
// Units:  a free message is one that a traitor sends to a loyal general: f of them are 2^f
//         adversaries. p of them public take 2^(p+1) evaluations of OM(m).
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "turncoat/core/om/rules.hpp"
#include "turncoat/core/setup.hpp"
#include "turncoat/properties/scenario.hpp"
#include "turncoat/properties/verdict.hpp"
#include "turncoat/support/bad_input.hpp"

namespace turncoat {

// More assignments of the public messages than may be enumerated.
class TooManyEvaluations : public BadInput {
 public:
  using BadInput::BadInput;
};

struct ExhaustOptions {
  Rules rules{};
  // Less than a minute of one core at (7,3).
  std::uint64_t evaluation_limit = std::uint64_t{1} << 32;
  // Of one evaluation.
  std::uint64_t message_limit = 10'000'000;
  // Asked before each pass; true ends the enumeration.
  std::function<bool()> stop{};
};

struct Exhaustion {
  struct Answer {
    Verdict verdict = Verdict::undecided;
    // If it is violated; the reference has replayed it.
    std::optional<Scenario> scenario{};
  };

  int public_messages = 0;
  int private_messages = 0;
  // Evaluations made: fewer than 2^(public_messages + 1) if it was stopped, or ended early by
  // violations of both.
  std::uint64_t evaluations = 0;
  // By property: one enumeration answers both.
  std::array<Answer, kProperties.size()> answers{};

  // Adversaries covered: 2^free_messages().
  int free_messages() const { return public_messages + private_messages; }
  const Answer& of(Property property) const { return answers[static_cast<std::size_t>(property)]; }
};

// Deterministic but for `stop`. Throws InvalidSetup, and beyond the limits, before anything is
// enumerated, TooManyMessages and TooManyEvaluations.
Exhaustion exhaust(const Setup& setup, const ExhaustOptions& options = {});

// 40 → "2^40 (1,099,511,627,776)", 166 → "2^166 (about 9.4e+49)"
std::string describe_power_of_two(int exponent);

}  // namespace turncoat
