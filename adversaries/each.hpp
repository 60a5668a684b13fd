// A strategy for each traitor; a traitor without one relays faithfully.
#pragma once

#include <algorithm>
#include <array>
#include <memory>

#include "turncoat/adversaries/loyal.hpp"
#include "turncoat/core/adversary.hpp"
#include "turncoat/core/generals.hpp"

namespace turncoat {

class Each final : public Adversary {
 public:
  using Parts = std::array<std::unique_ptr<Adversary>, kMaxGenerals>;

  explicit Each(Parts parts) : parts_(std::move(parts)) {}

  Told says(const Path& path, Generals receivers, Order relayed) const override {
    const auto& part = parts_[path.sender()];
    return part ? part->says(path, receivers, relayed) : tell_all(receivers, said(relayed));
  }
  // A row is one traitor's.
  void says_all(const PathGrid& grid) const override {
    const Loyal loyal;
    PathGrid row = grid;
    for (std::size_t index = 0; index < grid.senders.size(); ++index) {
      row.senders = grid.senders.subspan(index, 1);
      const Adversary* part = parts_[grid.senders[index]].get();
      (part != nullptr ? part : &loyal)->says_all(row);
      row.attack += grid.width;
      row.nothing += grid.width;
    }
  }
  bool ignores_relayers() const override {
    return std::ranges::all_of(
        parts_, [](const auto& part) { return part == nullptr || part->ignores_relayers(); });
  }

 private:
  Parts parts_;
};

}  // namespace turncoat
