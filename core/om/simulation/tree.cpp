#include "turncoat/core/om/simulation/tree.hpp"

#include <cstdint>
#include <numeric>

#include "turncoat/core/om/simulation/tally.hpp"

namespace turncoat {
namespace {

// Between two looks at `stop`: well below a millisecond, unless the adversary takes longer.
constexpr std::uint64_t kPathsUntilPause = 1 << 16;

constexpr Word bit(int general) {
  return Word{1} << general;
}

}  // namespace

SimulationTree::SimulationTree(const Setup& setup, const Traitors& traitors,
                               const SimulationOptions& options)
    : setup_(setup),
      traitors_(traitors),
      options_(options),
      code_(last_rounds_code(options.isa)),
      votes_(static_cast<std::size_t>(setup.rounds())) {
  last_->needed = (setup.n - setup.m) / 2 + 1;
  if (setup.m > 0 && traitors.answers(setup.rounds()) != nullptr) {
    last_->answers = traitors.answers(setup.rounds());
  }
}

SimulationCounts SimulationTree::counts() const {
  SimulationCounts counts = counts_;
  counts.sent += std::reduce(last_->sent.begin(), last_->sent.end());
  counts.withheld += std::reduce(last_->withheld.begin(), last_->withheld.end());
  return counts;
}

Word SimulationTree::run() {
  if (setup_.m == 1) {  // The paths of length m are [0] alone.
    const Word order = setup_.order == Order::attack ? bit(kCommander) : 0;
    resolve_lanes(Path::empty(), {kCommander}, order);
    return last_->resolved[0];
  }
  return resolve(Path(), begin());
}

Word SimulationTree::begin() {
  const Word order = setup_.order == Order::attack ? bit(kCommander) : 0;
  const Told told = tell(Path::empty(), kCommander, order, setup_.lieutenants());
  counts_.withheld += static_cast<std::uint64_t>(told.nothing.size());
  counts_.sent += static_cast<std::uint64_t>(setup_.n - 1 - told.nothing.size());
  ++counts_.paths;
  return told.attack.word();
}

void SimulationTree::relay(const Path& path, Word heard, WordRow& told) {
  const Generals others = setup_.generals() - path.members();
  int child = 0;
  for (const int j : others) {
    const Generals receivers = others.without(j);
    const Told everybody = tell(path, j, heard, receivers);
    told[child++] = everybody.attack.word();
    counts_.withheld += static_cast<std::uint64_t>(everybody.nothing.size());
    counts_.sent += static_cast<std::uint64_t>((receivers - everybody.nothing).size());
    ++counts_.paths;
  }
}

void SimulationTree::pause() {
  if (options_.progress && finished_) {
    options_.progress(counts().sent);
  }
  finished_ = finished_ && !(options_.stop && options_.stop());
  pause_at_ = counts_.paths + kPathsUntilPause;
}

Word SimulationTree::resolve(const Path& path, Word heard) {
  if (counts_.paths >= pause_at_) {
    pause();
  }
  if (!finished_) {
    return 0;
  }
  Word resolved = heard;
  const Generals others = setup_.generals() - path.members();
  if (path.size() < setup_.m - 1) {
    WordRow& told = votes_[path.size()];
    relay(path, heard, told);
    int child = 0;
    for (const int j : others) {
      told[child] = resolve(path + j, told[child]);
      ++child;
    }
    resolved = majority(path, heard, told);
  } else if (path.size() == setup_.m - 1) {
    resolve_lanes(path, others, heard);
    resolved = majority(path, heard, last_->resolved);
  }
  observe(path, resolved);
  return resolved;
}

Word SimulationTree::majority(const Path& path, Word heard, WordRow& votes) const {
  int count = setup_.n - path.size();
  votes[count++] = heard;
  while (count % kVotesAtOnce != 0) {
    votes[count++] = 0;
  }
  const int needed = (setup_.n - path.size()) / 2 + 1;
  return at_least<Isa::portable>(needed, votes.data(), 1, count);
}

Told SimulationTree::tell(const Path& path, int j, Word heard, Generals receivers) {
  const bool attack = (heard >> j & 1) != 0;
  if (!setup_.traitors.contains(j)) {
    return {.attack = attack ? receivers : Generals()};
  }
  if (const Answers* answers = traitors_.answers(path.size() + 1)) {
    return {.attack = receivers & Generals::of_word(answers[j].attack[attack ? 1 : 0]),
            .nothing = receivers & Generals::of_word(answers[j].silent[attack ? 1 : 0])};
  }
  return ask(path + j, receivers, attack ? Order::attack : Order::retreat);
}

// Apart from `tell`, which is quicker without a call of the adversary in it.
[[gnu::noinline]] Told SimulationTree::ask(const Path& path, Generals receivers,
                                           Order relayed) const {
  return traitors_.ask(path, receivers, relayed);
}

void SimulationTree::resolve_lanes(const Path& path, Generals senders, Word heard) {
  const Generals others = setup_.generals() - path.members();
  int lane = 0;
  for (const int j : senders) {
    const Generals receivers = others.without(j);
    const Told told = tell(path, j, heard, receivers);
    last_->receivers[lane] = receivers.word();
    last_->heard[lane] = told.attack.word();
    last_->silent[lane] = told.nothing.word();
    ++lane;
  }
  for (; lane % code_.lanes != 0; ++lane) {
    last_->receivers[lane] = 0;
    last_->heard[lane] = 0;
    last_->silent[lane] = 0;
  }
  last_->width = lane;
  int row = 0;
  for (const int k : others - setup_.traitors) {
    last_->sender[row] = static_cast<std::uint8_t>(k);
    last_->sender_bit[row++] = bit(k);
  }
  last_->loyal_rows = row;
  for (const int k : others& setup_.traitors) {
    last_->sender[row] = static_cast<std::uint8_t>(k);
    last_->sender_bit[row++] = bit(k);
  }
  last_->rows = row;
  if (last_->answers == nullptr) {
    ask_rows(path, senders);
  }
  code_.resolve(*last_);
  counts_.paths += static_cast<std::uint64_t>(senders.size() * others.size());
  if (options_.observe) {
    observe_lanes(path, senders);
  }
}

// The traitors' answers in the last round.
void SimulationTree::ask_rows(const Path& path, Generals senders) {
  LastRounds& last = *last_;
  const int begin = last.loyal_rows;
  const int end = last.rows;
  const int width = last.width;
  int lane = 0;
  for (const int j : senders) {
    Path relayed = path + j;
    const Generals heard = Generals::of_word(last.heard[lane]);
    const Generals receivers = Generals::of_word(last.receivers[lane]);
    for (int row = begin; row < end; ++row) {
      const int k = last.sender[row];
      Told told;
      if (k != j) {
        relayed.push(k);
        told = traitors_.ask(relayed, receivers.without(k),
                             heard.contains(k) ? Order::attack : Order::retreat);
        relayed.pop();
      }
      last.told[row * width + lane] = told.attack.word();
      last.told_nothing[row * width + lane] = told.nothing.word();
    }
    ++lane;
  }
  for (; lane < width; ++lane) {
    for (int row = begin; row < end; ++row) {
      last.told[row * width + lane] = 0;
      last.told_nothing[row * width + lane] = 0;
    }
  }
}

void SimulationTree::observe(const Path& path, Word resolved) const {
  if (options_.observe) {
    for (const int i : setup_.loyal_lieutenants() - path.members()) {
      options_.observe(path, i, (resolved >> i & 1) != 0 ? Order::attack : Order::retreat);
    }
  }
}

void SimulationTree::observe_lanes(const Path& path, Generals senders) const {
  int lane = 0;
  for (const int j : senders) {
    const Path middle = path + j;
    observe(middle, last_->resolved[lane]);
    for (int row = 0; row < last_->rows; ++row) {
      if (!middle.contains(last_->sender[row])) {
        observe(middle + last_->sender[row], last_->told[row * last_->width + lane]);
      }
    }
    ++lane;
  }
}

}  // namespace turncoat
