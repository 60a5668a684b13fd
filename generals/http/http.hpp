// HTTP/1.1 with JSON bodies, as generals speak it: a server, and a client of one connection.
//
// beast.cpp is the only source that includes Boost: that takes more time to compile than all else
// here.
// Limits: all that is read is bounded before memory is taken: a header of 8 KiB, a body as stated,
//         so many connections; who sends half a request, or takes no answer, is cut off.
// Errors: BadInput if an address can't be used, with the address and the reason.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "turncoat/generals/http/loop.hpp"

namespace turncoat {

namespace http_status {
inline constexpr int kOk = 200;  // what is below isn't the answer yet
inline constexpr int kBadRequest = 400;
inline constexpr int kForbidden = 403;
inline constexpr int kNotFound = 404;
inline constexpr int kWrongMethod = 405;
inline constexpr int kConflict = 409;
inline constexpr int kNoJson = 415;
inline constexpr int kTooMany = 429;
}  // namespace http_status

struct Address {
  std::string host = "127.0.0.1";  // a number, or a name for a client
  std::uint16_t port = 0;
};

struct HttpRequest {
  std::string_view method;
  std::string_view target;  // as it stands in the request, with its query
  std::string_view content_type;
  std::string_view body;
};

struct HttpAnswer {
  int status = http_status::kOk;
  std::string body{};
};

class HttpServer {
 public:
  struct Limits {
    std::size_t body_bytes = 1 << 20;
    std::size_t connections = 1024;
    // For a request to come whole once it began, and for its answer to be taken.
    std::chrono::milliseconds request_time{10'000};
    // Between two requests of a connection.
    std::chrono::milliseconds idle_time{600'000};
  };
  using Handler = std::function<HttpAnswer(const HttpRequest&)>;

  // Port 0: any that is free.
  HttpServer(Loop& loop, const Address& address, const Limits& limits, Handler handler);
  // On a socket that listens already.
  HttpServer(Loop& loop, int listening_descriptor, const Limits& limits, Handler handler);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  std::uint16_t port() const;
  // No new connections, no new requests; the answers under way are sent.
  void close();

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

class HttpClient {
 public:
  // Nothing: the connection could not be made, or broke before the answer, or the answer was none,
  // or didn't come in time.
  using Done = std::function<void(std::optional<HttpAnswer>)>;

  HttpClient(Loop& loop, const Address& address);
  // What it still waits for is never called back.
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  // One at a time: the next one from within `done` at the earliest. An empty body is none.
  void request(std::string_view method, std::string_view target, std::string body,
               std::chrono::milliseconds time, Done done);
  bool is_busy() const;

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace turncoat
