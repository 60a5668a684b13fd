// An order; and a general's answer: an order or nothing.
//
// Source: Lamport, Shostak, Pease, TOPLAS 4(3), 1982, section 3: RETREAT is the default, both for
// a majority that doesn't exist and for a message that doesn't come.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace turncoat {

enum class Order : std::uint8_t { retreat = 0, attack = 1 };

inline constexpr Order kDefaultOrder = Order::retreat;

enum class Said : std::uint8_t { retreat = 0, attack = 1, silence = 2 };

constexpr Order opposite(Order order) {
  return order == Order::attack ? Order::retreat : Order::attack;
}

constexpr Said said(Order order) {
  return order == Order::attack ? Said::attack : Said::retreat;
}

// The order that counts as received: the one told, or `for_silence` if nothing came.
constexpr Order heard(Said what, Order for_silence = kDefaultOrder) {
  if (what == Said::silence) {
    return for_silence;
  }
  return what == Said::attack ? Order::attack : Order::retreat;
}

constexpr std::string_view name(Order order) {
  return order == Order::attack ? "attack" : "retreat";
}

constexpr std::string_view name(Said what) {
  return what == Said::silence ? "silence" : name(heard(what));
}

// Nothing if the text is not exactly a name.
constexpr std::optional<Said> said_of(std::string_view text) {
  for (const Said what : {Said::retreat, Said::attack, Said::silence}) {
    if (text == name(what)) {
      return what;
    }
  }
  return std::nullopt;
}

constexpr std::optional<Order> order_of(std::string_view text) {
  const std::optional<Said> what = said_of(text);
  if (!what || *what == Said::silence) {
    return std::nullopt;
  }
  return heard(*what);
}

}  // namespace turncoat
