// The kinds of proof that `turncoat prove` offers. All are exact. They differ in reach, in their
// assumptions, and in the files they leave.
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

  // Throws BadInput early for problems that would show only after hours.
  virtual void refuse_what_cant_be_done(const std::vector<ProofCase>& cases) = 0;
  // Its verdict, its figures, and the reason if it is undecided for another reason than `stop`.
  virtual void settle(ProofCase& each) = 0;
  // For the last lines of a report: the method and the assumptions.
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

std::vector<std::string> proof_kind_names();

// Of those names. All cases it is asked about have that n and m.
std::unique_ptr<ProofKind> make_proof_kind(const std::string& name, int n, int m,
                                           const ProofLimits& limits);

}  // namespace turncoat
