#include "turncoat/cli/json_output.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/printable.hpp"

namespace turncoat {
namespace {

using nlohmann::ordered_json;

std::string text_of(const ordered_json& value) {
  return printable_json(value.dump(-1, ' ', false, ordered_json::error_handler_t::replace));
}

}  // namespace

void refuse_two_outputs(bool json, const std::string& option, const std::string& file) {
  if (json && file == "-") {
    throw BadInput(fmt::format("{} -: standard output is taken by --json", option));
  }
}

std::FILE* stream_beside(const std::string& file) {
  return file == "-" ? stderr : stdout;
}

void print_json(const ordered_json& document) {
  fmt::print("{}\n", text_of(document));
}

void PrintedObject::begin_member(const std::string& key) {
  fmt::print("{}{}:", std::exchange(before_member_, ","), text_of(key));
}

void PrintedObject::member(const std::string& key, const ordered_json& value) {
  begin_member(key);
  fmt::print("{}", text_of(value));
}

void PrintedObject::begin_array(const std::string& key) {
  begin_member(key);
  fmt::print("[");
  before_element_ = "\n";
}

void PrintedObject::element(const ordered_json& value) {
  fmt::print("{}{}", std::exchange(before_element_, ",\n"), text_of(value));
}

void PrintedObject::end_array() {
  fmt::print("\n]");
}

void PrintedObject::end() {
  fmt::print("}}\n");
}

}  // namespace turncoat
