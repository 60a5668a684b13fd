#include "turncoat/support/json_place.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "turncoat/support/printable.hpp"

namespace turncoat {
namespace {

using nlohmann::json;

// How numbers with a fraction or an exponent, or beyond 64 bits, were written; "" if one value was
// in two ways.
using Written = std::map<double, std::string>;

// -0: no way to write an integer, so it is none.
bool is_negative_zero(const json& value) {
  return value.is_number_integer() && !value.is_number_unsigned() && value == 0;
}

// The value found, short enough for an error on one line.
std::string excerpt(const json& value, const Written& written = {}) {
  if (value.is_object() || value.is_array()) {
    return fmt::format("{} of {}", value.is_object() ? "an object" : "an array", value.size());
  }
  if (value.is_null()) {
    return "null";
  }
  if (is_negative_zero(value)) {
    return "number -0";
  }
  constexpr std::size_t kLongest = 40;
  std::string text = value.dump(-1, ' ', true, json::error_handler_t::replace);
  if (const auto found = value.is_number_float() ? written.find(value) : written.end();
      found != written.end() && !found->second.empty()) {
    text = found->second;
  }
  if (text.size() > kLongest) {
    text = text.substr(0, kLongest) + "…";
  }
  return fmt::format("{} {}", value.type_name(), text);
}

// '~' and '/' are escaped in a JSON pointer (RFC 6901, section 3); a key from outside may hold
// anything, so unprintable characters are replaced.
std::string pointer_token(const std::string& key) {
  std::string token;
  for (const char c : key.substr(0, 40)) {
    token += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  }
  const std::string quoted = json(token).dump(-1, ' ', true, json::error_handler_t::replace);
  return quoted.substr(1, quoted.size() - 2);
}

// The JSON pointer from one value down to another; nothing if it isn't there.
std::optional<std::string> pointer_to(const json& wanted, const json& from) {
  if (&from == &wanted) {
    return "";
  }
  if (!from.is_structured()) {
    return std::nullopt;
  }
  for (const auto& [key, value] : from.items()) {
    if (const auto rest = pointer_to(wanted, value)) {
      return fmt::format("/{}{}", pointer_token(key), *rest);
    }
  }
  return std::nullopt;
}

// A first pass that keeps only the keys of open objects. It refuses too much depth, too many values
// and repeated keys, all of which the parser would accept.
class Guard final : public nlohmann::json_sax<json> {
 public:
  explicit Guard(const std::string& file) : file_(file) {}

  Written written() && { return std::move(written_); }

  bool null() override { return count(); }
  bool boolean(bool /*value*/) override { return count(); }
  bool number_integer(number_integer_t /*value*/) override { return count(); }
  bool number_unsigned(number_unsigned_t /*value*/) override { return count(); }
  bool number_float(number_float_t value, const string_t& text) override {
    note(value, text);
    return count();
  }
  bool string(string_t& /*value*/) override { return count(); }
  bool binary(binary_t& /*value*/) override { return count(); }
  bool start_object(std::size_t /*elements*/) override { return open(); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t /*elements*/) override { return open(); }
  bool end_array() override { return close(); }
  bool key(string_t& key) override {
    if (!keys_.back().insert(key).second) {
      throw BadInput(
          fmt::format("{}: the key {} comes twice in one object", file_, excerpt(json(key))));
    }
    return true;
  }
  // The parser proper reports the error.
  bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*error*/) override {
    return false;
  }

 private:
  // The first few: who writes more numbers in vain reads about them in other words.
  void note(double value, const std::string& text) {
    constexpr std::size_t kMost = 100;
    if (const auto found = written_.find(value); found != written_.end()) {
      found->second = found->second == text ? text : "";
    } else if (written_.size() < kMost) {
      written_.emplace(value, text);
    }
  }
  bool count() {
    if (++values_ > kMaxJsonValues) {
      throw BadInput(fmt::format("{}: more than {} values", file_, kMaxJsonValues));
    }
    return true;
  }
  bool open() {
    if (keys_.size() >= static_cast<std::size_t>(kMaxJsonDepth)) {
      throw BadInput(fmt::format("{}: nested deeper than {} levels", file_, kMaxJsonDepth));
    }
    keys_.emplace_back();
    return count();
  }
  bool close() {
    keys_.pop_back();
    return true;
  }

  const std::string& file_;
  std::vector<std::set<std::string>> keys_;  // by depth; empty for arrays
  std::size_t values_ = 0;
  Written written_;
};

}  // namespace

struct JsonPlace::Document {
  std::string file;
  json top;
  Written written{};
};

JsonPlace parse_json(std::string_view text, const std::string& file) {
  if (text.size() > kMaxJsonBytes) {
    throw BadInput(
        fmt::format("{}: {} bytes, expected at most {}", file, text.size(), kMaxJsonBytes));
  }
  // At which the library would end reading.
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    throw BadInput(fmt::format("{}: not JSON: byte {} is NUL", file, nul + 1));
  }
  try {
    Guard guard(file);
    json::sax_parse(text, &guard);
    const auto document = std::make_shared<const JsonPlace::Document>(JsonPlace::Document{
        .file = file, .top = json::parse(text), .written = std::move(guard).written()});
    return {document, document->top};
  } catch (const json::parse_error& error) {
    // The library's text: "[json.exception.parse_error.101] parse error at line 1, column 2: …".
    std::string what = error.what();
    what = what.substr(what.find("] ") + 2);
    // It quotes the last bytes read, which may not be UTF-8; printing and sending need text.
    std::replace_if(what.begin(), what.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    throw BadInput(fmt::format("{}: not JSON: {}", file, what.substr(0, 200)));
  } catch (const json::out_of_range& error) {
    throw BadInput(fmt::format("{}: not JSON: a number too large for any field", file));
  }
}

JsonPlace text_place(const std::string& text, const std::string& file) {
  return {json(text), file};
}

std::string json_text(const std::string& text) {
  return printable_json(json(text).dump(-1, ' ', false, json::error_handler_t::replace));
}

JsonPlace::JsonPlace(json document, const std::string& file)
    : document_(std::make_shared<Document>(Document{file, std::move(document)})),
      value_(&document_->top) {}

bool JsonPlace::is_object() const {
  return value_->is_object();
}

bool JsonPlace::is_text() const {
  return value_->is_string();
}

bool JsonPlace::is_number() const {
  return value_->is_number();
}

bool JsonPlace::is_null() const {
  return value_->is_null();
}

bool JsonPlace::has(const std::string& key) const {
  return value_->contains(key);
}

std::vector<std::string> JsonPlace::keys() const {
  std::vector<std::string> keys;
  for (const auto& [key, value] : value_->items()) {
    keys.push_back(key);
  }
  return keys;
}

void JsonPlace::expect_object(std::initializer_list<std::string_view> keys) const {
  if (!value_->is_object()) {
    fail(fmt::format("an object with {}", fmt::join(keys, ", ")));
  }
  for (const auto& [key, value] : value_->items()) {
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) {
      at(key).refuse(fmt::format("unknown key, expected one of {}", fmt::join(keys, ", ")));
    }
  }
}

JsonPlace JsonPlace::at(const std::string& key) const {
  if (!value_->is_object()) {
    fail("an object");
  }
  const auto found = value_->find(key);
  if (found == value_->end()) {
    refuse(fmt::format("the key \"{}\" is missing", key));
  }
  return {document_, *found};
}

std::vector<JsonPlace> JsonPlace::elements(std::size_t most) const {
  if (!value_->is_array() || value_->size() > most) {
    fail(fmt::format("an array of at most {}", most));
  }
  std::vector<JsonPlace> places;
  places.reserve(value_->size());
  for (const json& value : *value_) {
    places.push_back({document_, value});
  }
  return places;
}

int JsonPlace::integer(int least, int most) const {
  const bool fits = value_->is_number_unsigned()
                        ? value_->get<std::uint64_t>() <= INT32_MAX
                        : value_->is_number_integer() && !is_negative_zero(*value_) &&
                              value_->get<std::int64_t>() >= INT32_MIN;
  if (!fits || value_->get<int>() < least || value_->get<int>() > most) {
    fail(fmt::format("an integer from {} to {}", least, most));
  }
  return value_->get<int>();
}

std::uint64_t JsonPlace::unsigned_integer() const {
  if (!value_->is_number_unsigned()) {
    fail("an integer from 0 to 18446744073709551615");
  }
  return value_->get<std::uint64_t>();
}

double JsonPlace::number(double least, double most) const {
  if (!value_->is_number() || !(value_->get<double>() >= least && value_->get<double>() <= most)) {
    fail(fmt::format("a number from {} to {}", least, most));
  }
  return value_->get<double>();
}

bool JsonPlace::boolean() const {
  if (!value_->is_boolean()) {
    fail("true or false");
  }
  return value_->get<bool>();
}

std::string JsonPlace::text(std::size_t most_bytes) const {
  if (!value_->is_string() || value_->get_ref<const std::string&>().size() > most_bytes) {
    fail(fmt::format("a string of at most {} bytes", most_bytes));
  }
  return value_->get<std::string>();
}

void JsonPlace::fail(std::string_view expected) const {
  refuse(fmt::format("found {}, expected {}", excerpt(*value_, document_->written), expected));
}

void JsonPlace::refuse(std::string_view why) const {
  const std::string pointer = pointer_to(*value_, document_->top).value_or("");
  throw BadInput(
      fmt::format("{}: {}: {}", document_->file, pointer.empty() ? "at the top" : pointer, why));
}

}  // namespace turncoat
