// A strategy for each traitor; a traitor without one relays faithfully.
#pragma once

#include <algorithm>
#include <array>
#include <memory>

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
  bool ignores_relayers() const override {
    return std::ranges::all_of(
        parts_, [](const auto& part) { return part == nullptr || part->ignores_relayers(); });
  }

 private:
  Parts parts_;
};

}  // namespace turncoat
