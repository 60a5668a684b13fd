// The kinds of proof that `turncoat prove` offers. All are exact; they differ in how far they
// reach, in what they take for granted, and in what they leave behind.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "turncoat/cli/proof_case.hpp"
#include "turncoat/properties/prove/sat/prove.hpp"

namespace turncoat {

class ProofKind {
 public:
  virtual ~ProofKind() = default;

  // Throws BadInput for what would be found out only after hours otherwise.
  virtual void refuse_what_cant_be_done(const std::vector<ProofCase>& cases) = 0;
  // Its verdict, its figures, and why it is undecided, where it is for another reason than `stop`.
  virtual void settle(ProofCase& each) = 0;
  // For the last lines of a report: how it was proved, and what was assumed.
  virtual std::string how() const = 0;
  virtual std::string assumed() const = 0;

 protected:
  ProofKind() = default;
  ProofKind(const ProofKind&) = default;
  ProofKind& operator=(const ProofKind&) = default;
};

struct ProofLimits {
  std::uint64_t memory_limit_bytes = ProveOptions{}.memory_limit_bytes;
  std::function<bool()> stop{};
};

const std::vector<std::string>& proof_kind_names();

// Of those names. All cases it is asked about have that n and m.
std::unique_ptr<ProofKind> make_proof_kind(const std::string& name, int n, int m,
                                           const ProofLimits& limits);

}  // namespace turncoat
