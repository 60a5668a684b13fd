#include "turncoat/generals/keys.hpp"

#include <fmt/format.h>
#include <sodium.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "turncoat/core/generals.hpp"
#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/check.hpp"
#include "turncoat/support/json_place.hpp"
#include "turncoat/support/text_file.hpp"

namespace turncoat {
namespace {

using Mac = std::array<std::uint8_t, crypto_auth_BYTES>;

void begin_sodium() {
  check(::sodium_init() >= 0, "libsodium to find a source of random bytes");
}

std::string hexadecimal(std::span<const std::uint8_t> bytes) {
  std::string text(2 * bytes.size() + 1, '\0');
  ::sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  text.pop_back();
  return text;
}

// False if the text isn't exactly so many bytes.
bool read_hexadecimal(std::string_view text, std::span<std::uint8_t> bytes) {
  std::size_t size = 0;
  return text.size() == 2 * bytes.size() &&
         ::sodium_hex2bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size,
                          nullptr) == 0 &&
         size == bytes.size();
}

void read_bytes(const JsonPlace& place, std::span<std::uint8_t> bytes) {
  if (!read_hexadecimal(place.text(2 * bytes.size()), bytes)) {
    place.refuse(fmt::format("expected {} hexadecimal digits", 2 * bytes.size()));
  }
}

void refuse_what_others_may_read(const std::string& file) {
  struct stat about{};
  if (::stat(file.c_str(), &about) != 0) {
    throw BadInput(fmt::format("{}: can't be read: {}", file, std::strerror(errno)));
  }
  constexpr mode_t kOthers = 077;
  if ((about.st_mode & kOthers) != 0) {
    throw BadInput(fmt::format("{}: found mode {:04o}, expected 0600: nobody else may read keys",
                               file, about.st_mode & 07777));
  }
}

}  // namespace

Keys Keys::load(const std::string& file, int general, int n) {
  begin_sodium();
  refuse_what_others_may_read(file);
  const JsonPlace top = parse_json(read_text_file(file), file);
  top.expect_object({"run", "general", "secrets"});
  if (const int other = top.at("general").integer(0, kMaxGenerals - 1); other != general) {
    top.at("general").refuse(
        fmt::format("found the keys of general {}, expected those of {}", other, general));
  }
  Keys keys;
  read_bytes(top.at("run"), keys.run_);
  keys.secrets_.resize(static_cast<std::size_t>(n));
  for (const int peer : Generals::first(n).without(general)) {
    read_bytes(top.at("secrets").at(std::to_string(peer)), keys.secrets_[peer]);
  }
  return keys;
}

std::string Keys::mac(const Signed& message, int peer) const {
  std::vector<std::uint8_t> bytes(run_.begin(), run_.end());
  const auto append = [&bytes](const auto& some) {
    check(some.size() <= UINT8_MAX, "a name or a path of at most 255");
    bytes.push_back(static_cast<std::uint8_t>(some.size()));
    bytes.insert(bytes.end(), some.begin(), some.end());
  };
  append(message.agreement);
  append(message.path);
  bytes.push_back(static_cast<std::uint8_t>(message.receiver));
  bytes.push_back(message.order == Order::attack ? 1 : 0);
  Mac mac;
  ::crypto_auth(mac.data(), bytes.data(), bytes.size(), secrets_[peer].data());
  return hexadecimal(mac);
}

bool Keys::is_mac(std::string_view text, const Signed& message, int peer) const {
  Mac claimed;
  Mac right;
  return read_hexadecimal(text, claimed) && read_hexadecimal(mac(message, peer), right) &&
         ::sodium_memcmp(claimed.data(), right.data(), right.size()) == 0;
}

std::vector<std::string> Keys::fresh(int n) {
  begin_sodium();
  const auto random_bytes = [](std::size_t size) {
    std::vector<std::uint8_t> bytes(size);
    ::randombytes_buf(bytes.data(), bytes.size());
    return hexadecimal(bytes);
  };
  const std::string run = random_bytes(kRunBytes);
  std::vector<std::vector<std::string>> secrets(static_cast<std::size_t>(n),
                                                std::vector<std::string>(n));
  for (int a = 0; a < n; ++a) {
    for (int b = 0; b < a; ++b) {
      secrets[a][b] = secrets[b][a] = random_bytes(kSecretBytes);
    }
  }
  std::vector<std::string> files;
  for (int general = 0; general < n; ++general) {
    std::string text;
    for (const int peer : Generals::first(n).without(general)) {
      text += fmt::format("{}    \"{}\": \"{}\"", text.empty() ? "" : ",\n", peer,
                          secrets[general][peer]);
    }
    files.push_back(
        fmt::format("{{\n  \"run\": \"{}\",\n  \"general\": {},\n  \"secrets\": {{\n{}\n  }}\n}}\n",
                    run, general, text));
  }
  return files;
}

}  // namespace turncoat
