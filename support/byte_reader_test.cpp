#include "turncoat/support/byte_reader.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "turncoat/support/stop.hpp"
#include "turncoat/support/streams.hpp"
#include "turncoat/support/testing.hpp"

#ifdef TURNCOAT_ZLIB
#include <zlib.h>
#endif
#ifdef TURNCOAT_LZMA
#include <lzma.h>
#endif

namespace turncoat {
namespace {

using testing::HasSubstr;

std::string read_all(const std::string& bytes, const ReadOptions& options = {}) {
  ByteReader reader(stream_of(bytes), "here", options);
  std::string text;
  for (int byte = reader.get(); byte != ByteReader::kEnd; byte = reader.get()) {
    text.push_back(static_cast<char>(byte));
    EXPECT_EQ(reader.offset(), text.size());
  }
  EXPECT_EQ(reader.get(), ByteReader::kEnd) << "the end stays the end";
  return text;
}

std::string error_of(const std::string& bytes, const ReadOptions& options = {}) {
  return test::refusal_of([&] { read_all(bytes, options); });
}

// Longer than any buffer, and hard to compress.
std::string long_text() {
  std::string text;
  for (unsigned i = 0; text.size() < 300'000; ++i) {
    text += fmt::format("{} ", i * 2'654'435'761U);
  }
  return text;
}

TEST(ByteReader, GivesWhatIsThere) {
  for (const std::string& text :
       {std::string(), std::string("a"), std::string("\x1f", 1), std::string("a\0b\xff\n", 5),
        std::string("\xfd"
                    "7zX"),
        long_text()}) {
    EXPECT_EQ(read_all(text), text);
  }
}

TEST(ByteReader, ShowsWhatComesNext) {
  const std::string text = long_text();
  ByteReader reader(stream_of(text), "here");
  std::span<const unsigned char> ahead = reader.ahead();
  ASSERT_GE(ahead.size(), 60'000U) << "a buffer";
  EXPECT_TRUE(std::equal(ahead.begin(), ahead.end(), text.begin()));
  EXPECT_EQ(reader.offset(), 0U);
  EXPECT_EQ(reader.get(), text[0]);
  EXPECT_EQ(reader.get(), text[1]);
  reader.unget();
  EXPECT_EQ(reader.offset(), 1U);
  EXPECT_EQ(reader.ahead()[0], text[1]);
  std::size_t read = 1;
  while (!reader.ahead().empty()) {
    reader.get();
    ++read;
  }
  EXPECT_EQ(read, text.size());
}

TEST(ByteReader, AsksWhetherToStopAndThenStops) {
  int asked = 0;
  EXPECT_EQ(read_all(long_text(), {.stop = [&asked] { return ++asked < 0; }}), long_text());
  EXPECT_GE(asked, 5) << "once a buffer of 64 KiB";
  for (int last = 1; last <= asked; ++last) {
    int again = 0;
    EXPECT_THROW(read_all(long_text(), {.stop = [&] { return ++again == last; }}), Stopped);
    EXPECT_EQ(again, last);
  }
}

TEST(ByteReader, SaysWhichFileCantBeRead) {
  EXPECT_THAT(test::refusal_of([] { ByteReader("/nowhere/at/all"); }),
              testing::StartsWith("/nowhere/at/all: can't be read: No such file"));
  EXPECT_THAT(test::refusal_of([] { ByteReader("/"); }),
              testing::StartsWith("/: can't be read: Is a directory"));
}

// A file that ends within compressed data, or holds other bytes anywhere. What comes before the end
// was read; but no damage goes unsaid.
void expect_damage_is_named(const std::string& compressed, const std::string& format) {
  ASSERT_GT(compressed.size(), 30U);
  for (std::size_t size = 6; size < compressed.size(); ++size) {
    EXPECT_THAT(error_of(compressed.substr(0, size)),
                HasSubstr("here: found the end of the file, expected whole " + format + " data"))
        << size;
  }
  EXPECT_THAT(error_of(compressed + "more than this"),
              HasSubstr("expected whole " + format + " data"));
}

#ifdef TURNCOAT_ZLIB
std::string gzipped(const std::string& text) {
  z_stream stream{};
  EXPECT_EQ(::deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, 16 + MAX_WBITS, MAX_MEM_LEVEL,
                           Z_DEFAULT_STRATEGY),
            Z_OK);
  std::string result(::deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
  std::string copy = text;
  stream.next_in = reinterpret_cast<Bytef*>(copy.data());
  stream.avail_in = static_cast<uInt>(copy.size());
  stream.next_out = reinterpret_cast<Bytef*>(result.data());
  stream.avail_out = static_cast<uInt>(result.size());
  EXPECT_EQ(::deflate(&stream, Z_FINISH), Z_STREAM_END);
  result.resize(stream.total_out);
  ::deflateEnd(&stream);
  return result;
}

TEST(ByteReader, DecompressesGzip) {
  for (const std::string& text : {std::string(), std::string("1 2 0\n"), long_text()}) {
    EXPECT_EQ(read_all(gzipped(text)), text);
    EXPECT_EQ(read_all(gzipped(text) + gzipped("and more")), text + "and more");
  }
}

TEST(ByteReader, SaysThatGzipDataAreDamaged) {
  const std::string compressed = gzipped("1 2 0\n3 4 0\nd 1 2 0\n");
  expect_damage_is_named(compressed, "gzip");
  std::string damaged = compressed;
  damaged[compressed.size() - 6] ^= 1;  // of the checksum
  EXPECT_EQ(error_of(damaged), "here: found incorrect data check, expected whole gzip data");
}
#endif

#ifdef TURNCOAT_LZMA
std::string xzipped(const std::string& text, unsigned preset = 0) {
  std::string result(::lzma_stream_buffer_bound(text.size()), '\0');
  std::size_t size = 0;
  EXPECT_EQ(::lzma_easy_buffer_encode(preset, LZMA_CHECK_CRC64, nullptr,
                                      reinterpret_cast<const std::uint8_t*>(text.data()),
                                      text.size(), reinterpret_cast<std::uint8_t*>(result.data()),
                                      &size, result.size()),
            LZMA_OK);
  result.resize(size);
  return result;
}

TEST(ByteReader, DecompressesXz) {
  for (const std::string& text : {std::string(), std::string("1 2 0\n"), long_text()}) {
    EXPECT_EQ(read_all(xzipped(text)), text);
    EXPECT_EQ(read_all(xzipped(text) + xzipped("and more")), text + "and more");
  }
}

TEST(ByteReader, SaysThatXzDataAreDamaged) {
  const std::string compressed = xzipped("1 2 0\n3 4 0\nd 1 2 0\n");
  expect_damage_is_named(compressed, "xz");
  std::string damaged = compressed;
  damaged[compressed.size() / 2] ^= 1;
  EXPECT_THAT(error_of(damaged), HasSubstr("expected whole xz data"));
}

TEST(ByteReader, TakesTheMemoryForXzOfItsBudget) {
  const std::string text = long_text();
  const std::string compressed = xzipped(text, 6);  // a dictionary of 8 MiB
  constexpr std::uint64_t kMebibyte = std::uint64_t{1} << 20;
  MemoryBudget budget(16 * kMebibyte);
  EXPECT_EQ(read_all(compressed + xzipped(text, 1), {.budget = &budget}), text + text);
  EXPECT_EQ(budget.held(), 0U);
  EXPECT_GE(budget.most(), 8 * kMebibyte);
  EXPECT_LE(budget.most(), 10 * kMebibyte);
  MemoryBudget small(8 * kMebibyte);
  EXPECT_THROW(read_all(compressed, {.budget = &small}), OutOfBudget);
  EXPECT_EQ(small.held(), 0U);
  small.take(0);
  EXPECT_EQ(read_all(xzipped(text, 1), {.budget = &small}), text) << "a dictionary of 1 MiB";
}
#endif

}  // namespace
}  // namespace turncoat
