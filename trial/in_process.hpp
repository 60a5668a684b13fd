// One general on trial that is a C++ type, in its own program: no process, no lines.
//
// What a type can't be told is left out: values that are no orders, lines that are no JSON.
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "turncoat/core/general.hpp"
#include "turncoat/trial/subject.hpp"

namespace turncoat {

// What a general must offer; turncoat::General does. An object is one agreement: for each round
// 1 … m+1 send, then receive for each message that comes, then end_round; at last decide.
template <class G>
concept GeneralType = std::constructible_from<G, const General::Post&> &&
                      requires(G general, const General::Visit& visit, const Message& message) {
                        general.send(visit);       // calls visit(path, receivers, order)
                        general.receive(message);  // from anybody, and whatever its path
                        general.end_round();
                        { general.decide() } -> std::convertible_to<Order>;
                      };
static_assert(GeneralType<General>);

// One object of such a type.
class PlayingGeneral {
 public:
  virtual ~PlayingGeneral() = default;
  virtual void send(const General::Visit& visit) = 0;
  virtual void receive(const Message& message) = 0;
  virtual void end_round() = 0;
  virtual Order decide() = 0;
};

template <GeneralType G>
class Playing final : public PlayingGeneral {
 public:
  explicit Playing(const General::Post& post) : general_(post) {}
  void send(const General::Visit& visit) override { general_.send(visit); }
  void receive(const Message& message) override { static_cast<void>(general_.receive(message)); }
  void end_round() override { general_.end_round(); }
  Order decide() override { return general_.decide(); }

 private:
  G general_;
};

class InProcess final : public Subject {
 public:
  using Make = std::function<std::unique_ptr<PlayingGeneral>(const General::Post&)>;
  explicit InProcess(Make make) : make_(std::move(make)) {}

  template <GeneralType G>
  static InProcess of() {
    return InProcess([](const General::Post& post) { return std::make_unique<Playing<G>>(post); });
  }

  void play_all(std::span<const TrialCase> cases, const Visit& visit) override;
  void begin_anew() override {}
  bool answers() const override { return true; }

 private:
  Judged judged(const TrialCase& one);

  Make make_;
};

// What is wrong with the general by the check of that name (checks()): a sentence, then the
// simplest scenario, as a file. Empty if nothing is, or if a type can't be told that.
std::string what_fails(Subject& general, std::string_view check);

// The same of a single case that a fuzzer chose: any bytes are a scenario (scenario_bytes.hpp), a
// loyal general in it, and a manner.
std::string what_fails(Subject& general, std::span<const std::uint8_t> bytes);

}  // namespace turncoat
