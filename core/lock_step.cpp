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
        general.send([&](const Path& path, int receiver, Order order) {
          deliver(round, path, receiver, order);
        });
      }
      for (General& general : run_.generals) {
        general.end_round();
      }
    }
    for (General& general : run_.generals) {
      const Order decision = general.decide();
      if (setup_.loyal_lieutenants().contains(general.number())) {
        run_.outcome.decisions.set(general.number(), decision);
      }
    }
    return std::move(run_);
  }

 private:
  void deliver(int round, const Path& path, int receiver, Order relayed) {
    const bool may_lie =
        setup_.traitors.contains(path.sender()) && !setup_.traitors.contains(receiver);
    const Said says = may_lie ? adversary_.says(path, receiver, relayed) : said(relayed);
    if (options_.trace) {
      options_.trace({round, path, receiver, says, says != said(relayed)});
    }
    if (says == Said::silence) {
      ++run_.outcome.messages.withheld;
      return;
    }
    ++run_.outcome.messages.sent;
    ++run_.by_round[round - 1];
    ++run_.by_sender[path.sender()];
    message_.round = round;
    message_.sender = path.sender();
    message_.receiver = receiver;
    message_.path.assign(path.begin(), path.end());
    message_.order = heard(says);
    const std::optional<Refusal> refusal = run_.generals[receiver].receive(message_);
    check(!refusal, "a general to accept what the others send");
    ++run_.by_receiver[receiver];
  }

  const Setup& setup_;
  const Adversary& adversary_;
  const LockStepOptions& options_;
  Message message_;
  LockStepRun run_;
};

}  // namespace

LockStepRun run_lock_step(const Setup& setup, const Adversary& adversary,
                          const LockStepOptions& options) {
  refuse_more_messages_than(options.message_limit, validated(setup));
  return Field(setup, adversary, options).run();
}

}  // namespace turncoat
