// Faithful for its first k messages, then silent for ever.
//
// A general sends its messages round by round, by path, then by receiver. So there is a path on
// which it crashes: it is faithful on those before, silent on those after, and on the path itself
// it reaches the first receivers only. Which path this is follows from k alone.
//
// Options: "after": k, the number of messages sent; 0, the default, is silent from the start.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "turncoat/adversaries/strategy.hpp"

namespace turncoat {

class Crash final : public Adversary {
 public:
  Crash(int n, std::uint64_t after);

  static std::unique_ptr<Adversary> make(const JsonPlace& options, const Stage& stage) {
    options.expect_object({"strategy", "after"});
    return std::make_unique<Crash>(
        stage.setup.n, options.has("after") ? options.at("after").unsigned_integer() : 0);
  }

  Told says(const Path& path, Generals receivers, Order relayed) const override;

  // Whether a path comes before another depends on the relayers.
  bool ignores_relayers() const override { return is_silent_; }

  // The path of the first message that is withheld, and the receivers before that one.
  struct End {
    Path path;
    Generals reached;
  };

 private:
  bool is_silent_;         // from the start
  std::vector<End> ends_;  // of each general
};

inline constexpr Strategy kCrash{
    "crash", "faithful for its first \"after\" messages (0), then silent", Crash::make};

}  // namespace turncoat
