// OM(m), the Oral Messages algorithm, once, over a domain of orders.
//
// The domain says what an order is and how a majority of orders is formed; it has
//   Value                          an order, or many of them side by side
//   Tally, with add(Value)         votes being counted
//   Value constant(Order)
//   Value at_least(Tally, needed)  attack where at least `needed` of the votes are for attack
// The same text so runs one scenario (orders.hpp) and hundreds in one pass (lanes.hpp).
//
// Source: Lamport, Shostak, Pease, TOPLAS 4(3), 1982, section 3, Algorithm OM(m), steps 1 to 3.
#pragma once

#include <cstdint>
#include <vector>

#include "turncoat/core/om/rules.hpp"
#include "turncoat/core/path.hpp"
#include "turncoat/core/setup.hpp"

namespace turncoat {

template <class Domain>
class OralMessages {
 public:
  using Value = typename Domain::Value;
  // One value for each general 0 … n−1.
  using Row = std::vector<Value>;

  OralMessages(const Setup& setup, const Rules& rules, Domain domain = {})
      : setup_(validated(setup)), rules_(rules), domain_(domain) {
    for (int level = 0; level <= rules_.rounds(setup_.m); ++level) {
      const auto n = static_cast<std::size_t>(setup_.n);
      levels_.push_back({Row(n), Row(n), std::vector<typename Domain::Tally>(n)});
    }
  }

  // The decision of each lieutenant in `wanted`; other entries mean nothing.
  //
  // tell(path, receivers, relayed, told): sets told[i], for each loyal receiver i to whom the
  // traitor who ends `path` says something other than `relayed`. Called once for each such path.
  //
  // observe(path, i, resolved): called with each intermediate resolution.
  template <class Tell, class Observe>
  const Row& run(Generals wanted, Tell&& tell, Observe&& observe) {
    messages_ = 0;
    // Step 1: the commander sends its order to every lieutenant.
    Row& received = levels_[0].told;
    send(Path(), domain_.constant(setup_.order), received, tell);
    return resolve(Path(), received, wanted, tell, observe);
  }

  template <class Tell>
  const Row& run(Generals wanted, Tell&& tell) {
    return run(wanted, tell, [](const Path&, int, const Value&) {});
  }

  // Messages made in the last run; all messages if every loyal lieutenant was wanted.
  std::uint64_t messages() const { return messages_; }

 private:
  struct Level {
    Row told;
    Row resolved;
    std::vector<typename Domain::Tally> votes;
  };

  // Every message of a run passes here, once: the sender of `path` tells everybody who isn't on it.
  template <class Tell>
  void send(const Path& path, const Value& relayed, Row& told, Tell& tell) {
    const Generals receivers = setup_.generals() - path.members();
    messages_ += static_cast<std::uint64_t>(receivers.size());
    for (const int i : receivers) {
      told[i] = relayed;
    }
    const Generals loyal = receivers - setup_.traitors;
    if (setup_.traitors.contains(path.sender()) && !loyal.empty()) {
      tell(path, loyal, relayed, told);
    }
  }

  // The resolution of `path` by each general in `wanted`; heard[i] is the order that i received for
  // it.
  template <class Tell, class Observe>
  const Row& resolve(const Path& path, const Row& heard, Generals wanted, Tell& tell,
                     Observe& observe) {
    if (path.size() == rules_.rounds(setup_.m)) {  // OM(0)
      for (const int i : wanted) {
        observe(path, i, heard[i]);
      }
      return heard;
    }
    auto& [told, resolved, votes] = levels_[path.size()];
    for (const int i : wanted) {
      votes[i] = {};
      for (int vote = 0; vote < rules_.own_votes; ++vote) {
        votes[i].add(heard[i]);
      }
    }
    const Generals others = setup_.generals() - path.members();
    for (const int j : others) {  // Step 2: j acts as the commander of OM(m-1) for the rest.
      const Path relayed = path + j;
      send(relayed, heard[j], told, tell);
      const Row& from_j = resolve(relayed, told, wanted.without(j), tell, observe);
      for (const int i : wanted.without(j)) {
        votes[i].add(from_j[i]);
      }
    }
    for (const int i : wanted) {  // Step 3: the majority of what i holds from everybody.
      resolved[i] = rules_.first_heard_wins ? heard[i] : majority(path, votes[i]);
      observe(path, i, resolved[i]);
    }
    return resolved;
  }

  Value majority(const Path& path, typename Domain::Tally& votes) {
    int voters = rules_.own_votes + setup_.n - path.size() - 1;
    if (rules_.path_members_vote) {
      for (int missing = 0; missing < path.size(); ++missing, ++voters) {
        votes.add(domain_.constant(rules_.silence));
      }
    }
    return domain_.at_least(votes, rules_.needed(voters));
  }

  Setup setup_;
  Rules rules_;
  Domain domain_;
  std::vector<Level> levels_;  // By the length of the path being resolved; 0: the commander's.
  std::uint64_t messages_ = 0;
};

}  // namespace turncoat
