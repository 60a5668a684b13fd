#include "turncoat/adversaries/lies_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

#include "turncoat/adversaries/order_json.hpp"

namespace turncoat {
namespace {

Path read_path(const JsonPlace& place, const Setup& setup) {
  std::vector<int> generals;
  for (const JsonPlace& general : place.elements(static_cast<std::size_t>(setup.rounds()))) {
    generals.push_back(general.integer(0, setup.n - 1));
  }
  try {
    return Path::from(generals);
  } catch (const BadInput& error) {
    place.refuse(error.what());
  }
}

}  // namespace

std::vector<Lie> read_lies(const JsonPlace& entries, const Setup& setup) {
  std::vector<Lie> lies;
  for (const JsonPlace& entry : entries.elements(kMaxLies)) {
    entry.expect_object({"path", "to", "says"});
    const Path path = read_path(entry.at("path"), setup);
    if (!setup.traitors.contains(path.sender())) {
      entry.at("path").refuse(
          fmt::format("general {} sends this and is loyal; only a traitor can lie", path.sender()));
    }
    const Said says = read_said(entry.at("says"));
    for (const JsonPlace& receiver : entry.at("to").elements(kMaxGenerals)) {
      const int to = receiver.integer(0, setup.n - 1);
      if (setup.traitors.contains(to)) {
        receiver.refuse(fmt::format("general {} is a traitor; a lie is to a loyal general", to));
      }
      if (path.contains(to)) {
        receiver.refuse(fmt::format("general {} is on the path itself", to));
      }
      if (lies.size() == kMaxLies) {
        entries.refuse(fmt::format("more than {} lies", kMaxLies));
      }
      lies.push_back({path, to, says});
    }
  }
  std::sort(lies.begin(), lies.end());
  const auto twice = std::adjacent_find(lies.begin(), lies.end(), [](const Lie& a, const Lie& b) {
    return a.to == b.to && a.path == b.path;
  });
  if (twice != lies.end()) {
    entries.refuse(
        fmt::format("two lies for path {} to general {}", to_string(twice->path), twice->to));
  }
  return lies;
}

std::vector<std::string> lies_as_json(const std::vector<Lie>& lies) {
  std::vector<std::string> entries;
  for (auto first = lies.begin(); first != lies.end();) {
    const auto last =
        std::find_if(first, lies.end(), [&](const Lie& lie) { return lie.path != first->path; });
    std::map<std::string_view, std::vector<int>> receivers;
    for (auto lie = first; lie != last; ++lie) {
      receivers[name(lie->says)].push_back(lie->to);
    }
    for (const auto& [says, to] : receivers) {
      entries.push_back(fmt::format(R"({{"path": [{}], "to": [{}], "says": "{}"}})",
                                    fmt::join(first->path, ", "), fmt::join(to, ", "), says));
    }
    first = last;
  }
  return entries;
}

}  // namespace turncoat
