// turncoat general: one general as a process, behind HTTP.
#include <fmt/format.h>

#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "turncoat/adversaries/catalogue.hpp"
#include "turncoat/cli/verbs.hpp"
#include "turncoat/core/message_count.hpp"
#include "turncoat/generals/fault.hpp"
#include "turncoat/generals/hosts.hpp"
#include "turncoat/generals/http/http.hpp"
#include "turncoat/generals/http/loop.hpp"
#include "turncoat/generals/keys.hpp"
#include "turncoat/generals/round_time.hpp"
#include "turncoat/generals/service.hpp"

namespace turncoat {
namespace {

struct GeneralVerb {
  int id = 0;
  int n = 0;
  int m = 0;
  std::string traitor;
  Generals conspirators;
  std::string order = "attack";
  std::uint64_t seed = 1;
  int base_port = kDefaultBasePort;
  std::string hosts;
  std::string listen = "127.0.0.1";
  std::optional<int> listening_descriptor;
  bool trusts_the_network = false;
  std::optional<int> deadline_ms;
  bool one_by_one = false;
  std::string keys;
  std::string fault;
};

bool is_loopback(const std::string& address) {
  return address == "127.0.0.1" || address == "::1";
}

std::vector<Address> addresses(const GeneralVerb& verb) {
  return verb.hosts.empty() ? local_generals(verb.n, verb.base_port)
                            : read_hosts(verb.hosts, verb.n);
}

std::optional<Fault> fault_of(const GeneralVerb& verb) {
  if (verb.fault.empty()) {
    return std::nullopt;
  }
  const Fault fault = read_fault(verb.fault, verb.m + 1, "--fault");
  if (fault.kind == Fault::Kind::forge && verb.keys.empty()) {
    throw BadInput("--fault: forge needs --keys: without keys nothing shows a forgery");
  }
  return fault;
}

void fall_silent(Fault::Kind kind) {
  std::raise(kind == Fault::Kind::kill ? SIGKILL : SIGSTOP);
}

int run(const GeneralVerb& verb) {
  if (verb.id >= verb.n) {
    throw BadInput(fmt::format("--id: found {}, expected 0 to {}", verb.id, verb.n - 1));
  }
  const Setup setup{.n = verb.n,
                    .m = verb.m,
                    .order = *order_of(verb.order),
                    .traitors = verb.conspirators.with(verb.id)};
  refuse_more_messages_than(kDefaultMessageLimit, validated(setup));
  if (!is_loopback(verb.listen) && verb.keys.empty() && !verb.trusts_the_network) {
    throw BadInput(
        fmt::format("--listen: found {}, expected --keys or --trust-the-network with any address "
                    "but 127.0.0.1: whoever reaches it can speak in anybody's name",
                    verb.listen));
  }
  const std::optional<Fault> fault = fault_of(verb);
  const std::optional<Keys> keys =
      verb.keys.empty() ? std::nullopt : std::optional(Keys::load(verb.keys, verb.id, verb.n));
  const auto adversary = verb.traitor.empty() ? nullptr
                                              : make_adversary(verb.traitor, "--traitor",
                                                               {.setup = setup, .seed = verb.seed});
  const std::vector<Address> generals = addresses(verb);
  Loop loop;
  Service service(
      loop, {.plan = {.post = {.general = verb.id, .n = verb.n, .m = verb.m},
                      .adversary = adversary.get(),
                      .traitors = setup.traitors,
                      .round_time = verb.deadline_ms ? std::chrono::milliseconds(*verb.deadline_ms)
                                                     : default_round_time(verb.n, verb.m)},
             .generals = generals,
             .one_by_one = verb.one_by_one,
             .keys = keys ? &*keys : nullptr,
             .fault = fault,
             .fall_silent = fall_silent});
  const HttpServer::Limits limits{.body_bytes = kMostBodyBytes,
                                  .connections = 4 * static_cast<std::size_t>(verb.n) + 64};
  const auto handler = [&service](const HttpRequest& request) { return service.answer(request); };
  const std::unique_ptr<HttpServer> server =
      verb.listening_descriptor
          ? std::make_unique<HttpServer>(loop, *verb.listening_descriptor, limits, handler)
          : std::make_unique<HttpServer>(
                loop, Address{.host = verb.listen, .port = generals[verb.id].port}, limits,
                handler);
  loop.on_signal([&] {
    server->close();
    service.stop();
  });
  fmt::print("general {} of {} listens on port {}\n", verb.id, verb.n, server->port());
  std::fflush(stdout);
  loop.run();
  return kHolds;
}

}  // namespace

Action general_verb(Options& options) {
  auto verb = std::make_shared<GeneralVerb>();
  options.number("--id", verb->id, {0, kMaxGenerals - 1}, "Which general it is; 0 is the commander")
      .required();
  options.number("--n", verb->n, {kMinGenerals, kMaxGenerals}, "Generals, 2 to 64").required();
  options.number("--m", verb->m, {0, kMaxGenerals - 2}, "Depth of OM(m), 0 to n-2").required();
  options.text("--traitor", verb->traitor,
               "It is a traitor of this strategy: a name, JSON, or @FILE with JSON; `turncoat "
               "strategies` lists them");
  options.generals("--conspirators", verb->conspirators,
                   "The other traitors, as it knows them: to them it doesn't lie");
  options.text("--order", verb->order, "The commander's order, as traitors know it")
      .one_of({"attack", "retreat"});
  options.number("--seed", verb->seed, "For strategies that draw");
  options
      .number("--base-port", verb->base_port, {1, 65'535},
              "General i listens on 127.0.0.1, at this port plus i")
      .shows(std::to_string(kDefaultBasePort));
  options.file("--hosts", verb->hosts,
               "Where the generals are instead: a line each, HOST:PORT, general 0 first");
  options.text("--listen", verb->listen, "The address to listen on");
  options.flag("--trust-the-network", verb->trusts_the_network,
               "Listen on any address without --keys: whoever reaches it can speak in anybody's "
               "name");
  options.number("--listen-fd", verb->listening_descriptor, {3, 1'000'000},
                 "A descriptor that listens already, instead of a port");
  options.number("--deadline-ms", verb->deadline_ms, {1, 86'400'000},
                 "Milliseconds a round takes at most; by default what n and m need, and 2 s more");
  options.flag("--one-by-one", verb->one_by_one,
               "Send each message as a request of its own, to everybody");
  options.file("--keys", verb->keys,
               "Its secrets, a file that only its owner may read: messages without the right mac "
               "are refused");
  options.text("--fault", verb->fault,
               "Fail on purpose: kill@ROUND or freeze@ROUND, before it sends anything of that "
               "round; slow=300ms; garbage; forge");
  return [verb] { return run(*verb); };
}

}  // namespace turncoat
