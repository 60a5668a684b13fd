#include "turncoat/generals/cluster/account.hpp"

#include <fmt/format.h>

#include <utility>

#include "turncoat/core/order.hpp"
#include "turncoat/support/bad_input.hpp"

namespace turncoat {
namespace {

class Accountant {
 public:
  explicit Accountant(const Observed& observed)
      : observed_(observed),
        setup_(observed.setup),
        account_{.told = ToldTable(setup_.n, setup_.m),
                 .missing = std::vector<std::uint64_t>(static_cast<std::size_t>(setup_.n))} {}

  Account account() {
    note_what_ours_heard();
    for (int round = 1; round <= setup_.rounds(); ++round) {
      account_.told.for_each(round, [this](const Path& path, Generals receivers) {
        for (const int receiver : receivers - observed_.ours) {
          note_what_was_told_to(receiver, path);
        }
      });
    }
    for (int round = 1; round <= setup_.rounds(); ++round) {
      account_.told.for_each(round, [this](const Path& path, Generals receivers) {
        for (const int receiver : receivers - setup_.traitors) {
          judge(path, receiver);
        }
      });
    }
    return std::move(account_);
  }

 private:
  void note_what_ours_heard() {
    for (const int general : observed_.ours.without(kCommander)) {
      const std::vector<std::string>& rounds = observed_.heard[general];
      bool is_right = rounds.size() == static_cast<std::size_t>(setup_.rounds());
      for (int round = 1; is_right && round <= setup_.rounds(); ++round) {
        is_right = account_.told.set_round(round, general, rounds[round - 1]);
      }
      if (!is_right) {
        throw BadInput(
            fmt::format("general {}: what it heard is nothing that it can have heard", general));
      }
    }
  }

  // The order that a loyal sender of the path relays; nothing if it isn't known.
  std::optional<Order> relayed(const Path& path) const {
    if (path.size() == 1) {
      return setup_.order;
    }
    Path before = path;
    before.pop();
    const std::optional<Said> told = account_.told.at(before, path.sender());
    return told ? std::optional(heard(*told)) : std::nullopt;
  }

  // To one whose own word there isn't.
  void note_what_was_told_to(int receiver, const Path& path) {
    const std::optional<Said> said =
        observed_.ours.contains(path.sender()) ? said_by_ours(path, receiver)
        : setup_.traitors.contains(receiver)   ? std::nullopt
                                               : as_relayed_to_ours(path, receiver);
    if (said) {
      account_.told.set(path, receiver, *said);
    }
  }

  std::optional<Said> said_by_ours(const Path& path, int receiver) const {
    const std::optional<Order> order = relayed(path);
    if (!order) {
      return std::nullopt;
    }
    const bool lies =
        setup_.traitors.contains(path.sender()) && !setup_.traitors.contains(receiver);
    return lies ? observed_.adversary->ask_for(path, receiver, *order) : said(*order);
  }

  // The receiver is loyal.
  std::optional<Said> as_relayed_to_ours(const Path& path, int receiver) const {
    if (path.size() == setup_.rounds()) {
      return std::nullopt;
    }
    const Path longer = path + receiver;
    for (const int witness : observed_.ours.without(kCommander) - longer.members()) {
      const std::optional<Said> relayed = account_.told.at(longer, witness);
      if (relayed && *relayed != Said::silence) {
        return relayed;
      }
    }
    return std::nullopt;
  }

  // What a loyal general was told.
  void judge(const Path& path, int receiver) {
    const std::optional<Said> told = account_.told.at(path, receiver);
    if (setup_.traitors.contains(path.sender())) {
      if (!told) {
        ++account_.unknown;
        account_.undetermined.insert(receiver);
        return;
      }
      if (account_.lies.size() == kMaxLies) {
        throw BadInput(
            fmt::format("found traitors with more than {} messages, expected at most "
                        "as many as a scenario may have lies",
                        kMaxLies));
      }
      account_.lies.push_back({.path = path, .to = receiver, .says = *told});
      return;
    }
    const std::optional<Order> expected = relayed(path);
    if (!told || !expected) {
      return;
    }
    if (*told == Said::silence) {
      ++account_.missing[path.sender()];
    } else if (heard(*told) != *expected && !account_.wrong) {
      account_.wrong = {
          .path = path, .receiver = receiver, .said = heard(*told), .expected = *expected};
    }
  }

  const Observed& observed_;
  const Setup& setup_;
  Account account_;
};

}  // namespace

std::string describe(const WrongMessage& wrong) {
  return fmt::format("general {} is loyal, and said {} to general {} for {}, expected {}",
                     wrong.path.sender(), name(wrong.said), wrong.receiver, to_string(wrong.path),
                     name(wrong.expected));
}

Account account_of(const Observed& observed) {
  return Accountant(observed).account();
}

}  // namespace turncoat
