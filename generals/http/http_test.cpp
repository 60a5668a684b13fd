#include "turncoat/generals/http/http.hpp"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "turncoat/support/bad_input.hpp"

namespace turncoat {
namespace {

using std::chrono::milliseconds;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr milliseconds kLong{60'000};

HttpAnswer echo(const HttpRequest& request) {
  return {.status = request.target == "/no" ? 409 : 200,
          .body = std::string(request.method) + " " + std::string(request.target) + " " +
                  std::string(request.content_type) + " " + std::string(request.body)};
}

// A socket of our own, for what no client of HTTP would send.
class Raw {
 public:
  explicit Raw(std::uint16_t port) : descriptor_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(descriptor_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  }
  ~Raw() { ::close(descriptor_); }
  Raw(const Raw&) = delete;
  Raw& operator=(const Raw&) = delete;

  void send(const std::string& bytes) const {
    std::size_t sent = 0;
    while (sent < bytes.size()) {
      const ssize_t size =
          ::send(descriptor_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
      if (size <= 0) {
        return;
      }
      sent += static_cast<std::size_t>(size);
    }
  }
  // What comes first.
  std::string read_some() const {
    std::string part(4096, '\0');
    const ssize_t size = ::recv(descriptor_, part.data(), part.size(), 0);
    return part.substr(0, static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
  }
  // All that comes until the server ends the connection.
  std::string read() const {
    std::string all;
    std::string part(4096, '\0');
    while (true) {
      const ssize_t size = ::recv(descriptor_, part.data(), part.size(), 0);
      if (size <= 0) {
        return all;
      }
      all.append(part, 0, static_cast<std::size_t>(size));
    }
  }
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

// A loop with a server on it; what a test says to it from outside is said by a thread.
class Http : public ::testing::Test {
 protected:
  void serve(const HttpServer::Limits& limits = {}) {
    server.emplace(loop, Address{}, limits, [this](const HttpRequest& request) {
      ++handled;
      return echo(request);
    });
  }
  template <class Talk>
  void talk(const Talk& say) {
    std::thread other([&] {
      say();
      loop.post([this] { loop.stop(); });
    });
    loop.run();
    other.join();
  }
  Address address() const { return {.host = "127.0.0.1", .port = server->port()}; }

  Loop loop;
  std::optional<HttpServer> server;
  std::atomic<int> handled = 0;
};

TEST_F(Http, ManyRequestsGoOverOneConnection) {
  serve({.connections = 1});
  HttpClient client(loop, address());
  std::vector<std::string> answers;
  const std::function<void()> ask = [&] {
    client.request("POST", "/order", "body " + std::to_string(answers.size()), kLong,
                   [&](const std::optional<HttpAnswer>& answer) {
                     ASSERT_TRUE(answer);
                     answers.push_back(answer->body);
                     if (answers.size() == 100) {
                       loop.stop();
                     } else {
                       ask();
                     }
                   });
  };
  ask();
  EXPECT_TRUE(client.is_busy());
  loop.run();
  ASSERT_EQ(answers.size(), 100u);
  EXPECT_EQ(answers[0], "POST /order application/json body 0");
  EXPECT_EQ(answers[99], "POST /order application/json body 99");
}

TEST_F(Http, AStatusAndABodyAreAnswered) {
  serve();
  HttpClient client(loop, {.host = "localhost", .port = server->port()});
  std::optional<HttpAnswer> answered;
  client.request("GET", "/no", "", kLong, [&](std::optional<HttpAnswer> answer) {
    answered = std::move(answer);
    loop.stop();
  });
  loop.run();
  ASSERT_TRUE(answered);
  EXPECT_EQ(answered->status, 409);
  EXPECT_EQ(answered->body, "GET /no  ");
}

TEST_F(Http, NobodyThereIsNoAnswer) {
  serve();
  const Address nobody = address();
  server.reset();
  HttpClient client(loop, nobody);
  int calls = 0;
  client.request("GET", "/", "", kLong, [&](const std::optional<HttpAnswer>& answer) {
    EXPECT_FALSE(answer);
    ++calls;
    loop.stop();
  });
  loop.run();
  EXPECT_EQ(calls, 1);
}

// A server of our own, for what ours would not answer.
class RawServer {
 public:
  // It listens.
  RawServer() : listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in name{};
    name.sin_family = AF_INET;
    name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof name;
    EXPECT_EQ(::bind(listener_, reinterpret_cast<sockaddr*>(&name), size), 0);
    EXPECT_EQ(::listen(listener_, 5), 0);
    EXPECT_EQ(::getsockname(listener_, reinterpret_cast<sockaddr*>(&name), &size), 0);
    port = ntohs(name.sin_port);
  }
  ~RawServer() {
    ::shutdown(listener_, SHUT_RDWR);  // ends a wait for a connection that never comes
    if (thread_.joinable()) {
      thread_.join();
    }
    ::close(listener_);
  }
  RawServer(const RawServer&) = delete;
  RawServer& operator=(const RawServer&) = delete;

  // The first request on each connection is answered with the first bytes, the second one, on the
  // same connection, with the second bytes; then `connections` and no more.
  void answer(int connections, const std::vector<std::string>& answers) {
    thread_ = std::thread([this, connections, answers] {
      for (int i = 0; i < connections; ++i) {
        const int connection = ::accept(listener_, nullptr, nullptr);
        if (connection < 0) {
          return;
        }
        for (const std::string& bytes : answers) {
          std::string asked(4096, '\0');
          if (::recv(connection, asked.data(), asked.size(), 0) <= 0) {
            break;
          }
          ::send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        }
        ::close(connection);
      }
    });
  }

  std::uint16_t port = 0;

 private:
  int listener_;
  std::thread thread_;
};

TEST_F(Http, AnAnswerThatIsOnlyOnItsWayIsNone) {
  RawServer server_of_ours;
  server_of_ours.answer(1, {"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n"
                            "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nyes!"});
  HttpClient client(loop, {.port = server_of_ours.port});
  std::optional<HttpAnswer> answered;
  client.request("POST", "/start", "{}", kLong, [&](std::optional<HttpAnswer> answer) {
    answered = std::move(answer);
    loop.stop();
  });
  loop.run();
  ASSERT_TRUE(answered);
  EXPECT_EQ(answered->status, 200);
  EXPECT_EQ(answered->body, "yes!");
}

TEST_F(Http, WhatComesBeyondAnAnswerIsNotTheNextOne) {
  const std::string first = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst";
  const std::string surplus = "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nsurplus";
  RawServer server_of_ours;
  // Each request comes on a connection of its own: none is used again after more than an answer.
  server_of_ours.answer(2, {first + surplus});
  HttpClient client(loop, {.port = server_of_ours.port});
  std::vector<std::string> answers;
  const std::function<void()> ask = [&] {
    client.request("GET", "/status", "", kLong, [&](const std::optional<HttpAnswer>& answer) {
      answers.push_back(answer ? answer->body : "none");
      if (answers.size() < 2) {
        ask();
      } else {
        loop.stop();
      }
    });
  };
  ask();
  loop.run();
  EXPECT_EQ(answers, (std::vector<std::string>{"first", "first"}));
}

TEST_F(Http, AConnectionThatTheOtherSideClosedIsMadeAgain) {
  RawServer server_of_ours;
  server_of_ours.answer(2, {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"});
  HttpClient client(loop, {.port = server_of_ours.port});
  int answered = 0;
  const std::function<void()> ask = [&] {
    client.request("GET", "/", "", kLong, [&](const std::optional<HttpAnswer>& answer) {
      EXPECT_TRUE(answer);
      ++answered;
      loop.stop();
    });
  };
  ask();
  loop.run();
  // Until its end has come.
  Timer pause(loop);
  pause.after(milliseconds(50), [this] { loop.stop(); });
  loop.run();
  ask();
  loop.run();
  EXPECT_EQ(answered, 2);
}

TEST_F(Http, AServerThatIsSilentIsNoAnswerInTime) {
  const RawServer silent;  // it never accepts
  HttpClient client(loop, {.port = silent.port});
  int calls = 0;
  client.request("GET", "/", "", milliseconds(50), [&](const std::optional<HttpAnswer>& answer) {
    EXPECT_FALSE(answer);
    ++calls;
    loop.stop();
  });
  loop.run();
  EXPECT_EQ(calls, 1);
}

TEST_F(Http, AClientThatIsLeftIsNeverCalledBack) {
  serve();
  auto client = std::make_unique<HttpClient>(loop, address());
  client->request("GET", "/", "", kLong,
                  [&](const std::optional<HttpAnswer>&) { ADD_FAILURE() << "called back"; });
  client.reset();
  Timer end(loop);
  end.after(milliseconds(50), [this] { loop.stop(); });
  loop.run();
}

TEST_F(Http, WhatIsNoRequestIsRefused) {
  serve();
  talk([&] {
    const Raw raw(server->port());
    raw.send("\x16\x03\x01 no HTTP\r\n\r\n");
    EXPECT_THAT(raw.read(), AllOf(StartsWith("HTTP/1.1 400"), HasSubstr("found no HTTP request")));
  });
  EXPECT_EQ(handled, 0);
}

TEST_F(Http, ALongBodyIsRefusedBeforeItIsTaken) {
  serve({.body_bytes = 10});
  talk([&] {
    const Raw stated(server->port());
    stated.send("POST / HTTP/1.1\r\nContent-Length: 1000000000000\r\n\r\n");
    EXPECT_THAT(stated.read(), AllOf(StartsWith("HTTP/1.1 413"), HasSubstr("more than 10 bytes")));
    const Raw chunked(server->port());
    chunked.send("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n01234567890\r\n");
    EXPECT_THAT(chunked.read(), StartsWith("HTTP/1.1 413"));
  });
  EXPECT_EQ(handled, 0);
}

TEST_F(Http, WhoIsStillSendingSeesTheRefusal) {
  serve({.body_bytes = 10});
  talk([&] {
    const Raw raw(server->port());
    const std::string body(4'000'000, 'x');
    raw.send("POST / HTTP/1.1\r\nContent-Length: 4000000\r\n\r\n" + body);
    EXPECT_THAT(raw.read(), StartsWith("HTTP/1.1 413"));
  });
}

TEST_F(Http, ALongHeaderIsRefused) {
  serve();
  talk([&] {
    const Raw raw(server->port());
    raw.send("GET / HTTP/1.1\r\nX: " + std::string(9000, 'x') + "\r\n\r\n");
    EXPECT_THAT(raw.read(), StartsWith("HTTP/1.1 431"));
  });
  EXPECT_EQ(handled, 0);
}

TEST_F(Http, HalfARequestIsCutOff) {
  serve({.request_time = milliseconds(50)});
  talk([&] {
    const Raw raw(server->port());
    raw.send("POST / HTTP/1.1\r\nContent-Le");
    EXPECT_EQ(raw.read(), "");
  });
  EXPECT_EQ(handled, 0);
}

TEST_F(Http, AConnectionThatIsNotUsedIsCutOff) {
  serve({.idle_time = milliseconds(50)});
  talk([&] {
    const Raw raw(server->port());
    EXPECT_EQ(raw.read(), "");
  });
}

TEST_F(Http, MoreConnectionsThanAllowedWaitForOneToEnd) {
  serve({.connections = 2, .idle_time = milliseconds(50)});
  talk([&] {
    const Raw one(server->port());
    const Raw two(server->port());
    const Raw three(server->port());
    three.send("GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
    EXPECT_THAT(three.read(), StartsWith("HTTP/1.1 200"));
  });
}

TEST_F(Http, NeverMoreConnectionsThanAllowedAreServedAtOnce) {
  serve({.connections = 2});
  talk([&] {
    for (int i = 0; i < 5; ++i) {  // that have ended
      const Raw before(server->port());
      before.send("GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
      EXPECT_THAT(before.read(), StartsWith("HTTP/1.1 200"));
    }
    std::optional<Raw> one(std::in_place, server->port());
    const Raw two(server->port());
    for (const Raw* each : {static_cast<const Raw*>(&*one), &two}) {
      each->send("GET / HTTP/1.1\r\n\r\n");
      EXPECT_THAT(each->read_some(), StartsWith("HTTP/1.1 200"));
    }
    const Raw three(server->port());
    three.send("GET /three HTTP/1.1\r\nConnection: close\r\n\r\n");
    for (int i = 0; i < 20; ++i) {  // so often the server looked for what there is
      two.send("GET / HTTP/1.1\r\n\r\n");
      EXPECT_THAT(two.read_some(), StartsWith("HTTP/1.1 200"));
    }
    EXPECT_EQ(handled, 5 + 2 + 20);
    one.reset();
    EXPECT_THAT(three.read(), StartsWith("HTTP/1.1 200"));
  });
}

TEST_F(Http, RequestsSentAtOnceAreAnsweredInTheirOrder) {
  serve();
  talk([&] {
    const Raw raw(server->port());
    raw.send("GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\nConnection: close\r\n\r\n");
    const std::string all = raw.read();
    EXPECT_LT(all.find("GET /1"), all.find("GET /2"));
    EXPECT_THAT(all, HasSubstr("GET /2"));
  });
}

TEST_F(Http, APortThatIsTakenIsRefusedByName) {
  serve();
  try {
    HttpServer second(loop, address(), {}, echo);
    FAIL() << "two servers on one port";
  } catch (const BadInput& error) {
    EXPECT_THAT(error.what(),
                HasSubstr("can't listen on 127.0.0.1:" + std::to_string(server->port()) +
                          ": Address already in use"));
  }
  try {
    HttpServer nowhere(loop, {.host = "no number"}, {}, echo);
    FAIL() << "no address";
  } catch (const BadInput& error) {
    EXPECT_THAT(error.what(), HasSubstr("can't listen on no number:0: "));
  }
}

TEST_F(Http, ClosingAnswersWhatIsUnderWayAndEndsTheLoop) {
  std::string idle_read;
  std::string busy_read;
  std::optional<Raw> idle;
  std::optional<Raw> busy;
  server.emplace(loop, Address{}, HttpServer::Limits{}, [&](const HttpRequest& request) {
    server->close();
    return echo(request);
  });
  std::thread other([&, port = server->port()] {
    idle.emplace(port);
    busy.emplace(port);
    busy->send("GET /last HTTP/1.1\r\n\r\n");
    busy_read = busy->read();
    idle_read = idle->read();
  });
  loop.run();
  other.join();
  EXPECT_THAT(busy_read, AllOf(StartsWith("HTTP/1.1 200"), HasSubstr("GET /last")));
  EXPECT_EQ(idle_read, "");
}

TEST_F(Http, AServerTakesASocketThatListens) {
  const int listening = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in name{};
  name.sin_family = AF_INET;
  name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ASSERT_EQ(::bind(listening, reinterpret_cast<sockaddr*>(&name), sizeof name), 0);
  ASSERT_EQ(::listen(listening, 5), 0);
  server.emplace(loop, listening, HttpServer::Limits{}, echo);
  talk([&] {
    const Raw raw(server->port());
    raw.send("GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
    EXPECT_THAT(raw.read(), StartsWith("HTTP/1.1 200"));
  });
  EXPECT_THROW(HttpServer(loop, 987, {}, echo), BadInput);
}

TEST(Loop, ATimerCallsOnceAndIsTakenBack) {
  Loop loop;
  int calls = 0;
  Timer taken_back(loop);
  taken_back.after(milliseconds(1), [&] { calls += 100; });
  taken_back.cancel();
  Timer set_again(loop);
  set_again.after(milliseconds(1), [&] { calls += 100; });
  set_again.after(milliseconds(2), [&] { ++calls; });
  {
    Timer gone(loop);
    gone.after(milliseconds(1), [&] { calls += 100; });
  }
  loop.run();
  EXPECT_EQ(calls, 1);
  EXPECT_GE(loop.now(), milliseconds(2));
}

TEST(Loop, ASignalCallsBack) {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    Loop loop;
    int calls = 0;
    loop.on_signal([&] {
      ++calls;
      loop.stop();
    });
    ::raise(signal);
    loop.run();
    EXPECT_EQ(calls, 1);
  }
}

}  // namespace
}  // namespace turncoat
