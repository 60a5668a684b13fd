// What is on trial: somebody's implementation, asked to play cases.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "turncoat/core/outcome.hpp"
#include "turncoat/properties/scenario.hpp"
#include "turncoat/trial/script.hpp"

namespace turncoat {

// A scenario to play. Of a general on trial also which one it is, and in which manner it is told
// its role.
struct TrialCase {
  Scenario scenario;
  int general = -1;  // −1: a decider, which stands for all of them
  Manner manner = Manner::plain;
  std::uint64_t seed = 0;  // of the manner
};

struct Mistake {
  enum class Kind : std::uint8_t {
    relays,   // sends other messages than a right one
    decides,  // decides otherwise
    differs,  // does something else the second time
    fails,    // ends, hangs, floods, or says what nobody understands
  };
  Kind kind{};
  std::string what;  // a sentence
};

struct Judged {
  bool applies = true;  // false: the implementation says that it doesn't support this, or the
                        // manner adds nothing to this case
  std::vector<Mistake> mistakes{};
  Decisions decisions{};  // those that came
};

class Subject {
 public:
  virtual ~Subject() = default;

  // Plays cases one after another until `visit`, called with each in its order, answers false.
  using Visit = std::function<bool(const TrialCase&, const Judged&)>;
  virtual void play_all(std::span<const TrialCase> cases, const Visit& visit) = 0;
  // What played before is ended: what comes is played by new processes.
  virtual void begin_anew() = 0;
  // It has ever answered anything.
  virtual bool answers() const = 0;

  Judged play(const TrialCase& one) {
    Judged judged;
    play_all({&one, 1}, [&](const TrialCase&, const Judged& result) {
      judged = result;
      return false;
    });
    return judged;
  }

 protected:
  Subject() = default;
  Subject(const Subject&) = default;
  Subject& operator=(const Subject&) = default;
};

}  // namespace turncoat
