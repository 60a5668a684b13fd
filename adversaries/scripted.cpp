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

Told Scripted::says(const Path& path, Generals receivers, Order relayed) const {
  auto lie = std::partition_point(lies_.begin(), lies_.end(),
                                  [&](const Lie& before) { return before.path < path; });
  Generals listed;
  Told told;
  for (; lie != lies_.end() && lie->path == path; ++lie) {
    const Generals to = receivers & Generals{lie->to};
    listed = listed | to;
    told.attack = told.attack | (lie->says == Said::attack ? to : Generals());
    told.nothing = told.nothing | (lie->says == Said::silence ? to : Generals());
  }
  told.attack = told.attack | tell_all(receivers - listed, said(relayed)).attack;
  return told;
}

}  // namespace turncoat
