// Other programs, started without a shell: limited, and ended with all that they started.
//
// Each heads a process group of its own, and the whole group is ended with it. If the thread that
// started it ends first, the system kills it. One that is guarded is ended with all that it
// started, wherever that went, also if this process is killed.
#pragma once

#include <sys/types.h>

#include <cerrno>
#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace turncoat {

// With the program's name and the system's reason.
class NotStarted : public std::runtime_error {
 public:
  NotStarted(const std::string& program, int error);
  bool is_no_program() const { return error_ == ENOENT || error_ == EACCES || error_ == ENOEXEC; }

 private:
  int error_;
};

class Process {
 public:
  struct Start {
    std::vector<std::string> arguments;  // the program first, looked for in PATH
    std::string folder{};                // where it starts; empty: where this process is
    int input = -1;                      // its standard input; -1: there is nothing to read
    bool errors_too = false;             // its standard error among its output; else dropped
    int errors = -1;                     // its standard error; −1: as above
    // A process of this one stands between them, and kills what the program leaves behind, even by
    // setsid(2) and a second fork.
    bool guarded = false;
    std::vector<int> inherits{};  // descriptors that it has too, by the same numbers
  };
  // How it ended.
  struct End {
    int exit_code = -1;  // −1: by a signal
    int signal = 0;
  };

  // LC_ALL is C.UTF-8 for it. Throws NotStarted.
  explicit Process(const Start& start);
  // Kills its group; of one that is guarded all it started.
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  pid_t number() const { return number_; }
  // Nothing while it runs.
  std::optional<End> end();
  // To its group, if it runs.
  void signal(int number);
  // Becomes readable when there is output, or no more will come.
  int output() const { return output_; }
  // Appends what it has printed meanwhile; false once no more will come.
  bool take_output(std::string& text);
  // The same for who wants no more than the end of it: at most so many bytes of it are kept. Of a
  // flood a part is read each time.
  bool take_end_of_output(std::string& text, std::size_t most);

 private:
  enum class Reading { some, nothing, over };
  Reading read_part(std::string& text);

  pid_t number_ = 0;
  int output_ = -1;
  int guard_ = -1;  // while it is open, the guard lets the program run
  std::optional<End> end_;
};

// "ended with exit code 3", "was ended by signal 11 (Segmentation fault)".
std::string describe(const Process::End& end);

// All processes of the system that have a parent: (parent, child) of each. Linux only: elsewhere
// none (proc(5), stat).
std::multimap<pid_t, pid_t> children_by_parent();

// While there is one: what a program started that leaves it behind, even by setsid(2) and a second
// fork, becomes a child of this process. At its end all children are killed. Process-wide.
class Subreaper {
 public:
  Subreaper();
  ~Subreaper();
  Subreaper(const Subreaper&) = delete;
  Subreaper& operator=(const Subreaper&) = delete;
};

struct Ended {
  int exit_code;  // −1: it was ended by a signal, or for a limit, or is no program
  std::string printed;
};

struct ProcessLimits {
  std::chrono::seconds time{600};
  std::size_t output_bytes = std::size_t{1} << 28;
};

// Runs a program to its end. It reads `input` and then the end of the file; its standard output is
// returned, its standard error is dropped. Throws NotStarted, but where there is no such program.
Ended run_process(const std::vector<std::string>& arguments, const std::string& input,
                  const ProcessLimits& limits = {});

}  // namespace turncoat
