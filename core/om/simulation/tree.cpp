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
  last_->loyal = (setup.generals() - setup.traitors).word();
  if (setup.m > 0 && traitors.answers(setup.rounds()) != nullptr) {
    last_->answers = traitors.answers(setup.rounds());
  } else {
    for (int length = 0; length < setup.m - 1; ++length) {
      asked_.push_back(std::make_unique_for_overwrite<AskedPaths>());
    }
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
    resolve_lanes(0, Path::empty(), {kCommander}, order);
    return last_->resolved[0];
  }
  return resolve(Path(), begin());
}

Word SimulationTree::begin() {
  const Word order = setup_.order == Order::attack ? bit(kCommander) : 0;
  const Told told = tell(Path::empty(), 0, kCommander, order, setup_.lieutenants());
  counts_.withheld += static_cast<std::uint64_t>(told.nothing.size());
  counts_.sent += static_cast<std::uint64_t>(setup_.n - 1 - told.nothing.size());
  ++counts_.paths;
  return told.attack.word();
}

// The adversary's answers for the paths two longer, by the orders heard for those one longer.
void SimulationTree::ask_ahead(const Path& path, Generals relayers, std::span<const Word> heard) {
  if (asked_.empty()) {
    return;
  }
  AskedPaths& asked = *asked_[path.size()];
  const Generals others = setup_.generals() - path.members();
  int lane = 0;
  for (const int j : relayers) {
    asked.relayer[lane] = static_cast<std::uint8_t>(j);
    asked.receivers[lane] = others.without(j).word();
    asked.heard[lane] = heard[lane];
    ++lane;
  }
  for (; lane % code_.lanes != 0; ++lane) {
    asked.receivers[lane] = 0;
    asked.heard[lane] = 0;
  }
  asked.width = lane;
  int row = 0;
  for (const int k : others& setup_.traitors) {
    asked.sender[row] = static_cast<std::uint8_t>(k);
    asked.row_of[k] = static_cast<std::uint8_t>(row++);
  }
  traitors_.ask_all({.path = path,
                     .relayers = std::span(asked.relayer).first(relayers.size()),
                     .senders = std::span(asked.sender).first(row),
                     .loyal = setup_.generals() - setup_.traitors,
                     .width = asked.width,
                     .isa = options_.isa,
                     .others = asked.receivers.data(),
                     .relayed = asked.heard.data(),
                     .attack = asked.attack.data(),
                     .nothing = asked.nothing.data()});
}

// For the paths one longer than `path`, which is met alone.
void SimulationTree::ask_ahead_for(const Path& path, Word heard) {
  Path before = path;
  before.pop();
  ask_ahead(before, {path.sender()}, {&heard, 1});
}

void SimulationTree::relay(const Path& path, Word heard, WordRow& told) {
  ask_ahead_for(path, heard);
  relay_in(0, path, heard, told);
}

void SimulationTree::relay_in(int lane, const Path& path, Word heard, WordRow& told) {
  const Generals others = setup_.generals() - path.members();
  int child = 0;
  for (const int j : others) {
    const Generals receivers = others.without(j);
    const Told everybody = tell(path, lane, j, heard, receivers);
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
  if (path.size() < setup_.m) {
    ask_ahead_for(path, heard);
  }
  return resolve_in(0, path, heard);
}

Word SimulationTree::resolve_in(int lane, const Path& path, Word heard) {
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
    relay_in(lane, path, heard, told);
    ask_ahead(path, others, told);
    int child = 0;
    for (const int j : others) {
      told[child] = resolve_in(child, path + j, told[child]);
      ++child;
    }
    resolved = majority(path, heard, told);
  } else if (path.size() == setup_.m - 1) {
    resolve_lanes(lane, path, others, heard);
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

Told SimulationTree::tell(const Path& path, int lane, int j, Word heard, Generals receivers) {
  const bool attack = (heard >> j & 1) != 0;
  if (!setup_.traitors.contains(j)) {
    return {.attack = attack ? receivers : Generals()};
  }
  if (const Answers* answers = traitors_.answers(path.size() + 1)) {
    return {.attack = receivers & Generals::of_word(answers[j].attack[attack ? 1 : 0]),
            .nothing = receivers & Generals::of_word(answers[j].silent[attack ? 1 : 0])};
  }
  return lie(path, lane, j, attack ? Order::attack : Order::retreat, receivers);
}

// Apart from `tell`, which is quicker without it.
[[gnu::noinline]] Told SimulationTree::lie(const Path& path, int lane, int j, Order relayed,
                                           Generals receivers) const {
  if (path.size() == 0) {  // The commander's own orders: there is no path two longer than another.
    return traitors_.ask(path + j, receivers, relayed);
  }
  const AskedPaths& asked = *asked_[path.size() - 1];
  const int place = asked.row_of[j] * asked.width + lane;
  return traitors_.among_all({.attack = Generals::of_word(asked.attack[place]),
                              .nothing = Generals::of_word(asked.nothing[place])},
                             receivers, relayed);
}

void SimulationTree::resolve_lanes(int lane_of_path, const Path& path, Generals senders,
                                   Word heard) {
  const Generals others = setup_.generals() - path.members();
  int lane = 0;
  for (const int j : senders) {
    const Generals receivers = others.without(j);
    const Told told = tell(path, lane_of_path, j, heard, receivers);
    last_->relayer[lane] = static_cast<std::uint8_t>(j);
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
    ask_rows(path, senders.size());
  }
  code_.resolve(*last_);
  check(std::ranges::all_of(last_->misplaced, [](Word word) { return word == 0; }),
        kOneThingToEach);
  counts_.paths += static_cast<std::uint64_t>(senders.size() * others.size());
  if (options_.observe) {
    observe_lanes(path, senders);
  }
}

// The traitors' answers in the last round.
void SimulationTree::ask_rows(const Path& path, int senders) {
  LastRounds& last = *last_;
  const int first = last.loyal_rows * last.width;
  traitors_.ask_all(
      {.path = path,
       .relayers = std::span(last.relayer).first(senders),
       .senders = std::span(last.sender).subspan(last.loyal_rows, last.rows - last.loyal_rows),
       .loyal = setup_.generals() - setup_.traitors,
       .width = last.width,
       .isa = options_.isa,
       .others = last.receivers.data(),
       .relayed = last.heard.data(),
       .attack = last.told.data() + first,
       .nothing = last.told_nothing.data() + first});
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
