#include "turncoat/core/claimed_path.hpp"

namespace turncoat {

ClaimedPath::ClaimedPath(std::span<const int> generals) : length_(generals.size()) {
  read(generals);
}

ClaimedPath::ClaimedPath(std::initializer_list<int> generals) : length_(generals.size()) {
  read(generals);
}

ClaimedPath::ClaimedPath(const Path& path) : length_(static_cast<std::size_t>(path.size())) {
  read(path);
}

template <class Range>
void ClaimedPath::read(const Range& generals) {
  std::size_t position = 0;
  for (const int general : generals) {
    if (general < 0 || general >= kMaxGenerals) {
      flaw_ = Flaw::unknown_general;
      return;
    }
    if (members_.contains(general)) {
      flaw_ = Flaw::repeated_general;
      return;
    }
    generals_[position] = static_cast<std::uint8_t>(general);
    ranks_[position] = static_cast<std::uint8_t>(general - members_.rank(general));
    members_.insert(general);
    ++position;
  }
}

}  // namespace turncoat
