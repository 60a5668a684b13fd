// Each decision read from a byte string: what a fuzzer plays.
//
// Byte i says what happens at the i-th place where a traitor may lie (core/lie.hpp), by its value
// modulo 4: nothing (faithful), attack, retreat, silence. Places after the last byte are faithful,
// and bytes after the last place are ignored, so any bytes are a strategy.
//
// Options: "hex": the bytes, two hexadecimal digits each.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "turncoat/adversaries/scripted.hpp"

namespace turncoat {

// At most one entry a byte; those that say what would be relayed anyway are among them. Sorted.
std::vector<Lie> lies_from_bytes(const Setup& setup, std::span<const std::uint8_t> bytes);
// The shortest bytes that give these lies; `lies` sorted, each in a place of the setup.
std::vector<std::uint8_t> bytes_from_lies(const Setup& setup, const std::vector<Lie>& lies);

std::unique_ptr<Adversary> make_bytes(const JsonPlace& options, const Stage& stage);

inline constexpr Strategy kBytes{
    "bytes", "reads what it says from \"hex\", a byte for each message (how fuzzers play)",
    make_bytes, true};

}  // namespace turncoat
