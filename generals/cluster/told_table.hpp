// What each general was told on each path, as far as it is known.
//
// Size: a byte for each message of a run. Bound n and m first.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "turncoat/core/order.hpp"
#include "turncoat/core/path.hpp"

namespace turncoat {

class ToldTable {
 public:
  // Nothing is known yet.
  ToldTable(int n, int m);

  // Nothing if it isn't known. The receiver is a lieutenant that is not on the path.
  std::optional<Said> at(const Path& path, int receiver) const;
  void set(const Path& path, int receiver, Said said);
  // What it was told on all paths of a round: a letter each, in ascending order, as GET /heard has
  // it (service.hpp). False, and nothing changes, if these are not the letters of such a round.
  [[nodiscard]] bool set_round(int round, int receiver, std::string_view letters);

  // Each path of a round with all its receivers, in ascending order.
  void for_each(int round,
                const std::function<void(const Path& path, Generals receivers)>& visit) const;

 private:
  using Level = std::vector<std::uint8_t>;  // a path each, in ascending order

  std::uint8_t& cell(const Path& path, int receiver);

  int n_;
  std::vector<std::vector<Level>> told_;  // [receiver][round − 1]
};

}  // namespace turncoat
