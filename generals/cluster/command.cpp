#include "turncoat/generals/cluster/command.hpp"

#include <cstddef>
#include <string_view>
#include <utility>

namespace turncoat {
namespace {

std::string replaced(const std::string& word,
                     const std::vector<std::pair<std::string_view, std::string>>& names) {
  std::string text;
  for (std::size_t at = 0; at < word.size();) {
    const std::string_view rest = std::string_view(word).substr(at);
    bool is_name = false;
    for (const auto& [name, value] : names) {
      if (rest.starts_with(name)) {
        text += value;
        at += name.size();
        is_name = true;
        break;
      }
    }
    if (!is_name) {
      text += word[at++];
    }
  }
  return text;
}

}  // namespace

std::vector<std::string> filled_in(const std::vector<std::string>& words,
                                   const CommandPlace& place) {
  const std::vector<std::pair<std::string_view, std::string>> names{
      {"{id}", std::to_string(place.id)},
      {"{n}", std::to_string(place.n)},
      {"{m}", std::to_string(place.m)},
      {"{traitor}", place.is_traitor ? "1" : "0"},
      {"{port}", std::to_string(place.base_port + place.id)},
      {"{base}", std::to_string(place.base_port)},
      {"{deadline}", std::to_string(place.deadline_ms)},
      {"{keys}", place.keys}};
  std::vector<std::string> filled;
  for (const std::string& word : words) {
    filled.push_back(replaced(word, names));
  }
  return filled;
}

}  // namespace turncoat
