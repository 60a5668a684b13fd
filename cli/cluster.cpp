// turncoat cluster: generals as processes, and what they decide compared with OM(m).
#include "turncoat/generals/cluster/cluster.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "turncoat/adversaries/catalogue.hpp"
#include "turncoat/adversaries/lies_json.hpp"
#include "turncoat/adversaries/scripted.hpp"
#include "turncoat/cli/cluster_output.hpp"
#include "turncoat/cli/json_output.hpp"
#include "turncoat/cli/verbs.hpp"
#include "turncoat/cli/work.hpp"
#include "turncoat/core/message_count.hpp"
#include "turncoat/generals/cluster/command.hpp"
#include "turncoat/generals/cluster/comparison.hpp"
#include "turncoat/generals/fault.hpp"
#include "turncoat/generals/round_time.hpp"
#include "turncoat/properties/interactive_consistency.hpp"
#include "turncoat/properties/scenario_json.hpp"
#include "turncoat/support/decimal.hpp"
#include "turncoat/support/new_file.hpp"
#include "turncoat/support/number_text.hpp"
#include "turncoat/support/printable.hpp"
#include "turncoat/support/process.hpp"
#include "turncoat/support/shell_words.hpp"
#include "turncoat/support/stop.hpp"

namespace turncoat {
namespace {

constexpr std::size_t kMostShownOfAStrategy = 200;
constexpr std::uint64_t kMostAgreements = 1'000'000;

struct ClusterVerb {
  std::optional<int> n;
  std::optional<int> m;
  Generals traitors;
  std::string order = "attack";
  std::string adversary = "two-faced";
  std::uint64_t seed = 1;
  std::string scenario;
  std::vector<std::string> commands;
  std::vector<std::string> faults;
  std::optional<int> deadline_ms;
  int base_port = 0;
  int repeat = 1;
  bool one_by_one = false;
  bool keys = false;
  std::string save;
  std::string trace;
  bool json = false;
  WorkOptions work;
};

// What is asked for, once it is read and checked.
struct Task {
  Cluster::Plan plan;
  ClusterTitle title;
  std::unique_ptr<Adversary> adversary;
};

void refuse_wrong_general(int general, const Setup& setup, const std::string& option) {
  if (!setup.generals().contains(general)) {
    throw BadInput(
        fmt::format("{}: found general {}, expected 0 to {}", option, general, setup.n - 1));
  }
}

// "3,4=python3 general.py {id} {n} {m} {traitor}"
void read_command(const std::string& text, Cluster::Plan& plan) {
  const std::size_t end = text.find('=');
  if (end == std::string::npos) {
    throw BadInput(fmt::format("--general: found {}, expected such as 3,4='CMD …'", text));
  }
  for (const int general : read_generals("--general", text.substr(0, end))) {
    refuse_wrong_general(general, plan.setup, "--general");
    if (!plan.commands.try_emplace(general, words_of(text.substr(end + 1), "--general")).second) {
      throw BadInput(fmt::format("--general: found two commands for general {}", general));
    }
  }
}

// "kill:5@2"
void read_fault_of_a_general(const std::string& text, Cluster::Plan& plan) {
  const std::size_t colon = text.find(':');
  const std::size_t end = std::min(text.find_first_of("@=", colon), text.size());
  const std::optional<std::uint64_t> general =
      colon == std::string::npos ? std::nullopt
                                 : whole_number(text.substr(colon + 1, end - colon - 1));
  if (!general || *general >= kMaxGenerals) {
    throw BadInput(fmt::format(
        "--fault: found {}, expected such as kill:5@2, freeze:5@1, slow:5=300ms, garbage:5 or "
        "forge:5",
        text));
  }
  const auto number = static_cast<int>(*general);
  refuse_wrong_general(number, plan.setup, "--fault");
  const std::string fault = text.substr(0, colon) + text.substr(end);
  Fault::Kind kind{};
  try {
    kind = read_fault(fault, plan.setup.rounds(), "--fault").kind;
  } catch (const BadInput&) {
    throw BadInput(fmt::format(
        "--fault: found {}, expected kill:{}@ROUND or freeze:{}@ROUND (1 to {}), slow:{}=300ms (or "
        "other milliseconds, to 86400000), garbage:{} or forge:{}",
        text, *general, *general, plan.setup.rounds(), *general, *general, *general));
  }
  if (kind == Fault::Kind::forge && !plan.keys) {
    throw BadInput("--fault: forge needs --keys: without keys nothing shows a forgery");
  }
  if (plan.setup.traitors.contains(number)) {
    throw BadInput(fmt::format("--fault: general {} is a traitor, or fails, already", number));
  }
  if (plan.commands.contains(number)) {
    throw BadInput(
        fmt::format("--fault: general {} is somebody else's program, which isn't made "
                    "to fail",
                    number));
  }
  plan.faults[number] = fault;
  plan.setup.traitors.insert(number);
}

Setup setup_of(const ClusterVerb& verb, const std::optional<Scenario>& scenario) {
  if (scenario) {
    return scenario->setup;
  }
  if (!verb.n || !verb.m) {
    throw BadInput(fmt::format("{} is required without --scenario", verb.n ? "--m" : "--n"));
  }
  const Setup setup{
      .n = *verb.n, .m = *verb.m, .order = *order_of(verb.order), .traitors = verb.traitors};
  return validated(setup);
}

std::string describe_traitors(const ClusterVerb& verb, const Cluster::Plan& plan) {
  std::string text;
  if (!verb.scenario.empty()) {
    text = fmt::format(" (as in {})", printable(verb.scenario));
  } else if (std::all_of(verb.traitors.begin(), verb.traitors.end(),
                         [&plan](int g) { return plan.commands.contains(g); })) {
    text = verb.traitors.empty() ? "" : " (other programs)";
  } else {
    text = fmt::format(" (strategy {}, seed {})",
                       printable(shortened(verb.adversary, kMostShownOfAStrategy)), verb.seed);
  }
  for (const auto& [general, fault] : plan.faults) {
    text += fmt::format("; general {} fails: {}", general, fault);
  }
  return text;
}

Task task_of(const ClusterVerb& verb) {
  Task task;
  std::optional<Scenario>& scenario = task.title.scenario;
  if (!verb.scenario.empty()) {
    scenario = load_playable_scenario(verb.scenario);
  }
  Cluster::Plan& plan = task.plan;
  plan.setup = setup_of(verb, scenario);
  refuse_more_messages_than(kDefaultMessageLimit, plan.setup);
  plan.keys = verb.keys;
  for (const std::string& command : verb.commands) {
    read_command(command, plan);
  }
  if (verb.repeat > 1 && !plan.commands.empty()) {
    throw BadInput("--repeat: somebody else's generals need not know more than one agreement");
  }
  for (const std::string& fault : verb.faults) {
    read_fault_of_a_general(fault, plan);
  }
  if (verb.repeat > 1 && !plan.faults.empty()) {
    throw BadInput("--repeat: a general fails once");
  }
  if (scenario) {
    plan.strategy = fmt::format(R"({{"strategy":"scripted","lies":[{}]}})",
                                fmt::join(lies_as_json(scenario->lies), ","));
    task.adversary = std::make_unique<Scripted>(scenario->lies);
  } else {
    plan.strategy = verb.adversary;
    task.adversary =
        make_adversary(verb.adversary, "--adversary", {.setup = plan.setup, .seed = verb.seed});
  }
  plan.program = std::filesystem::read_symlink("/proc/self/exe").string();
  plan.seed = verb.seed;
  plan.round_time = verb.deadline_ms ? std::chrono::milliseconds(*verb.deadline_ms)
                                     : default_round_time(plan.setup.n, plan.setup.m);
  plan.base_port = verb.base_port;
  plan.one_by_one = verb.one_by_one;
  task.title.setup = plan.setup;
  task.title.adversary = verb.adversary;
  task.title.about_traitors = describe_traitors(verb, plan);
  task.title.name_of_scenario = verb.scenario;
  task.title.agreements = verb.repeat;
  return task;
}

// Until an agreement goes wrong. `doing` is kept up to date.
ClusterResult play_all(const ClusterVerb& verb, const Task& task, Work& work, std::string& doing) {
  const Subreaper subreaper;
  std::string before;
  Cluster cluster(task.plan, [&](const std::string& now) {
    doing = before + now;
    work.show([&] { return doing; });
    return work.is_over();
  });
  const std::string found_by =
      "cluster: " + (task.title.scenario ? printable(verb.scenario)
                                         : shortened(verb.adversary, kMostShownOfAStrategy));
  std::optional<ClusterResult> result;
  for (int i = 1; i <= verb.repeat; ++i) {
    if (verb.repeat > 1) {
      before = fmt::format("agreement {} of {}, ", i, verb.repeat);
    }
    const Cluster::Agreed agreed = cluster.agree(verb.repeat == 1 ? "" : std::to_string(i));
    const double fastest = result ? std::min(result->seconds, agreed.seconds) : agreed.seconds;
    result = {.comparison =
                  compared_with_om({.setup = task.plan.setup,
                                    .ours = cluster.sound(),
                                    .heard = agreed.heard,
                                    .adversary = task.adversary.get()},
                                   agreed.decisions, found_by, [&work] { return work.is_over(); }),
              .seconds = fastest,
              .refused = agreed.refused,
              .forged = agreed.forged};
    if (result->comparison.is_void() || !result->comparison.deviations.empty()) {
      break;
    }
  }
  return *std::move(result);
}

int tell_why_undecided(const ClusterVerb& verb, const Task& task, const std::string& why) {
  fmt::print(stderr, "turncoat: {}\n", why);
  if (verb.json) {
    print_cluster_without_result(task.title, why);
  }
  return kUndecided;
}

int run(const ClusterVerb& verb) {
  const Task task = task_of(verb);
  refuse_two_outputs(verb.json, "--save", verb.save);
  refuse_two_outputs(verb.json, "--trace", verb.trace);
  for (const std::string& file : {verb.save, verb.trace}) {
    if (!file.empty()) {
      const NewFile tried(file);  // or fail before the work
    }
  }
  Work work(verb.work);
  std::string doing;
  std::optional<ClusterResult> result;
  try {
    result = play_all(verb, task, work, doing);
  } catch (const GeneralFailed& failure) {
    work.clear();
    return tell_why_undecided(verb, task, printable(failure.what()));
  } catch (const Stopped&) {
    work.clear();
    return tell_why_undecided(
        verb, task,
        fmt::format("{} before all generals had decided ({})", work.why_ended(), doing));
  }
  work.clear();
  const Comparison& comparison = result->comparison;
  if (!verb.trace.empty()) {
    save_trace(task.plan.setup, comparison.account.told, verb.trace);
  }
  if (verb.json) {
    print_cluster_as_json(task.title, *result);
  } else {
    print_cluster_for_people(task.title, *result, stream_beside(verb.save));
  }
  std::fflush(stdout);
  const int code = judge_cluster(task.title, *result);
  if (!verb.save.empty()) {
    if (comparison.account.unknown > 0 || comparison.is_void()) {
      fmt::print(stderr, "turncoat: not saved, as not all messages are known: {}\n",
                 printable(verb.save));
      return code == kHolds ? kUndecided : code;
    }
    save_scenario(comparison.scenario, verb.save);
  }
  return code;
}

}  // namespace

Action cluster_verb(Options& options) {
  auto verb = std::make_shared<ClusterVerb>();
  options.number("--n", verb->n, {kMinGenerals, kMaxGenerals},
                 "Generals, 2 to 64; general 0 is the commander");
  options.number("--m", verb->m, {0, kMaxGenerals - 2}, "Depth of OM(m), 0 to n-2");
  options.generals("--traitors", verb->traitors, "Numbers of the traitors, such as 0,5");
  options.text("--order", verb->order, "The commander's order").one_of({"attack", "retreat"});
  options.text("--adversary", verb->adversary,
               "The strategy of the traitors that are ours: its name, JSON, or @FILE with JSON; "
               "`turncoat strategies` lists them");
  options.number("--seed", verb->seed, "For strategies that draw");
  options
      .file("--scenario", verb->scenario,
            "Play this scenario, and compare with what it expects; - is standard input")
      .excludes("--n")
      .excludes("--m")
      .excludes("--traitors")
      .excludes("--order")
      .excludes("--adversary");
  options.texts("--general", verb->commands,
                "Another program for these generals, such as 3,4='CMD …'; {id} {n} {m} {traitor} "
                "{port} {base} {deadline} {keys} in it are replaced. May be repeated");
  options.texts("--fault", verb->faults,
                "A general that fails on purpose: kill:5@2 or freeze:5@1, before it sends anything "
                "of that round; slow:5=300ms; garbage:5; forge:5. May be repeated");
  options.number("--deadline-ms", verb->deadline_ms, {1, 86'400'000},
                 "Milliseconds a round takes at most; by default what n and m need, and 2 s more");
  options.number("--base-port", verb->base_port, {0, 65'535},
                 "General i listens on 127.0.0.1, at this port plus i; 0: ports that are free");
  options.number("--repeat", verb->repeat, {1, kMostAgreements},
                 "So many agreements, one after another, in the same processes");
  options.flag("--one-by-one", verb->one_by_one, "Each message is a request of its own");
  options.flag("--keys", verb->keys,
               "Fresh secrets for each pair of generals, so that nobody can speak as another one");
  options.file("--save", verb->save, "Write what was said as a scenario file");
  options.file("--trace", verb->trace, "Write every message that is known, a JSON object a line");
  options.flag("--json", verb->json, "Print one JSON document");
  describe_progress(options, verb->work);
  return [verb] { return run(*verb); };
}

}  // namespace turncoat
