#include "turncoat/adversaries/scripted.hpp"

#include <algorithm>
#include <memory>

#include "turncoat/adversaries/lies_json.hpp"

namespace turncoat {

Scripted::Scripted(std::vector<Lie> lies) : lies_(std::move(lies)) {
  std::sort(lies_.begin(), lies_.end());
}

std::unique_ptr<Adversary> Scripted::make(const JsonPlace& options, const Stage& stage) {
  options.expect_object({"strategy", "lies"});
  return std::make_unique<Scripted>(read_lies(options.at("lies"), stage.setup));
}

Said Scripted::says(const Path& path, int receiver, Order relayed) const {
  const auto lie = std::partition_point(lies_.begin(), lies_.end(), [&](const Lie& before) {
    const auto order = before.path <=> path;
    return order < 0 || (order == 0 && before.to < receiver);
  });
  const bool listed = lie != lies_.end() && lie->to == receiver && lie->path == path;
  return listed ? lie->says : said(relayed);
}

}  // namespace turncoat
