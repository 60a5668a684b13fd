// What the generals of a cluster said to each other, worked out from what some of them heard.
//
// Known is what our generals heard; what our generals said, as it follows from what they heard; and
// what somebody else's loyal general was told, as it relayed it to ours. What passed between two of
// somebody else's generals, and was relayed to nobody here, isn't known.
//
// Faults: a general that was made to fail counts as a traitor, and what it says is what was heard.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "turncoat/core/adversary.hpp"
#include "turncoat/core/lie.hpp"
#include "turncoat/core/setup.hpp"
#include "turncoat/generals/cluster/told_table.hpp"

namespace turncoat {

struct Observed {
  Setup setup;  // who was made to fail is among the traitors
  // Ours, that didn't fail: what they heard is known.
  Generals ours;
  // By general: what it heard, as GET /heard answers it; of `ours` but the commander.
  std::vector<std::vector<std::string>> heard;
  const Adversary* adversary = nullptr;  // of the traitors among ours
};

// A loyal general said something that doesn't follow from what it was told.
struct WrongMessage {
  Path path;
  int receiver = 0;
  Order said{};
  Order expected{};
};
std::string describe(const WrongMessage& wrong);

struct Account {
  ToldTable told;
  std::vector<Lie> lies{};  // what traitors said to loyal generals, as far as it is known
  std::optional<WrongMessage> wrong{};   // the first one
  std::vector<std::uint64_t> missing{};  // by sender: messages of loyal generals that didn't come
  std::uint64_t unknown = 0;             // messages of traitors to loyal generals
  Generals undetermined{};               // whose decision one of these may bear on
};

// Throws BadInput if what a general heard is nothing that it can have heard, with the general, and
// TooManyLies.
Account account_of(const Observed& observed);

}  // namespace turncoat
