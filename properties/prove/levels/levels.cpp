#include "turncoat/properties/prove/levels/levels.hpp"

#include "turncoat/properties/prove/levels/ballot.hpp"
#include "turncoat/support/check.hpp"

namespace turncoat {
namespace {

constexpr Numbers only(int number) {
  return Numbers{1} << number;
}
constexpr Numbers up_to(int number) {
  return only(number) | (only(number) - 1);
}

}  // namespace

Levels::Levels(int n, int m, const Rules& rules, std::function<bool()> stop)
    : n_(n), m_(m), rules_(rules), stop_(std::move(stop)) {
  validated(Setup{.n = n, .m = m});
}

Verdict Levels::verdict(const Setup& setup, Property property) {
  validated(setup);
  check(setup.n == n_ && setup.m == m_, "a setup of the n and m of these levels");
  if (is_vacuous(property, setup)) {
    return Verdict::vacuous;
  }
  const int loyal = setup.loyal_lieutenants().size();
  const Numbers unanimous = only(0) | only(loyal);
  const Numbers obedient = setup.order == Order::attack ? only(loyal) : only(0);
  const Numbers allowed = property == Property::IC1 ? unanimous : obedient;
  const int traitors = setup.traitors.without(kCommander).size();
  try {
    const Numbers found = numbers(1, traitors,
                                  !setup.commander_is_loyal()    ? Sender::traitor
                                  : setup.order == Order::attack ? Sender::loyal_attack
                                                                 : Sender::loyal_retreat);
    return (found & ~allowed) == 0 ? Verdict::holds : Verdict::violated;
  } catch (const Stopped&) {
    return Verdict::undecided;
  }
}

Numbers Levels::numbers(int path_size, int traitors, Sender sender) {
  const Class key{path_size, traitors, sender};
  const auto known = settled_.find(key);
  if (known != settled_.end()) {
    return known->second;
  }
  if (stop_ && stop_()) {
    throw Stopped{};
  }
  const Numbers found = settle(path_size, traitors, sender);
  settled_.emplace(key, found);
  return found;
}

Numbers Levels::settle(int path_size, int traitors, Sender sender) {
  const int loyal = n_ - path_size - traitors;
  const Numbers heard_attack = sender == Sender::traitor        ? up_to(loyal)
                               : sender == Sender::loyal_attack ? only(loyal)
                                                                : only(0);
  const bool is_last_round = path_size == rules_.rounds(m_);
  return is_last_round || rules_.first_heard_wins ? heard_attack
                                                  : settle_after(path_size, traitors, heard_attack);
}

Numbers Levels::settle_after(int path_size, int traitors, Numbers heard_attack) {
  const int loyal = n_ - path_size - traitors;
  const int absent = rules_.path_members_vote ? path_size : 0;
  const int needed = rules_.needed(rules_.own_votes + n_ - path_size - 1 + absent) -
                     (rules_.silence == Order::attack ? absent : 0);
  Ballot ballot{.loyal = {},
                .traitors = traitors,
                .from_loyal = {},
                .from_traitor = 0,
                .needed = {needed, needed - rules_.own_votes}};
  if (loyal > 0) {
    // Asked for only if there are such generals: the classes below must have receivers.
    ballot.from_loyal[0] = numbers(path_size + 1, traitors, Sender::loyal_retreat);
    ballot.from_loyal[1] = numbers(path_size + 1, traitors, Sender::loyal_attack);
  }
  if (traitors > 0) {
    ballot.from_traitor = numbers(path_size + 1, traitors - 1, Sender::traitor);
  }
  Numbers found = 0;
  for (int heard = 0; heard <= loyal; ++heard) {
    if ((heard_attack & only(heard)) == 0) {
      continue;
    }
    ballot.loyal = {loyal - heard, heard};
    for (int a = 0; a <= heard; ++a) {
      for (int r = 0; r <= loyal - heard; ++r) {
        if ((found & only(a + r)) == 0) {
          ++ballots_;
          found |= can_be_brought_to(ballot, {r, a}) ? only(a + r) : 0;
        }
      }
    }
  }
  return found;
}

}  // namespace turncoat
