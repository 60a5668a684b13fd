#include "turncoat/properties/prove/sat/proof_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "turncoat/properties/prove/sat/dimacs.hpp"
#include "turncoat/support/bad_input.hpp"

namespace turncoat {
namespace {

// A text begins with no `a`; with a `d` both may, and the first clause ends well within a buffer.
bool looks_binary(std::span<const unsigned char> first) {
  return !first.empty() &&
         (first[0] == 'a' ||
          (first[0] == 'd' && std::find(first.begin(), first.end(), 0) != first.end()));
}

}  // namespace

ProofReader::ProofReader(ByteReader& bytes, MemoryBudget& budget)
    : bytes_(bytes),
      budget_(budget),
      words_(bytes),
      is_binary_(looks_binary(bytes.ahead())),
      expected_(
          fmt::format("a literal from -{0} to {0}, or 0 after a clause", kMaxDimacsVariables)) {}

std::string ProofReader::name_of(std::uint64_t place) const {
  return fmt::format("{}{}{}", bytes_.name(), is_binary_ ? ", byte " : ":", place);
}

bool ProofReader::next(ProofStep& step) {
  step.clause.clear();
  return is_binary_ ? next_of_binary(step) : next_of_text(step);
}

bool ProofReader::next_of_text(ProofStep& step) {
  const std::string_view word = words_.next();
  step.place = words_.line();
  step.deletes = word == "d";
  if (word.empty()) {
    return false;
  }
  if (step.deletes) {
    words_.next();
  }
  const auto read = [this] {
    return static_cast<int>(words_.number(-kMaxDimacsVariables, kMaxDimacsVariables, expected_));
  };
  for (int literal = read(); literal != 0; literal = read()) {
    add(literal, step);
    words_.next();
  }
  return true;
}

bool ProofReader::next_of_binary(ProofStep& step) {
  step.place = bytes_.offset();
  const int kind = bytes_.get();
  if (kind == ByteReader::kEnd) {
    return false;
  }
  if (kind != 'a' && kind != 'd') {
    fail(step.place, kind, "a step: a (0x61) or d (0x64)");
  }
  step.deletes = kind == 'd';
  for (int literal = literal_of_binary(); literal != 0; literal = literal_of_binary()) {
    add(literal, step);
  }
  return true;
}

void ProofReader::add(int literal, ProofStep& step) {
  if (step.clause.size() == static_cast<std::size_t>(kMaxDimacsVariables)) {
    throw BadInput(fmt::format("{}: found a longer clause, expected at most {} literals",
                               name_of(step.place), kMaxDimacsVariables));
  }
  budget_.push_back(step.clause, literal);
}

int ProofReader::literal_of_binary() {
  constexpr unsigned kBits = 7;
  constexpr unsigned kMore = 1U << kBits;
  constexpr unsigned kMostShift = 3 * kBits;  // of the 26 bits of kMost
  constexpr std::uint64_t kMost = 2 * std::uint64_t{kMaxDimacsVariables} + 1;
  std::uint64_t number = 0;
  // A number that ended with seven bits of 0 could go on for ever; and 1 is a negative 0.
  for (unsigned shift = 0;; shift += kBits) {
    const std::uint64_t offset = bytes_.offset();
    const int byte = bytes_.get();
    number |= static_cast<std::uint64_t>(static_cast<unsigned>(byte) & (kMore - 1)) << shift;
    const bool is_last = (static_cast<unsigned>(byte) & kMore) == 0;
    if (byte == ByteReader::kEnd || number > kMost || shift > kMostShift ||
        (is_last && (number == 1 || (byte == 0 && shift > 0)))) {
      fail(offset, byte, expected_);
    }
    if (is_last) {
      const auto variable = static_cast<int>(number / 2);
      return number % 2 != 0 ? -variable : variable;
    }
  }
}

void ProofReader::fail(std::uint64_t offset, int byte, std::string_view expected) const {
  throw BadInput(fmt::format(
      "{}: found {}, expected {}", name_of(offset),
      byte == ByteReader::kEnd ? "the end of the file" : fmt::format("0x{:02x}", byte), expected));
}

}  // namespace turncoat
