#include "turncoat/support/process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "turncoat/support/decimal.hpp"

namespace turncoat {
namespace {

class Pipe {
 public:
  Pipe() = default;
  ~Pipe() {
    close_reader();
    close_writer();
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  bool open() { return ::pipe2(ends_.data(), O_CLOEXEC) == 0; }
  int reader() const { return ends_[0]; }
  int writer() const { return ends_[1]; }
  int release_reader() { return std::exchange(ends_[0], -1); }
  int release_writer() { return std::exchange(ends_[1], -1); }
  void close_reader() { close(ends_[0]); }
  void close_writer() { close(ends_[1]); }

 private:
  static void close(int& descriptor) {
    if (descriptor >= 0) {
      ::close(std::exchange(descriptor, -1));
    }
  }

  std::array<int, 2> ends_{-1, -1};
};

// In order, with what stands after them; null at the end.
std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (std::string& text : texts) {
    all.push_back(text.data());
  }
  all.push_back(nullptr);
  return all;
}

std::vector<std::string> environment_for_it() {
  std::vector<std::string> all{"LC_ALL=C.UTF-8"};
  for (char** variable = environ; *variable != nullptr; ++variable) {
    if (std::strncmp(*variable, "LC_ALL=", 7) != 0) {
      all.emplace_back(*variable);
    }
  }
  return all;
}

struct Program {
  char** arguments;
  char** environment;
  int output;
  int failure;  // takes errno
  int guard;    // its end is that of the parent, or the parent's wish; −1: no guard
  pid_t parent;
};

// The children of a process that isn't a copy with other threads' locks: no memory is taken.
// proc(5), children.
bool kill_children() {
  std::array<char, 4096> text{};
  const int file = ::open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
  const ssize_t size = file < 0 ? 0 : ::read(file, text.data(), text.size() - 1);
  if (file >= 0) {
    ::close(file);
  }
  pid_t number = 0;
  bool any = false;
  for (ssize_t i = 0; i < size; ++i) {
    if (text[i] >= '0' && text[i] <= '9') {
      number = 10 * number + (text[i] - '0');
    } else if (number > 0) {
      ::kill(number, SIGKILL);
      number = 0;
      any = true;
    }
  }
  return any;
}

// Between the program and its parent: until the program ends, or the parent does, or wishes it.
// What the program left behind has become a child of the guard by then, as has what that left
// behind.
[[noreturn]] void guard(pid_t program, int parent, const sigset_t& child_ended) {
  const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    ::dup2(nothing, standard);
  }
  ::dup2(parent, STDIN_FILENO);
  ::dup2(::signalfd(-1, &child_ended, SFD_CLOEXEC), STDOUT_FILENO);
  ::close_range(STDERR_FILENO, ~0U, 0);  // others wait for the end of what these are the ends of
  int status = 0;
  for (bool has_ended = false; !has_ended;) {
    std::array<pollfd, 2> wait{pollfd{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0},
                               pollfd{.fd = STDOUT_FILENO, .events = POLLIN, .revents = 0}};
    ::poll(wait.data(), wait.size(), -1);
    if (wait[0].revents != 0) {
      ::kill(program, SIGKILL);
    }
    if (wait[1].revents != 0) {
      signalfd_siginfo ignored{};
      [[maybe_unused]] const ssize_t size = ::read(STDOUT_FILENO, &ignored, sizeof ignored);
    }
    const int how = wait[0].revents != 0 ? 0 : WNOHANG;
    for (int its_status = 0; !has_ended;) {
      const pid_t ended = ::waitpid(-1, &its_status, how);
      if (ended <= 0) {
        break;
      }
      if (ended == program) {
        status = its_status;
        has_ended = true;
      }
    }
  }
  while (kill_children()) {
    while (::waitpid(-1, nullptr, WNOHANG) > 0) {
    }
  }
  if (WIFSIGNALED(status)) {  // as if this were the program
    const rlimit no_core{.rlim_cur = 0, .rlim_max = 0};
    ::setrlimit(RLIMIT_CORE, &no_core);
    ::signal(WTERMSIG(status), SIG_DFL);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::raise(WTERMSIG(status));
  }
  ::_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 127);
}

// Returns in the program's process; what was the child becomes its guard.
void go_behind_a_guard(int parent) {
  sigset_t all;
  ::sigfillset(&all);
  ::sigprocmask(SIG_SETMASK, &all, nullptr);
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);
  const pid_t guarding = ::getpid();
  const pid_t program = ::fork();
  if (program != 0) {
    sigset_t child_ended;
    ::sigemptyset(&child_ended);
    ::sigaddset(&child_ended, SIGCHLD);
    guard(program, parent, child_ended);  // if there is none, all is over
  }
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != guarding) {
    ::_exit(127);
  }
}

// The child's part, between fork and the program: only what is safe in a copy of a process that may
// have had other threads.
[[noreturn]] void become(const Process::Start& start, const Program& program) {
  const auto fail = [&] {
    const int error = errno;
    [[maybe_unused]] const ssize_t written = ::write(program.failure, &error, sizeof error);
    ::_exit(127);
  };
  ::setpgid(0, 0);
  if (program.guard >= 0) {
    go_behind_a_guard(program.guard);
  } else {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != program.parent) {  // it had ended before that
      ::_exit(127);
    }
  }
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  if (nothing < 0 || ::dup2(start.input >= 0 ? start.input : nothing, STDIN_FILENO) < 0 ||
      ::dup2(program.output, STDOUT_FILENO) < 0 ||
      ::dup2(start.errors >= 0  ? start.errors
             : start.errors_too ? program.output
                                : nothing,
             STDERR_FILENO) < 0) {
    fail();
  }
  if (!start.folder.empty() && ::chdir(start.folder.c_str()) != 0) {
    fail();
  }
  for (const int descriptor : start.inherits) {
    if (::fcntl(descriptor, F_SETFD, 0) != 0) {
      fail();
    }
  }
  ::execvpe(program.arguments[0], program.arguments, program.environment);
  fail();
  ::_exit(127);
}

// Nothing if it reports no failure, as its program runs.
std::optional<int> failure_of(int descriptor) {
  int error = 0;
  ssize_t size = 0;
  do {
    size = ::read(descriptor, &error, sizeof error);
  } while (size < 0 && errno == EINTR);
  return size == sizeof error ? std::optional(error) : std::nullopt;
}

}  // namespace

NotStarted::NotStarted(const std::string& program, int error)
    : std::runtime_error(program + ": can't be run: " + std::strerror(error)), error_(error) {}

Process::Process(const Start& start) {
  std::vector<std::string> arguments = start.arguments;
  std::vector<std::string> environment = environment_for_it();
  const std::vector<char*> argument_pointers = pointers(arguments);
  const std::vector<char*> environment_pointers = pointers(environment);
  Pipe output;
  Pipe failure;
  Pipe alive;
  if (!output.open() || !failure.open() || (start.guarded && !alive.open())) {
    throw NotStarted(start.arguments[0], errno);
  }
  const pid_t parent = ::getpid();
  number_ = ::fork();
  if (number_ < 0) {
    throw NotStarted(start.arguments[0], errno);
  }
  if (number_ == 0) {
    become(start, {.arguments = const_cast<char**>(argument_pointers.data()),
                   .environment = const_cast<char**>(environment_pointers.data()),
                   .output = output.writer(),
                   .failure = failure.writer(),
                   .guard = alive.reader(),
                   .parent = parent});
  }
  ::setpgid(number_, number_);  // whoever is first
  output.close_writer();
  failure.close_writer();
  if (const std::optional<int> error = failure_of(failure.reader())) {
    ::waitpid(number_, nullptr, 0);
    throw NotStarted(start.arguments[0], *error);
  }
  output_ = output.release_reader();
  guard_ = alive.release_writer();
  ::fcntl(output_, F_SETFL, O_NONBLOCK);
}

// The number is its own until it is waited for, so nobody else is killed.
Process::~Process() {
  const bool is_guarded = guard_ >= 0;
  if (is_guarded) {
    ::close(guard_);  // the guard kills them all, and then ends
  }
  if (!end_) {
    if (!is_guarded) {
      ::kill(-number_, SIGKILL);
    }
    while (::waitpid(number_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  ::close(output_);
}

std::optional<Process::End> Process::end() {
  siginfo_t seen{};
  // Seen before it is waited for: as long as it isn't, its group's number is nobody else's.
  if (!end_ &&
      ::waitid(P_PID, static_cast<id_t>(number_), &seen, WEXITED | WNOHANG | WNOWAIT) == 0 &&
      seen.si_pid == number_) {
    ::kill(-number_, SIGKILL);
    int status = 0;
    ::waitpid(number_, &status, 0);
    end_ =
        WIFEXITED(status) ? End{.exit_code = WEXITSTATUS(status)} : End{.signal = WTERMSIG(status)};
  }
  return end_;
}

void Process::signal(int number) {
  if (!end_) {
    ::kill(-number_, number);
  }
}

Process::Reading Process::read_part(std::string& text) {
  std::array<char, 65'536> part{};
  while (true) {
    const ssize_t size = ::read(output_, part.data(), part.size());
    if (size > 0) {
      text.append(part.data(), static_cast<std::size_t>(size));
      return Reading::some;
    }
    if (size == 0) {
      return Reading::over;
    }
    if (errno != EINTR) {
      return errno == EAGAIN ? Reading::nothing : Reading::over;
    }
  }
}

bool Process::take_output(std::string& text) {
  Reading reading{};
  do {
    reading = read_part(text);
  } while (reading == Reading::some);
  return reading != Reading::over;
}

bool Process::take_end_of_output(std::string& text, std::size_t most) {
  constexpr int kMostParts = 16;
  Reading reading = Reading::some;
  for (int part = 0; part < kMostParts && reading == Reading::some; ++part) {
    reading = read_part(text);
    text.erase(0, text.size() - std::min(text.size(), most));
  }
  return reading != Reading::over;
}

std::string describe(const Process::End& end) {
  return end.signal != 0
             ? fmt::format("was ended by signal {} ({})", end.signal, ::strsignal(end.signal))
             : fmt::format("ended with exit code {}", end.exit_code);
}

std::multimap<pid_t, pid_t> children_by_parent() {
  std::multimap<pid_t, pid_t> found;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator("/proc", ignored)) {
    const std::optional<std::uint64_t> number = whole_number(entry.path().filename().string());
    std::string stat;
    if (!number || !std::getline(std::ifstream(entry.path() / "stat"), stat)) {
      continue;
    }
    // The name may hold anything, but ends with the last parenthesis.
    std::istringstream rest(stat.substr(std::min(stat.rfind(')') + 1, stat.size())));
    char state = 0;
    pid_t parent = 0;
    if (rest >> state >> parent && parent > 0) {
      found.emplace(parent, static_cast<pid_t>(*number));
    }
  }
  return found;
}

Subreaper::Subreaper() {
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);
}

// The children of a killed child become children in turn.
Subreaper::~Subreaper() {
  constexpr int kMostGenerations = 1000;
  for (int i = 0; i < kMostGenerations; ++i) {
    const std::multimap<pid_t, pid_t> all = children_by_parent();
    const auto [first, last] = all.equal_range(::getpid());
    if (first == last) {
      break;
    }
    for (auto left = first; left != last; ++left) {
      const pid_t child = left->second;
      ::kill(child, SIGKILL);
      while (::waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
      }
    }
  }
  ::prctl(PR_SET_CHILD_SUBREAPER, 0);
}

namespace {

// Input goes through a file, so that neither side ever waits for the other to read.
using TemporaryFile = std::unique_ptr<std::FILE, decltype([](std::FILE* f) { std::fclose(f); })>;

// Nothing, and errno, if none can be written.
TemporaryFile file_with(const std::string& text) {
  TemporaryFile file(std::tmpfile());
  const bool is_written = file != nullptr &&
                          std::fwrite(text.data(), 1, text.size(), file.get()) == text.size() &&
                          std::fflush(file.get()) == 0 && std::fseek(file.get(), 0, SEEK_SET) == 0;
  return is_written ? std::move(file) : nullptr;
}

}  // namespace

Ended run_process(const std::vector<std::string>& arguments, const std::string& input,
                  const ProcessLimits& limits) {
  const TemporaryFile in = file_with(input);
  if (in == nullptr) {
    throw NotStarted(arguments[0], errno);
  }
  std::optional<Process> process;
  try {
    process.emplace(Process::Start{.arguments = arguments, .input = ::fileno(in.get())});
  } catch (const NotStarted& reason) {
    if (reason.is_no_program()) {
      return {-1, ""};
    }
    throw;
  }
  Ended ended{-1, ""};
  const auto end = std::chrono::steady_clock::now() + limits.time;
  bool prints = true;
  while (ended.printed.size() <= limits.output_bytes && std::chrono::steady_clock::now() < end) {
    pollfd wait{.fd = prints ? process->output() : -1, .events = POLLIN, .revents = 0};
    constexpr int kMilliseconds = 10;
    ::poll(&wait, 1, kMilliseconds);
    const auto how = process->end();
    prints = prints && process->take_output(ended.printed);
    if (how) {
      ended.exit_code = how->exit_code;
      return ended;
    }
  }
  return ended;
}

}  // namespace turncoat
