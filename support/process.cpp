#include "turncoat/support/process.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <utility>

namespace turncoat {
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

std::string read_all(int descriptor) {
  std::string text;
  std::array<char, 65'536> part{};
  while (true) {
    const ssize_t size = ::read(descriptor, part.data(), part.size());
    if (size > 0) {
      text.append(part.data(), static_cast<std::size_t>(size));
    } else if (size == 0 || errno != EINTR) {
      return text;
    }
  }
}

int exit_code_of(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) {
      return -1;
    }
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

Ended run_process(const std::vector<std::string>& arguments, const std::string& input) {
  const TemporaryFile in = file_with(input);
  std::array<int, 2> out{};
  if (in == nullptr || ::pipe2(out.data(), O_CLOEXEC) != 0) {
    throw std::runtime_error(arguments[0] + ": can't be run: " + std::strerror(errno));
  }
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, ::fileno(in.get()), STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  std::vector<std::string> texts = arguments;
  std::vector<char*> argv;
  for (std::string& text : texts) {
    argv.push_back(text.data());
  }
  argv.push_back(nullptr);
  std::string locale = "LC_ALL=C.UTF-8";
  std::vector<char*> environment{locale.data()};
  for (char** variable = environ; *variable != nullptr; ++variable) {
    if (std::strncmp(*variable, "LC_ALL=", 7) != 0) {
      environment.push_back(*variable);
    }
  }
  environment.push_back(nullptr);
  pid_t child = 0;
  const int error =
      ::posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), environment.data());
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(out[1]);
  Ended ended{-1, error == 0 ? read_all(out[0]) : ""};
  ::close(out[0]);
  if (error == 0) {
    ended.exit_code = exit_code_of(child);
  }
  return ended;
}

}  // namespace turncoat
