#include "turncoat/core/lock_step.hpp"

#include <optional>

#include "turncoat/support/check.hpp"

namespace turncoat {
namespace {

class Field {
 public:
  Field(const Setup& setup, const Adversary& adversary, const LockStepOptions& options)
      : setup_(setup), adversary_(adversary), options_(options) {
    const auto n = static_cast<std::size_t>(setup.n);
    run_.by_round.resize(static_cast<std::size_t>(setup.rounds()));
    run_.by_sender.resize(n);
    run_.by_receiver.resize(n);
    for (const int g : setup.generals()) {
      run_.generals.emplace_back(
          General::Post{.general = g, .n = setup.n, .m = setup.m, .order = setup.order});
    }
  }

  LockStepRun run() {
    for (int round = 1; round <= setup_.rounds(); ++round) {
      for (const General& general : run_.generals) {
        general.send([&](const Path& path, Generals receivers, Order order) {
          if (!stopped()) {
            deliver(path, receivers, order);
          }
        });
      }
      if (!run_.finished) {
        return std::move(run_);
      }
      for (General& general : run_.generals) {
        general.end_round();
      }
    }
    for (General& general : run_.generals) {
      if (ask_to_stop()) {
        return std::move(run_);
      }
      const Order decision = general.decide();
      if (setup_.loyal_lieutenants().contains(general.number())) {
        run_.outcome.decisions.set(general.number(), decision);
      }
    }
    return std::move(run_);
  }

 private:
  // An answer of `stop` is kept: it needs to say yes only once.
  bool stopped() {
    constexpr unsigned kPathsBetween = 4096;
    return !run_.finished || (++paths_ % kPathsBetween == 0 && ask_to_stop());
  }

  bool ask_to_stop() {
    run_.finished = !(options_.stop && options_.stop());
    return !run_.finished;
  }

  // To each of the receivers a message with this path: only receiver and order differ.
  void deliver(const Path& path, Generals receivers, Order relayed) {
    Message message{.round = path.size(), .sender = path.sender(), .path = path};
    const bool sender_is_traitor = setup_.traitors.contains(message.sender);
    const Generals lied_to = sender_is_traitor ? receivers - setup_.traitors : Generals();
    const Told told = lied_to.empty() ? Told() : adversary_.ask(path, lied_to, relayed);
    std::uint64_t withheld = 0;
    for (const int receiver : receivers) {
      const Said says = lied_to.contains(receiver) ? told.to(receiver) : said(relayed);
      if (options_.trace) {
        options_.trace({message.round, path, receiver, says, says != said(relayed)});
      }
      if (says == Said::silence) {
        ++withheld;
        continue;
      }
      message.receiver = receiver;
      message.order = heard(says);
      const std::optional<Refusal> refusal = run_.generals[receiver].receive(message);
      check(!refusal, "a general to accept what the others send");
      ++run_.by_receiver[receiver];
    }
    const std::uint64_t sent = static_cast<std::uint64_t>(receivers.size()) - withheld;
    run_.outcome.messages.sent += sent;
    run_.outcome.messages.withheld += withheld;
    run_.by_round[message.round - 1] += sent;
    run_.by_sender[message.sender] += sent;
  }

  const Setup& setup_;
  const Adversary& adversary_;
  const LockStepOptions& options_;
  LockStepRun run_;
  unsigned paths_ = 0;
};

}  // namespace

LockStepRun run_lock_step(const Setup& setup, const Adversary& adversary,
                          const LockStepOptions& options) {
  refuse_more_messages_than(options.message_limit, validated(setup));
  return Field(setup, adversary, options).run();
}

}  // namespace turncoat
