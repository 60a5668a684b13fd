#include "turncoat/core/om/simulation/traitors.hpp"

namespace turncoat {
namespace {

// Of that length, ending in `sender`, with `receiver` not on it.
Path some_path(int n, int length, int sender, int receiver) {
  Path path;
  for (int general = 1; path.size() < length - 1; ++general) {
    check(general < n, "a path of that length");
    if (general != sender && general != receiver) {
      path = path + general;
    }
  }
  return length == 1 ? path : path + sender;
}

}  // namespace

Traitors::Traitors(const Setup& setup, const Adversary& adversary)
    : setup_(setup), adversary_(adversary) {
  if (!adversary.ignores_relayers() && !setup.traitors.empty()) {
    return;
  }
  answers_.resize(static_cast<std::size_t>(setup.rounds()));
  for (int round = 1; round <= setup.rounds(); ++round) {
    answers_[round - 1].fill(kLoyalAnswers);
    for (const int traitor : setup.traitors) {
      if ((round == 1) == (traitor == kCommander)) {  // Nobody else speaks then.
        answers_[round - 1][traitor] = answers_of(round, traitor);
      }
    }
  }
}

Answers Traitors::answers_of(int round, int traitor) const {
  Answers answers{.attack = {0, setup_.traitors.word()}, .silent = {0, 0}};
  for (const int i : setup_.loyal_lieutenants()) {
    const Path path = some_path(setup_.n, round, traitor, i);
    for (const Order relayed : {Order::retreat, Order::attack}) {
      const Told told = ask(path, {i}, relayed);
      answers.attack[static_cast<int>(relayed)] |= told.attack.word();
      answers.silent[static_cast<int>(relayed)] |= told.nothing.word();
    }
  }
  return answers;
}

}  // namespace turncoat
