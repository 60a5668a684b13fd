// Streams over text in memory, for tests of readers and writers.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>

namespace turncoat {

// To be closed. The text outlives it.
inline std::FILE* stream_of(const std::string& text) {
  // fmemopen takes no empty buffer.
  return text.empty() ? std::fopen("/dev/null", "rb")
                      : ::fmemopen(const_cast<char*>(text.data()), text.size(), "rb");
}

// The text that `write` writes to its stream.
template <class Write>
std::string written(Write&& write) {
  char* text = nullptr;
  std::size_t size = 0;
  std::FILE* const stream = ::open_memstream(&text, &size);
  write(stream);
  std::fclose(stream);
  const std::string result(text, size);
  std::free(text);
  return result;
}

}  // namespace turncoat
