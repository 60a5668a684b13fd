// A value inside a JSON document from outside, with its place, so that every error names the
// file, the JSON pointer, what was found and what was expected.
//
// Errors: every reading function throws BadInput.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "turncoat/support/bad_input.hpp"

namespace turncoat {

// Of a document that is read.
inline constexpr std::size_t kMaxJsonBytes = std::size_t{64} << 20;
inline constexpr int kMaxJsonDepth = 16;
inline constexpr std::size_t kMaxJsonValues = 4'000'000;  // up to about 100 bytes each

// Bounded in size, depth and values; refuses duplicate keys, which JSON libraries disagree about.
// Errors call the document `file`.
nlohmann::json parse_json(std::string_view text, const std::string& file);

// The text of a regular file of at most kMaxJsonBytes.
std::string read_text_file(const std::string& file);

class JsonPlace {
 public:
  JsonPlace(const nlohmann::json& value, std::string file, std::string pointer = "")
      : value_(&value), file_(std::move(file)), pointer_(std::move(pointer)) {}

  const nlohmann::json& value() const { return *value_; }
  bool has(const std::string& key) const { return value_->contains(key); }

  // An object with no keys but these.
  void expect_object(std::initializer_list<std::string_view> keys) const;
  // The value under a key, which must be there.
  JsonPlace at(const std::string& key) const;
  // The elements of an array of at most that many.
  std::vector<JsonPlace> elements(std::size_t most) const;

  int integer(int least, int most) const;
  std::uint64_t unsigned_integer() const;
  double number(double least, double most) const;
  std::string text(std::size_t most_bytes) const;

  // Throws BadInput: something else was expected here.
  [[noreturn]] void fail(std::string_view expected) const;
  // Throws BadInput with a text of its own about this place.
  [[noreturn]] void refuse(std::string_view why) const;

 private:
  const nlohmann::json* value_;
  std::string file_;
  std::string pointer_;
};

}  // namespace turncoat
