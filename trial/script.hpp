// What is said to a general on trial, and what it may do then.
//
// A manner is a way to tell it its role: all in order, or with what the network and traitors can do
// besides. Every manner but `contradicted` leaves one right behaviour.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "turncoat/core/general.hpp"
#include "turncoat/properties/scenario.hpp"
#include "turncoat/trial/role.hpp"

namespace turncoat {

enum class Manner : std::uint8_t {
  plain,
  shuffled,       // within a round in any order
  after_another,  // another agreement before, in the same process
  again,          // three times, and what it does is compared with itself
  duplicated,     // every message twice
  early,          // some a round too early, and again in time
  late,           // what a traitor withheld in its round, a round later
  forged,         // from somebody else than the last on the path, before the true one
  contradicted,   // a traitor says two things for one path
  malformed,      // paths that can't be, values that are no orders
  oversized,      // long paths, long values
  hostile_lines,  // lines that are no JSON, or of an unknown type
};

// One message to it.
struct Delivery {
  int source = 0;
  std::string path;   // JSON
  std::string value;  // JSON
  std::string raw{};  // instead: a whole line
};

struct Script {
  General::Post post;
  std::vector<std::vector<Delivery>> rounds;  // [round − 1]
};

struct Behaviour {
  std::vector<SentOrder> sends;  // sorted
  Order decision{};

  friend bool operator==(const Behaviour&, const Behaviour&) = default;
};

struct Play {
  std::vector<Script> scripts;  // one after another, in one process; the last one is judged
  std::vector<Behaviour> allowed;
  Scenario plainly;  // what is told, without the manner's doing
};

// Deterministic in the seed. Nothing to add to the plain part in a scenario (no traitor that could
// be late, say) gives a play without scripts.
Play play_in(Manner manner, const Scenario& scenario, int general, std::uint64_t seed);

}  // namespace turncoat
