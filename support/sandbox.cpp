#include "turncoat/support/sandbox.hpp"

#include <fmt/format.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <system_error>
#include <thread>

#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/descriptor.hpp"
#include "turncoat/support/printable.hpp"
#include "turncoat/support/process.hpp"

namespace turncoat {
namespace {

namespace fs = std::filesystem;

// What programs need of the system; the rest of the file system isn't there.
constexpr const char* kSystem[] = {"/usr",  "/etc", "/opt",   "/nix",   "/bin",
                                   "/sbin", "/lib", "/lib32", "/lib64", "/libx32"};

void append(std::vector<std::string>& command, std::vector<std::string> more) {
  command.insert(command.end(), more.begin(), more.end());
}

// Root can give each room a user of its own: of those that systemd gives out for a time, which
// belong to nobody. A number that another room has makes their processes count together, no more.
std::string some_user() {
  constexpr unsigned kFirst = 61'184;
  constexpr unsigned kUsers = 4'000;
  static std::atomic<unsigned> next{static_cast<unsigned>(::getpid())};
  return std::to_string(kFirst + next++ % kUsers);
}

// As root: a program inside is somebody else. Throws BadInput.
void expect_readable(const fs::path& folder) {
  constexpr int kMostFiles = 100'000;
  const auto expect = [&](const fs::path& path, const fs::file_status& status) {
    const fs::perms needed = fs::is_directory(status)
                                 ? fs::perms::others_read | fs::perms::others_exec
                                 : fs::perms::others_read;
    if (!fs::is_symlink(status) && (status.permissions() & needed) != needed) {
      throw BadInput(fmt::format(
          "{}: in root's sandbox a program runs as a user who can't read this; chmod -R o+rX {}",
          path.string(), folder.string()));
    }
  };
  std::error_code error;
  expect(folder, fs::status(folder, error));
  int files = 0;
  for (fs::recursive_directory_iterator file(folder, error), end;
       !error && file != end && files < kMostFiles; file.increment(error), ++files) {
    expect(file->path(), file->symlink_status());
  }
}

}  // namespace

std::vector<std::string> in_sandbox(const std::vector<std::string>& command,
                                    const std::string& folder, Network network) {
  std::vector<std::string> all{"bwrap"};
  for (const char* path : kSystem) {
    std::error_code ignored;
    if (fs::is_symlink(path, ignored)) {
      append(all, {"--symlink", fs::read_symlink(path, ignored).string(), path});
    } else if (fs::is_directory(path, ignored)) {
      append(all, {"--ro-bind", path, path});
    }
  }
  const std::string bytes = std::to_string(kSandboxFolderBytes);
  append(all, {"--proc", "/proc", "--dev", "/dev"});
  for (const char* path : {"/tmp", "/dev/shm"}) {
    append(all, {"--perms", "1777", "--size", bytes, "--tmpfs", path});
  }
  // Else it makes those that others can't enter.
  fs::path above = "/";
  for (const fs::path& part : fs::path(folder).parent_path().relative_path()) {
    above /= part;
    append(all, {"--perms", "0755", "--dir", above.string()});
  }
  append(all, {"--ro-bind", folder, folder, "--chdir", folder, "--remount-ro", "/dev"});
  append(all, {"--remount-ro", "/"});
  append(all, {"--unshare-ipc", "--unshare-pid", "--unshare-uts", "--unshare-cgroup-try",
               "--die-with-parent", "--new-session", "--clearenv"});
  if (network == Network::own) {
    append(all, {"--unshare-net"});
  }
  for (const auto& [name, value] : {std::pair("PATH", "/usr/local/bin:/usr/bin:/bin"),
                                    std::pair("HOME", "/tmp"), std::pair("LC_ALL", "C.UTF-8")}) {
    append(all, {"--setenv", name, value});
  }
  if (::geteuid() == 0) {
    const std::string user = some_user();
    append(all, {"setpriv", "--reuid", user, "--regid", user, "--clear-groups",
                 "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs"});
  } else {
    append(all, {"--unshare-user", "--disable-userns", "--uid", "1000", "--gid", "1000",
                 "--cap-drop", "ALL"});
  }
  append(all, {"prlimit", fmt::format("--nproc={0}:{0}", kSandboxProcesses), "--core=0:0"});
  append(all, command);
  return all;
}

// network_namespaces(7), user_namespaces(7): root needs no user space of its own for that.
void enter_own_network() {
  const uid_t user = ::geteuid();
  const gid_t group = ::getegid();
  const bool is_root = user == 0;
  const auto expect = [](bool is_done, const char* what) {
    if (!is_done) {
      throw BadInput(
          fmt::format("no network of its own can be had here: {}: {}", what, std::strerror(errno)));
    }
  };
  expect(::unshare(is_root ? CLONE_NEWNET : CLONE_NEWUSER | CLONE_NEWNET) == 0, "unshare");
  if (!is_root) {
    const auto map = [&](const char* file, const std::string& text) {
      std::ofstream stream(file);
      stream << text << std::flush;
      expect(stream.good(), file);
    };
    map("/proc/self/setgroups", "deny");
    map("/proc/self/uid_map", fmt::format("{0} {0} 1", user));
    map("/proc/self/gid_map", fmt::format("{0} {0} 1", group));
  }
  const Descriptor socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  ifreq loopback{};
  std::strcpy(loopback.ifr_name, "lo");
  loopback.ifr_flags = IFF_UP | IFF_RUNNING;
  expect(::ioctl(socket.number(), SIOCSIFFLAGS, &loopback) == 0, "loopback");
}

std::string why_no_sandbox() {
  try {
    Process process({.arguments = in_sandbox({"true"}, "/usr"), .errors_too = true});
    std::string printed;
    while (process.take_output(printed)) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    std::optional<Process::End> end;
    while (!(end = process.end())) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    if (end->exit_code == 0) {
      return "";
    }
    while (printed.ends_with('\n')) {
      printed.pop_back();
    }
    return printed.empty() ? "bwrap fails without a word" : printable(printed);
  } catch (const NotStarted& reason) {
    return fmt::format("{} (Debian's package bubblewrap)", reason.what());
  }
}

std::string sandbox_folder(const std::string& folder, const std::string& home) {
  std::error_code error;
  const fs::path path = fs::canonical(folder, error);
  if (error || !fs::is_directory(path, error)) {
    throw BadInput(fmt::format("{}: no such folder", folder));
  }
  const fs::path at_home = fs::weakly_canonical(home, error);
  const auto inside = at_home.lexically_relative(path);
  if (path == path.root_path() || (!inside.empty() && *inside.begin() != "..")) {
    throw BadInput(
        fmt::format("{}: a sandbox lets its program read this folder, so it can't be the root or "
                    "hold $HOME; give the program a folder of its own",
                    folder));
  }
  if (::geteuid() == 0) {
    expect_readable(path);
  }
  return path.string();
}

}  // namespace turncoat
