#include "turncoat/support/dialogue.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <ctime>
#include <utility>

#include "turncoat/support/printable.hpp"
#include "turncoat/support/sandbox.hpp"

namespace turncoat {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kChunk = 65'536;
// For a program that closed its output to end.
constexpr milliseconds kTimeToEnd{1000};

// A write that nobody will read ends a process, by default: here it is an error like others,
// whatever this process has decided about the signal.
class NoBrokenPipe {
 public:
  NoBrokenPipe() {
    ::sigemptyset(&signal_);
    ::sigaddset(&signal_, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &signal_, &before_);
  }
  ~NoBrokenPipe() {
    if (::sigismember(&before_, SIGPIPE) == 0) {
      const timespec now{};
      while (::sigtimedwait(&signal_, nullptr, &now) > 0) {
      }
    }
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  NoBrokenPipe(const NoBrokenPipe&) = delete;
  NoBrokenPipe& operator=(const NoBrokenPipe&) = delete;

 private:
  sigset_t signal_{};
  sigset_t before_{};
};

void never_block(const Descriptor& descriptor) {
  ::fcntl(descriptor.number(), F_SETFL, O_NONBLOCK);
}

}  // namespace

Dialogue::Dialogue(const Launch& launch)
    : input_(new_pipe()),
      errors_(new_pipe()),
      process_({.arguments = launch.in_sandbox ? turncoat::in_sandbox(launch.command, launch.folder)
                                               : launch.command,
                .folder = launch.folder,
                .input = input_.reader.number(),
                .errors = errors_.writer.number(),
                .guarded = true}),
      watch_(launch.watch) {
  if (watch_ != nullptr) {
    watch_->add(process_.number());
  }
  input_.reader.close();
  errors_.writer.close();
  never_block(input_.writer);
  never_block(errors_.reader);
}

Dialogue::~Dialogue() {
  leave_watch();
}

// Before its number can be somebody else's.
void Dialogue::leave_watch() {
  if (watch_ != nullptr) {
    std::exchange(watch_, nullptr)->leave(process_.number());
  }
}

void Dialogue::say(std::string_view line) {
  to_say_.append(line);
  to_say_.push_back('\n');
  if (unheard() >= kChunk) {
    write_some();
  }
}

void Dialogue::write_some() {
  const NoBrokenPipe quiet;
  while (unheard() > 0 && input_.writer.number() >= 0) {
    const ssize_t size =
        ::write(input_.writer.number(), to_say_.data() + said_, to_say_.size() - said_);
    if (size >= 0) {
      said_ += static_cast<std::size_t>(size);
    } else if (errno == EAGAIN) {
      return;
    } else if (errno != EINTR) {
      input_.writer.close();
    }
  }
  to_say_.clear();
  said_ = 0;
}

bool Dialogue::read_some() {
  const std::size_t before = heard_.size();
  heard_.resize(before + kChunk);
  ssize_t size = 0;
  do {
    size = ::read(process_.output(), heard_.data() + before, kChunk);
  } while (size < 0 && errno == EINTR);
  const bool speaks = size > 0 || (size < 0 && errno == EAGAIN);
  heard_.resize(before + static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
  return speaks;
}

void Dialogue::read_errors() {
  std::array<char, 4096> part{};
  ssize_t size = 0;
  while ((size = ::read(errors_.reader.number(), part.data(), part.size())) > 0) {
    printed_errors_.append(part.data(), static_cast<std::size_t>(size));
    if (printed_errors_.size() > kMostErrorBytes) {
      printed_errors_.erase(0, printed_errors_.size() - kMostErrorBytes);
    }
  }
  if (size == 0) {
    errors_.reader.close();
  }
}

void Dialogue::wait(Clock::time_point by) {
  const auto left = std::chrono::ceil<milliseconds>(by - Clock::now());
  std::array<pollfd, 3> events{
      pollfd{.fd = process_.output(), .events = POLLIN, .revents = 0},
      pollfd{.fd = errors_.reader.number(), .events = POLLIN, .revents = 0},
      pollfd{.fd = unheard() > 0 ? input_.writer.number() : -1, .events = POLLOUT, .revents = 0}};
  ::poll(events.data(), events.size(), static_cast<int>(std::max(left, milliseconds(0)).count()));
  if (events[1].revents != 0) {
    read_errors();
  }
  if (events[0].revents != 0) {
    speaks_ = read_some();
  }
}

std::optional<std::string_view> Dialogue::hear(Clock::time_point by) {
  heard_.erase(0, taken_);
  taken_ = 0;
  searched_ = 0;
  while (true) {
    const std::size_t end = heard_.find('\n', searched_);
    if (end != std::string::npos && end <= kMostLineBytes) {
      taken_ = end + 1;
      silence_ = Silence::none;
      return std::string_view(heard_).substr(0, end);
    }
    searched_ = heard_.size();
    silence_ = searched_ > kMostLineBytes ? Silence::too_long
               : !speaks_                 ? Silence::ended
               : Clock::now() >= by       ? Silence::late
                                          : Silence::none;
    if (silence_ != Silence::none) {
      return std::nullopt;
    }
    write_some();
    wait(by);
  }
}

std::string Dialogue::describe_end() {
  const std::string why = watch_ != nullptr ? watch_->why_ended(process_.number()) : "";
  leave_watch();
  if (!why.empty()) {
    return why + ", and was ended";
  }
  const Clock::time_point by = Clock::now() + kTimeToEnd;
  std::optional<Process::End> end = process_.end();
  while (!end && Clock::now() < by) {
    ::poll(nullptr, 0, 1);
    end = process_.end();
  }
  read_errors();
  if (!end) {
    return "closed its output";
  }
  return describe(*end);
}

std::string Dialogue::last_error() const {
  return last_line(printed_errors_);
}

}  // namespace turncoat
