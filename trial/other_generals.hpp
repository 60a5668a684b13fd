// All generals but the one on trial, over HTTP: they listen, and take its messages.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "turncoat/generals/http/http.hpp"
#include "turncoat/generals/http/loop.hpp"
#include "turncoat/support/descriptor.hpp"
#include "turncoat/trial/role.hpp"

namespace turncoat {

class OtherGenerals {
 public:
  // They listen there, by general; that on trial doesn't, and listens itself.
  OtherGenerals(Loop& loop, std::vector<Descriptor> listeners, int on_trial);

  // From now on messages of that agreement count, "" if it has no name; the others are of one that
  // is over.
  void begin(const std::string& agreement);

  // In the order in which they came.
  const std::vector<SentOrder>& told() const { return told_; }
  // How many are for paths of at most that length.
  std::size_t told_up_to(int length) const;
  // What can't be a message of it: a sentence.
  const std::optional<std::string>& trouble() const { return trouble_; }

 private:
  HttpAnswer answer(int receiver, const HttpRequest& request);
  void take(int receiver, const HttpRequest& request);

  Loop& loop_;
  std::string agreement_;
  std::vector<SentOrder> told_;
  std::optional<std::string> trouble_;
  std::vector<std::unique_ptr<HttpServer>> servers_;
};

}  // namespace turncoat
