#include <fmt/format.h>
#include <sys/socket.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/read_size.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/status.hpp>
#include <boost/beast/http/string_body.hpp>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "turncoat/generals/http/http.hpp"
#include "turncoat/generals/http/loop.hpp"
#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/check.hpp"

namespace turncoat {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::uint32_t kMostHeaderBytes = 8192;
constexpr std::uint64_t kMostAnswerBytes = 64 << 20;  // a general's account of what it heard

std::string_view view(boost::beast::string_view text) {
  return {text.data(), text.size()};
}

std::chrono::steady_clock::duration steady(std::chrono::milliseconds time) {
  return time;
}

// What came isn't HTTP; that too little came is no such error.
bool is_wrong_http(error_code error) {
  return error.category() == http::make_error_code(http::error::bad_method).category() &&
         error != http::error::end_of_stream && error != http::error::partial_message;
}

using Ended = std::function<void(error_code)>;

// Reads on until the message is whole. What http::async_read does, and what async_write below does
// for http::async_write; those two took half of the seconds that this file took to compile.
template <bool is_request>
void read_message(beast::tcp_stream& stream, beast::flat_buffer& buffer,
                  http::basic_parser<is_request>& parser, Ended ended) {
  constexpr std::size_t kMostAtOnce = std::size_t{64} << 10;
  error_code error;
  if (buffer.size() > 0) {
    parser.eager(true);  // not the header alone
    buffer.consume(parser.put(buffer.data(), error));
    if (error == http::error::need_more) {
      error = {};
    }
  }
  if (error || parser.is_done()) {
    ended(error);
    return;
  }
  stream.async_read_some(buffer.prepare(beast::read_size(buffer, kMostAtOnce)),
                         [&stream, &buffer, &parser, ended = std::move(ended)](
                             error_code failed, std::size_t size) mutable {
                           if (failed == asio::error::eof) {
                             failed = http::error::end_of_stream;
                             if (parser.got_some()) {
                               parser.put_eof(failed);  // which may be how the message ends
                             }
                           } else if (!failed) {
                             buffer.commit(size);
                             read_message(stream, buffer, parser, std::move(ended));
                             return;
                           }
                           ended(failed);
                         });
}

// A message that goes out: both stay where they are until it is written.
struct Outgoing {
  std::string head;
  std::string body;
};

void write_message(beast::tcp_stream& stream, const Outgoing& message, Ended ended) {
  asio::async_write(stream, std::array{asio::buffer(message.head), asio::buffer(message.body)},
                    [ended = std::move(ended)](error_code error, std::size_t) { ended(error); });
}

// Each message goes at once: nothing is saved by waiting for more.
void prepare(tcp::socket& socket) {
  error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
}

}  // namespace

struct Loop::Impl {
  asio::io_context context{1};
  std::optional<asio::signal_set> signals;
  std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
};

Loop::Loop() : impl_(std::make_unique<Impl>()) {}
Loop::~Loop() = default;

void Loop::run() {
  impl_->context.restart();
  impl_->context.run();
}

void Loop::stop() {
  impl_->context.stop();
}

void Loop::run_until(const std::function<bool()>& is_over) {
  constexpr std::chrono::milliseconds kTick{1};
  Timer timer(*this);
  while (!is_over()) {
    timer.after(kTick, [this] { stop(); });
    run();
  }
}

void Loop::post(std::function<void()> callback) {
  asio::post(impl_->context, std::move(callback));
}

void Loop::on_signal(std::function<void()> callback) {
  impl_->signals.emplace(impl_->context, SIGINT, SIGTERM, SIGHUP);
  impl_->signals->async_wait([callback = std::move(callback)](error_code error, int) {
    if (!error) {
      callback();
    }
  });
}

std::chrono::milliseconds Loop::now() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                               impl_->start);
}

struct Timer::Impl {
  explicit Impl(asio::io_context& context) : timer(context) {}

  asio::steady_timer timer;
  std::uint64_t times_set = 0;
};

Timer::Timer(Loop& loop) : impl_(std::make_shared<Impl>(loop.impl().context)) {}

Timer::~Timer() {
  cancel();
}

void Timer::after(std::chrono::milliseconds time, std::function<void()> callback) {
  const std::uint64_t set = ++impl_->times_set;
  impl_->timer.expires_after(steady(time));
  // A time that is over may have been put in line before it was taken back.
  impl_->timer.async_wait(
      [impl = std::weak_ptr(impl_), set, callback = std::move(callback)](error_code error) {
        const std::shared_ptr<Impl> timer = impl.lock();
        if (!error && timer != nullptr && timer->times_set == set) {
          callback();
        }
      });
}

void Timer::cancel() {
  ++impl_->times_set;
  impl_->timer.cancel();
}

// What the server and its connections share.
struct HttpServer::Impl : std::enable_shared_from_this<HttpServer::Impl> {
  class Session;

  Impl(asio::io_context& context_given, const Limits& limits_given, Handler handler_given)
      : context(context_given),
        acceptor(context_given),
        pause(context_given),
        limits(limits_given),
        handler(std::move(handler_given)) {}

  void accept();

  asio::io_context& context;
  tcp::acceptor acceptor;
  asio::steady_timer pause;
  Limits limits;
  Handler handler;
  std::size_t connections = 0;
  bool is_closed = false;
  std::vector<std::weak_ptr<Session>> idle;  // see close
};

// One connection.
class HttpServer::Impl::Session : public std::enable_shared_from_this<Session> {
 public:
  Session(std::shared_ptr<Impl> server, tcp::socket socket)
      : server_(std::move(server)), stream_(std::move(socket)) {
    ++server_->connections;
  }
  ~Session() {
    --server_->connections;
    if (server_->connections + 1 == server_->limits.connections && !server_->is_closed) {
      server_->accept();
    }
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // Waits for the first byte of a request, then for the rest, which has less time.
  void wait() {
    if (server_->is_closed) {
      return;
    }
    parser_.emplace();
    parser_->header_limit(kMostHeaderBytes);
    parser_->body_limit(server_->limits.body_bytes);
    if (buffer_.size() > 0) {
      read();
      return;
    }
    waits_ = true;
    stream_.expires_after(steady(server_->limits.idle_time));
    stream_.async_read_some(buffer_.prepare(kFirstBytes),
                            [self = shared_from_this()](error_code error, std::size_t size) {
                              self->waits_ = false;
                              if (!error) {
                                self->buffer_.commit(size);
                                self->read();
                              }
                            });
  }

  void close_if_it_waits() {
    if (waits_) {
      stream_.cancel();
    }
  }

 private:
  static constexpr std::size_t kFirstBytes = 4096;
  static constexpr std::size_t kMostOfTheRest = std::size_t{16} << 20;

  void read() {
    stream_.expires_after(steady(server_->limits.request_time));
    read_message(stream_, buffer_, *parser_,
                 [self = shared_from_this()](error_code error) { self->answer(error); });
  }

  void answer(error_code error) {
    const auto& request = parser_->get();
    if (error == http::error::body_limit) {
      send(413,
           fmt::format(R"({{"error":"found a body of more than {} bytes"}})",
                       server_->limits.body_bytes),
           false);
    } else if (error == http::error::header_limit) {
      send(431,
           fmt::format(R"({{"error":"found a header of more than {} bytes"}})", kMostHeaderBytes),
           false);
    } else if (error && is_wrong_http(error)) {
      send(400, R"({"error":"found no HTTP request"})", false);
    } else if (!error) {
      HttpAnswer answer =
          server_->handler({.method = view(request.method_string()),
                            .target = view(request.target()),
                            .content_type = view(request[http::field::content_type]),
                            .body = request.body()});
      send(answer.status, std::move(answer.body), request.keep_alive() && !server_->is_closed);
    }
  }

  void send(int status, std::string body, bool goes_on) {
    const auto reason = http::obsolete_reason(static_cast<http::status>(status));
    outgoing_.head = fmt::format(
        "HTTP/1.1 {} {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n{}\r\n", status,
        view(reason), body.size(), goes_on ? "" : "Connection: close\r\n");
    outgoing_.body = std::move(body);
    stream_.expires_after(steady(server_->limits.request_time));
    write_message(stream_, outgoing_, [self = shared_from_this(), goes_on](error_code error) {
      if (error) {
        return;
      }
      if (goes_on) {
        self->wait();
      } else {
        error_code ignored;
        self->stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
        if (!self->parser_->is_done()) {
          self->read_the_rest(kMostOfTheRest);
        }
      }
    });
  }

  // Who is still sending would not see the answer if the connection were cut off at once.
  void read_the_rest(std::size_t most) {
    buffer_.clear();
    stream_.async_read_some(buffer_.prepare(kFirstBytes),
                            [self = shared_from_this(), most](error_code error, std::size_t size) {
                              if (!error && size < most) {
                                self->read_the_rest(most - size);
                              }
                            });
  }

  std::shared_ptr<Impl> server_;
  beast::tcp_stream stream_;
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  Outgoing outgoing_;
  bool waits_ = false;
};

// As many as are allowed; the others wait in the system's queue.
void HttpServer::Impl::accept() {
  acceptor.async_accept([self = shared_from_this()](error_code error, tcp::socket socket) {
    if (self->is_closed) {
      return;
    }
    if (error) {
      // Such as no more descriptors: those in use will end.
      self->pause.expires_after(std::chrono::milliseconds(100));
      self->pause.async_wait([self](error_code) {
        if (!self->is_closed) {
          self->accept();
        }
      });
      return;
    }
    prepare(socket);
    const auto session = std::make_shared<Session>(self, std::move(socket));
    std::erase_if(self->idle, [](const auto& each) { return each.expired(); });
    self->idle.push_back(session);
    session->wait();
    if (self->connections < self->limits.connections) {
      self->accept();
    }
  });
}

HttpServer::HttpServer(Loop& loop, const Address& address, const Limits& limits, Handler handler)
    : impl_(std::make_shared<Impl>(loop.impl().context, limits, std::move(handler))) {
  error_code error;
  const asio::ip::address host = asio::ip::make_address(address.host, error);
  const tcp::endpoint endpoint(host, address.port);
  if (!error) {
    impl_->acceptor.open(endpoint.protocol(), error);
  }
  if (!error) {
    // A port that was just in use may be taken again, one in use may not.
    impl_->acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  }
  if (!error) {
    impl_->acceptor.bind(endpoint, error);
  }
  if (!error) {
    impl_->acceptor.listen(tcp::acceptor::max_listen_connections, error);
  }
  if (error) {
    throw BadInput(
        fmt::format("can't listen on {}:{}: {}", address.host, address.port, error.message()));
  }
  impl_->accept();
}

HttpServer::HttpServer(Loop& loop, int listening_descriptor, const Limits& limits, Handler handler)
    : impl_(std::make_shared<Impl>(loop.impl().context, limits, std::move(handler))) {
  sockaddr_storage name{};
  socklen_t size = sizeof name;
  error_code error;
  if (::getsockname(listening_descriptor, reinterpret_cast<sockaddr*>(&name), &size) != 0) {
    error = error_code(errno, boost::system::system_category());
  } else {
    impl_->acceptor.assign(name.ss_family == AF_INET6 ? tcp::v6() : tcp::v4(), listening_descriptor,
                           error);
  }
  if (error) {
    throw BadInput(
        fmt::format("can't listen on descriptor {}: {}", listening_descriptor, error.message()));
  }
  impl_->accept();
}

HttpServer::~HttpServer() {
  close();
}

std::uint16_t HttpServer::port() const {
  return impl_->acceptor.local_endpoint().port();
}

void HttpServer::close() {
  if (!impl_->is_closed) {
    impl_->is_closed = true;
    error_code ignored;
    impl_->acceptor.close(ignored);
    impl_->pause.cancel();
    for (const auto& each : impl_->idle) {
      if (const auto session = each.lock()) {
        session->close_if_it_waits();
      }
    }
  }
}

struct HttpClient::Impl : std::enable_shared_from_this<HttpClient::Impl> {
  Impl(asio::io_context& context_given, const Address& address_given)
      : resolver(context_given), stream(context_given), address(address_given) {}

  void connect() {
    error_code no_number;
    const asio::ip::address number = asio::ip::make_address(address.host, no_number);
    if (!no_number) {
      stream.async_connect(
          tcp::endpoint(number, address.port),
          [self = shared_from_this()](error_code error) { self->connected(error); });
      return;
    }
    resolver.async_resolve(
        address.host, std::to_string(address.port),
        [self = shared_from_this()](error_code error, const tcp::resolver::results_type& found) {
          if (error) {
            self->end(std::nullopt);
          } else {
            self->stream.async_connect(found, [self](error_code failed, const tcp::endpoint&) {
              self->connected(failed);
            });
          }
        });
  }

  void connected(error_code error) {
    if (error) {
      end(std::nullopt);
    } else {
      prepare(stream.socket());
      is_connected = true;
      write();
    }
  }

  void write() {
    write_message(stream, request, [self = shared_from_this()](error_code error) {
      if (error) {
        self->end(std::nullopt);
      } else {
        self->read();
      }
    });
  }

  void read() {
    parser.emplace();
    parser->header_limit(kMostHeaderBytes);
    parser->body_limit(kMostAnswerBytes);
    read_message(stream, buffer, *parser,
                 [self = shared_from_this()](error_code error) { self->answered(error); });
  }

  void answered(error_code error) {
    if (error) {
      end(std::nullopt);
      return;
    }
    auto& response = parser->get();
    const auto status = static_cast<int>(response.result_int());
    if (status < http_status::kOk) {  // such as 100 Continue: the answer is still to come
      read();
      return;
    }
    HttpAnswer answer{.status = status, .body = std::move(response.body())};
    // What came beyond the answer would be taken for the next one.
    if (!response.keep_alive() || buffer.size() > 0) {
      disconnect();
    }
    end(std::move(answer));
  }

  // What came while nothing was asked is no answer either; nor is the other side's end.
  bool is_clean() {
    char byte = 0;
    const int socket = stream.socket().native_handle();
    const ssize_t size = ::recv(socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
  }

  void disconnect() {
    stream.close();
    buffer.clear();
    is_connected = false;
  }

  void end(std::optional<HttpAnswer> answer) {
    if (!answer) {
      disconnect();
    }
    is_busy = false;
    if (!is_left) {
      // `done` may ask for the next one.
      const Done called = std::exchange(done, {});
      called(std::move(answer));
    }
  }

  tcp::resolver resolver;
  beast::tcp_stream stream;
  Address address;
  beast::flat_buffer buffer;
  Outgoing request;
  std::optional<http::response_parser<http::string_body>> parser;
  Done done;
  bool is_connected = false;
  bool is_busy = false;
  bool is_left = false;
};

HttpClient::HttpClient(Loop& loop, const Address& address)
    : impl_(std::make_shared<Impl>(loop.impl().context, address)) {}

HttpClient::~HttpClient() {
  impl_->is_left = true;
  impl_->resolver.cancel();
  impl_->stream.close();
}

bool HttpClient::is_busy() const {
  return impl_->is_busy;
}

void HttpClient::request(std::string_view method, std::string_view target, std::string body,
                         std::chrono::milliseconds time, Done done) {
  check(!impl_->is_busy, "one request at a time");
  impl_->is_busy = true;
  impl_->done = std::move(done);
  impl_->request.head =
      fmt::format("{} {} HTTP/1.1\r\nHost: {}:{}\r\n{}Content-Length: {}\r\n\r\n", method, target,
                  impl_->address.host, impl_->address.port,
                  body.empty() ? "" : "Content-Type: application/json\r\n", body.size());
  impl_->request.body = std::move(body);
  impl_->stream.expires_after(steady(time));
  if (impl_->is_connected && !impl_->is_clean()) {
    impl_->disconnect();
    impl_->stream.expires_after(steady(time));
  }
  if (impl_->is_connected) {
    impl_->write();
  } else {
    impl_->connect();
  }
}

}  // namespace turncoat
