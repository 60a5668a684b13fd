#include "turncoat/core/om/simulation/simulation.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <system_error>
#include <vector>

#include "turncoat/core/om/simulation/tree.hpp"

namespace turncoat {
namespace {

Simulation ended(const Setup& setup, Word resolved, const SimulationCounts& counts, bool finished) {
  Simulation simulation;
  simulation.paths = counts.paths;
  simulation.finished = finished;
  for (const int i : setup.loyal_lieutenants()) {
    simulation.outcome.decisions.set(i, (resolved >> i & 1) != 0 ? Order::attack : Order::retreat);
  }
  simulation.outcome.messages = {.sent = counts.sent, .withheld = counts.withheld};
  return simulation;
}

// The upper part of the tree of paths, so that several threads work below it.
class UpperTree {
 public:
  // Down to the paths of that length, 1 ≤ length < m.
  UpperTree(SimulationTree& tree, const Setup& setup, int length) : tree_(tree) {
    nodes_.push_back({.path = Path(), .heard = tree.begin()});
    WordRow told;
    for (; nodes_[leaves_].path.size() < length; ++leaves_) {
      nodes_[leaves_].first_child = nodes_.size();
      const Path path = nodes_[leaves_].path;
      tree.relay(path, nodes_[leaves_].heard, told);
      int child = 0;
      for (const int j : setup.generals() - path.members()) {
        nodes_.push_back({.path = path + j, .heard = told[child++]});
      }
    }
  }

  std::size_t leaves() const { return nodes_.size() - leaves_; }
  // Of each leaf once; by any thread, with its own tree.
  void resolve_leaf(std::size_t leaf, SimulationTree& tree) {
    Node& node = nodes_[leaves_ + leaf];
    node.resolved = tree.resolve(node.path, node.heard);
  }

  // After all leaves.
  Word resolve(int n) {
    WordRow votes;
    for (std::size_t index = leaves_; index-- > 0;) {
      Node& node = nodes_[index];
      for (int child = 0; child < n - node.path.size(); ++child) {
        votes[child] = nodes_[node.first_child + child].resolved;
      }
      node.resolved = tree_.majority(node.path, node.heard, votes);
    }
    return nodes_.front().resolved;
  }

 private:
  struct Node {
    Path path;
    Word heard = 0;
    Word resolved = 0;
    std::size_t first_child = 0;
  };

  SimulationTree& tree_;
  std::vector<Node> nodes_;  // by length; the leaves last
  std::size_t leaves_ = 0;   // the first of them
};

// Shared by the threads of a run.
struct Crew {
  std::atomic<std::size_t> next_leaf = 0;
  std::atomic<std::uint64_t> messages = 0;
  std::atomic<bool> stop = false;
};

// The thread that called waits, and asks whether to stop, this often.
constexpr std::chrono::milliseconds kBetweenLooks{20};

SimulationCounts work(UpperTree& upper, Crew& crew, const Setup& setup, const Traitors& traitors,
                      Isa isa) {
  std::uint64_t reported = 0;
  SimulationOptions options{.isa = isa};
  options.progress = [&](std::uint64_t made) {
    crew.messages += made - reported;
    reported = made;
  };
  options.stop = [&] { return crew.stop.load(); };
  SimulationTree tree(setup, traitors, options);
  while (!crew.stop) {
    const std::size_t leaf = crew.next_leaf++;
    if (leaf >= upper.leaves()) {
      break;
    }
    upper.resolve_leaf(leaf, tree);
  }
  return tree.counts();
}

Simulation run_alone(const Setup& setup, const Traitors& traitors,
                     const SimulationOptions& options) {
  SimulationTree tree(setup, traitors, options);
  const Word resolved = tree.run();
  return ended(setup, resolved, tree.counts(), tree.finished());
}

Simulation run_by_crew(const Setup& setup, const Traitors& traitors,
                       const SimulationOptions& options) {
  SimulationTree top(setup, traitors, options);
  constexpr int kLengthOfTasks = 3;  // (n−1)(n−2) of them
  UpperTree upper(top, setup, std::min(kLengthOfTasks, setup.m - 1));
  Crew crew;
  std::vector<std::future<SimulationCounts>> workers;
  try {
    for (int thread = 0; thread < options.threads; ++thread) {
      workers.push_back(std::async(
          std::launch::async, [&] { return work(upper, crew, setup, traitors, options.isa); }));
    }
  } catch (const std::system_error&) {  // NOLINT(bugprone-empty-catch): threads there are do it
  }
  if (workers.empty()) {
    Simulation simulation = run_alone(setup, traitors, options);
    simulation.threads_missing = options.threads;
    return simulation;
  }
  SimulationCounts counts = top.counts();
  for (std::future<SimulationCounts>& worker : workers) {
    while (worker.wait_for(kBetweenLooks) != std::future_status::ready) {
      if (options.progress && !crew.stop) {
        options.progress(crew.messages);
      }
      crew.stop = crew.stop || (options.stop && options.stop());
    }
    const SimulationCounts part = worker.get();
    counts.sent += part.sent;
    counts.withheld += part.withheld;
    counts.paths += part.paths;
  }
  Simulation simulation = ended(setup, upper.resolve(setup.n), counts, !crew.stop);
  simulation.threads_missing = options.threads - static_cast<int>(workers.size());
  return simulation;
}

}  // namespace

bool simulation_is_available(Isa isa) {
#ifdef TURNCOAT_X86_SIMULATION
  if (isa == Isa::avx512) {
    return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512dq") != 0 &&
           __builtin_cpu_supports("avx512vpopcntdq") != 0;
  }
  if (isa == Isa::avx2) {
    return __builtin_cpu_supports("avx2") != 0;
  }
#endif
  return isa == Isa::portable;
}

Isa best_isa_for_simulation() {
  for (const Isa isa : {Isa::avx512, Isa::avx2}) {
    if (simulation_is_available(isa)) {
      return isa;
    }
  }
  return Isa::portable;
}

LastRoundsCode last_rounds_code(Isa isa) {
  check(simulation_is_available(isa), "an instruction set that this machine has");
#ifdef TURNCOAT_X86_SIMULATION
  if (isa == Isa::avx512) {
    return last_rounds_code_of<Isa::avx512>();
  }
  if (isa == Isa::avx2) {
    return last_rounds_code_of<Isa::avx2>();
  }
#endif
  return last_rounds_code_of<Isa::portable>();
}

Simulation run_simulation(const Setup& setup, const Adversary& adversary,
                          const SimulationOptions& options) {
  check(options.threads >= 1, "a thread");
  check(options.threads == 1 || !options.observe, "one thread where resolutions are observed");
  const Traitors traitors(validated(setup), adversary);
  if (options.threads > 1 && setup.m > 2) {  // Else there is next to nothing to divide.
    return run_by_crew(setup, traitors, options);
  }
  return run_alone(setup, traitors, options);
}

}  // namespace turncoat
