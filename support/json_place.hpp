// A value inside a JSON document from outside, with its place, so that every error names the
// file, the JSON pointer, what was found and what was expected.
//
// Life:   a place keeps its document alive.
// Errors: every reading function throws BadInput.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/text_file.hpp"

namespace turncoat {

// Of a document that is read.
inline constexpr std::size_t kMaxJsonBytes = kMaxTextFileBytes;
inline constexpr int kMaxJsonDepth = 16;
inline constexpr std::size_t kMaxJsonValues = 4'000'000;  // up to about 100 bytes each

// As JSON has it, with its quotes; bytes that are not UTF-8 are replaced.
std::string json_text(const std::string& text);

class JsonPlace {
 public:
  // The top of a document that was made, not read. Errors call it `file`.
  JsonPlace(nlohmann::json document, const std::string& file);

  bool is_object() const;
  bool is_text() const;
  bool is_number() const;
  bool is_null() const;
  bool has(const std::string& key) const;
  // Of an object, in ascending order.
  std::vector<std::string> keys() const;

  // An object with no keys but these.
  void expect_object(std::initializer_list<std::string_view> keys) const;
  // The value under a key, which must be there.
  JsonPlace at(const std::string& key) const;
  // The elements of an array of at most that many.
  std::vector<JsonPlace> elements(std::size_t most) const;

  int integer(int least, int most) const;
  std::uint64_t unsigned_integer() const;
  double number(double least, double most) const;
  bool boolean() const;
  std::string text(std::size_t most_bytes) const;

  // Throws BadInput: something else was expected here.
  [[noreturn]] void fail(std::string_view expected) const;
  // Throws BadInput with a text of its own about this place.
  [[noreturn]] void refuse(std::string_view why) const;

 private:
  struct Document;
  friend JsonPlace parse_json(std::string_view text, const std::string& file);

  JsonPlace(std::shared_ptr<const Document> document, const nlohmann::json& value)
      : document_(std::move(document)), value_(&value) {}

  std::shared_ptr<const Document> document_;
  // Its JSON pointer is looked for only if there is an error to report.
  const nlohmann::json* value_;
};

// The top of the document. Bounded in size, depth and values; refuses duplicate keys, which JSON
// libraries disagree about. Errors call the document `file`.
JsonPlace parse_json(std::string_view text, const std::string& file);

// The top of a document that is just this text.
JsonPlace text_place(const std::string& text, const std::string& file);

}  // namespace turncoat
