// A general as a service: agreements behind the HTTP of wire.hpp, and a connection to each other
// general.
//
// Answers: 200; 400 what isn't understood or can't be; 403 no right mac, with keys; 404, 405 no
//          such thing to ask; 409 not now, such as a message of a round that is over; 415 no JSON;
//          429 too many agreements at once.
//          An error is {"error": "the reason"}, and what is refused changes nothing.
// Beyond wire.hpp:
//          GET /status also answers round, missing and late by sender, orders (how many messages an
//          /orders may have), waiting (messages it has still to deliver), delivered, refused,
//          dropped, forged (messages that it refused for their mac). GET /heard answers what it
//          heard: for each round a letter a path, ascending.
// Trust:   nobody. The last general on a path counts as the message's sender; without keys nothing
//          shows a forgery.
// Size:    64 agreements, or fewer that take 256 MiB; those that are over make room, the oldest
// first.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "turncoat/generals/agreement.hpp"
#include "turncoat/generals/fault.hpp"
#include "turncoat/generals/http/http.hpp"
#include "turncoat/generals/http/loop.hpp"
#include "turncoat/generals/keys.hpp"
#include "turncoat/generals/outbox.hpp"
#include "turncoat/generals/wire.hpp"

namespace turncoat {

// At once, of one general.
std::size_t most_agreements(int n, int m);

class Service {
 public:
  struct Options {
    // What every agreement is like; the adversary lives as long as the service.
    Agreement::Plan plan;
    std::vector<Address> generals;  // by number
    bool one_by_one = false;
    const Keys* keys = nullptr;  // messages without a right mac are refused; they live as long
    std::optional<Fault> fault{};
    // Ends or stops this process.
    std::function<void(Fault::Kind)> fall_silent{};
  };

  Service(Loop& loop, const Options& options);

  HttpAnswer answer(const HttpRequest& request);
  // Nothing more is sent, no time is waited for.
  void stop();

 private:
  struct Entry {
    Entry(const Agreement::Plan& plan, Agreement::Send send) : agreement(plan, std::move(send)) {}

    Agreement agreement;
    std::uint64_t number = 0;  // by age
  };

  HttpAnswer start(const HttpRequest& request);
  HttpAnswer take(const ClaimedOrders& claim);
  // Its sender is who it says.
  bool is_genuine(const ClaimedOrder& order, const std::string& agreement) const;
  HttpAnswer status(const std::string& name) const;
  HttpAnswer heard(const std::string& name) const;
  HttpAnswer decide(const HttpRequest& request);
  // Made if it isn't there; null if there are too many.
  Entry* entry(const std::string& name);
  void set_timer();
  void send(const std::string& name, const Path& path, int receiver, Order order);
  void forge(const std::string& name, const Path& path, int receiver, Order order);
  void fall_silent_once_all_is_sent();

  Loop& loop_;
  Options options_;
  std::map<std::string, Entry> agreements_;
  std::size_t most_agreements_;
  std::uint64_t made_ = 0;
  std::uint64_t forged_ = 0;
  std::vector<std::unique_ptr<Outbox>> outboxes_;  // by general; null for itself
  Timer timer_;
  std::optional<Agreement::Time> next_deadline_;  // that the timer is set to
  bool falls_silent_ = false;
  Timer silence_;
};

}  // namespace turncoat
