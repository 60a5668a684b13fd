// JSON on standard output. File names may hold any bytes, JSON may not: bytes that are not UTF-8
// are replaced.
#pragma once

#include <cstdio>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace turncoat {

// Throws BadInput if both the JSON document and that file are to go to standard output.
void refuse_two_outputs(bool json, const std::string& option, const std::string& file);

// Where sentences for people go: not between what a file named `-` holds.
std::FILE* stream_beside(const std::string& file);

// A whole document, on one line.
void print_json(const nlohmann::ordered_json& document);

// An object member by member: a long one needs no place in memory.
class PrintedObject {
 public:
  void member(const std::string& key, const nlohmann::ordered_json& value);
  // An array that gets its elements one by one, a line each, until it is ended.
  void begin_array(const std::string& key);
  void element(const nlohmann::ordered_json& value);
  void end_array();
  void end();

 private:
  void begin_member(const std::string& key);

  const char* before_member_ = "{";
  const char* before_element_ = "";
};

}  // namespace turncoat
