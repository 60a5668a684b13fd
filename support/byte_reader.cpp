#include "turncoat/support/byte_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <new>
#include <string_view>
#include <utility>

#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/stop.hpp"
#include "turncoat/support/text_file.hpp"

#ifdef TURNCOAT_ZLIB
#include <zlib.h>
#endif
#ifdef TURNCOAT_LZMA
#include <lzma.h>
#endif

namespace turncoat {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{1} << 16;
constexpr std::array<unsigned char, 2> kGzipMagic{0x1f, 0x8b};
constexpr std::array<unsigned char, 6> kXzMagic{0xfd, '7', 'z', 'X', 'Z', 0};

class PlainBytes final : public ByteSource {
 public:
  PlainBytes(std::FILE* stream, std::string name, Stop stop)
      : stream_(stream, std::fclose), name_(std::move(name)), stop_(std::move(stop)) {}

  std::size_t read(std::span<unsigned char> bytes) override {
    if (stop_ && stop_()) {
      throw Stopped();
    }
    std::size_t size = 0;
    while (size < bytes.size()) {
      errno = 0;
      size += std::fread(bytes.data() + size, 1, bytes.size() - size, stream_.get());
      if (std::ferror(stream_.get()) == 0) {
        break;  // full, or the end
      }
      if (errno != EINTR) {
        throw BadInput(fmt::format("{}: can't be read: {}", name_, std::strerror(errno)));
      }
      std::clearerr(stream_.get());
      if (stop_ && stop_()) {
        throw Stopped();
      }
    }
    return size;
  }

  const std::string& name() const { return name_; }

 private:
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream_;
  std::string name_;
  Stop stop_;
};

// A file whose first bytes have been looked at: they come again.
class CompressedBytes {
 public:
  CompressedBytes(std::unique_ptr<PlainBytes> file, std::span<const unsigned char> first)
      : file_(std::move(file)), buffer_(kBufferBytes) {
    std::copy(first.begin(), first.end(), buffer_.begin());
    filled_ = first.size();
  }

  // What is read next: at first what was looked at. Empty at the end.
  std::span<unsigned char> next() {
    if (!std::exchange(is_first_, false)) {
      filled_ = file_->read(buffer_);
    }
    return {buffer_.data(), filled_};
  }

  [[noreturn]] void fail(std::string_view format, std::string_view found) const {
    throw BadInput(
        fmt::format("{}: found {}, expected whole {} data", file_->name(), found, format));
  }

 private:
  std::unique_ptr<PlainBytes> file_;
  std::vector<unsigned char> buffer_;
  std::size_t filled_ = 0;
  bool is_first_ = true;
};

#ifdef TURNCOAT_ZLIB
// One member after the other, as `cat a.gz b.gz` makes them.
class GzipBytes final : public ByteSource {
 public:
  explicit GzipBytes(CompressedBytes compressed) : compressed_(std::move(compressed)) {
    constexpr int kGzipOnly = 16 + MAX_WBITS;
    if (::inflateInit2(&stream_, kGzipOnly) != Z_OK) {
      throw std::bad_alloc();
    }
  }
  ~GzipBytes() override { ::inflateEnd(&stream_); }
  GzipBytes(const GzipBytes&) = delete;
  GzipBytes& operator=(const GzipBytes&) = delete;

  std::size_t read(std::span<unsigned char> bytes) override {
    stream_.next_out = bytes.data();
    stream_.avail_out = static_cast<uInt>(bytes.size());
    while (stream_.avail_out > 0) {
      if (stream_.avail_in == 0) {
        const std::span<unsigned char> more = compressed_.next();
        stream_.next_in = more.data();
        stream_.avail_in = static_cast<uInt>(more.size());
        if (more.empty()) {
          if (is_within_member_) {
            compressed_.fail("gzip", "the end of the file");
          }
          break;
        }
      }
      is_within_member_ = true;
      const int status = ::inflate(&stream_, Z_NO_FLUSH);
      if (status == Z_STREAM_END) {
        is_within_member_ = false;
        ::inflateReset(&stream_);
      } else if (status == Z_MEM_ERROR) {
        throw std::bad_alloc();
      } else if (status != Z_OK && status != Z_BUF_ERROR) {
        compressed_.fail("gzip", stream_.msg != nullptr ? stream_.msg : "damaged data");
      }
    }
    return bytes.size() - stream_.avail_out;
  }

 private:
  CompressedBytes compressed_;
  z_stream stream_{};
  bool is_within_member_ = true;
};
#endif

#ifdef TURNCOAT_LZMA
class XzBytes final : public ByteSource {
 public:
  XzBytes(CompressedBytes compressed, MemoryBudget* budget)
      : compressed_(std::move(compressed)), budget_(budget) {
    constexpr std::uint64_t kAskFirst = 1;  // byte; 0 is an error to the library
    const std::uint64_t limit = budget_ != nullptr ? kAskFirst : UINT64_MAX;
    if (::lzma_stream_decoder(&stream_, limit, LZMA_CONCATENATED) != LZMA_OK) {
      throw std::bad_alloc();
    }
  }
  ~XzBytes() override {
    ::lzma_end(&stream_);
    if (budget_ != nullptr) {
      budget_->give_back(taken_);
    }
  }
  XzBytes(const XzBytes&) = delete;
  XzBytes& operator=(const XzBytes&) = delete;

  std::size_t read(std::span<unsigned char> bytes) override {
    stream_.next_out = bytes.data();
    stream_.avail_out = bytes.size();
    while (stream_.avail_out > 0 && !is_at_end_) {
      if (stream_.avail_in == 0 && action_ == LZMA_RUN) {
        const std::span<unsigned char> more = compressed_.next();
        stream_.next_in = more.data();
        stream_.avail_in = more.size();
        action_ = more.empty() ? LZMA_FINISH : LZMA_RUN;
      }
      judge(::lzma_code(&stream_, action_));
    }
    return bytes.size() - stream_.avail_out;
  }

 private:
  void judge(lzma_ret status) {
    switch (status) {
      case LZMA_OK:
        return;
      case LZMA_STREAM_END:
        is_at_end_ = true;
        return;
      case LZMA_MEM_ERROR:
        throw std::bad_alloc();
      case LZMA_MEMLIMIT_ERROR:
        take_what_it_needs();
        return;
      case LZMA_BUF_ERROR:
        compressed_.fail("xz", "the end of the file");
      default:
        compressed_.fail("xz", fmt::format("damaged data (liblzma's error {})", int{status}));
    }
  }

  // The library asks before it allocates: by the file's header, which says how much.
  void take_what_it_needs() {
    const std::uint64_t needed = ::lzma_memusage(&stream_);
    budget_->take(needed - taken_);
    taken_ = needed;
    if (::lzma_memlimit_set(&stream_, needed) != LZMA_OK) {
      throw std::bad_alloc();
    }
  }

  CompressedBytes compressed_;
  MemoryBudget* budget_;
  std::uint64_t taken_ = 0;
  lzma_stream stream_ = LZMA_STREAM_INIT;
  lzma_action action_ = LZMA_RUN;
  bool is_at_end_ = false;
};
#endif

// A plain file that begins with what was looked at.
class RewoundBytes final : public ByteSource {
 public:
  RewoundBytes(std::unique_ptr<PlainBytes> file, std::span<const unsigned char> first)
      : file_(std::move(file)), first_(first.begin(), first.end()) {}

  std::size_t read(std::span<unsigned char> bytes) override {
    const std::size_t again = std::min(bytes.size(), first_.size());
    std::copy_n(first_.begin(), again, bytes.begin());
    first_.erase(first_.begin(), first_.begin() + static_cast<std::ptrdiff_t>(again));
    return again + file_->read(bytes.subspan(again));
  }

 private:
  std::unique_ptr<PlainBytes> file_;
  std::vector<unsigned char> first_;
};

template <std::size_t kSize>
bool begins_with(std::span<const unsigned char> bytes,
                 const std::array<unsigned char, kSize>& magic) {
  return bytes.size() >= kSize && std::equal(magic.begin(), magic.end(), bytes.begin());
}

#if !defined(TURNCOAT_ZLIB) || !defined(TURNCOAT_LZMA)
[[noreturn]] void refuse_format(const std::string& name, std::string_view format,
                                std::string_view library) {
  throw BadInput(fmt::format("{}: found {} data, expected plain ones: this build is without {}",
                             name, format, library));
}
#endif

std::unique_ptr<ByteSource> source_of(std::FILE* stream, const std::string& name,
                                      const ReadOptions& options) {
  auto file = std::make_unique<PlainBytes>(stream, name, options.stop);
  std::array<unsigned char, kXzMagic.size()> looked_at{};
  const std::span<const unsigned char> first(looked_at.data(), file->read(looked_at));
  if (begins_with(first, kGzipMagic)) {
#ifdef TURNCOAT_ZLIB
    return std::make_unique<GzipBytes>(CompressedBytes(std::move(file), first));
#else
    refuse_format(name, "gzip", "zlib");
#endif
  }
  if (begins_with(first, kXzMagic)) {
#ifdef TURNCOAT_LZMA
    return std::make_unique<XzBytes>(CompressedBytes(std::move(file), first), options.budget);
#else
    refuse_format(name, "xz", "liblzma");
#endif
  }
  return std::make_unique<RewoundBytes>(std::move(file), first);
}

}  // namespace

ByteReader::ByteReader(const std::string& file, const ReadOptions& options)
    : ByteReader(open_to_read(file, options.stop), name_of_input(file), options) {}

ByteReader::ByteReader(std::FILE* stream, const std::string& name, ReadOptions options)
    : name_(name),
      stop_(std::move(options.stop)),
      source_(source_of(stream, name, {.stop = stop_, .budget = options.budget})),
      buffer_(kBufferBytes) {}

bool ByteReader::fill() {
  if (stop_ && stop_()) {
    throw Stopped();
  }
  before_buffer_ += filled_;
  position_ = 0;
  filled_ = 0;  // also if reading fails
  filled_ = source_->read(buffer_);
  return filled_ > 0;
}

std::span<const unsigned char> ByteReader::ahead() {
  if (position_ == filled_ && !fill()) {
    return {};
  }
  return std::span(buffer_).subspan(position_, filled_ - position_);
}

}  // namespace turncoat
