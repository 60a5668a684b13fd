// What the verbs share: exit codes, the options of a setup, and work that can be interrupted.
#pragma once

#include <CLI/CLI.hpp>
#include <chrono>
#include <functional>
#include <string>

#include "core/setup.hpp"

namespace turncoat {

enum ExitCode : int { kHolds = 0, kViolation = 1, kBadInput = 2, kUndecided = 3 };

// Each adds its verb to the program; when the verb is chosen, its exit code goes to `exit_code`.
void add_run(CLI::App& program, int& exit_code);
void add_replay(CLI::App& program, int& exit_code);
void add_shrink(CLI::App& program, int& exit_code);
void add_search(CLI::App& program, int& exit_code);
void add_prove(CLI::App& program, int& exit_code);
void add_frontier(CLI::App& program, int& exit_code);
void add_check_proof(CLI::App& program, int& exit_code);
void add_strategies(CLI::App& program, int& exit_code);

// "0,5" → {0, 5}; "" and "none" → {}. Throws BadInput.
Generals parse_traitors(const std::string& text);
// Throws BadInput.
Order parse_order(const std::string& text);

// An option that takes a whole number from 0 to 2^64 − 1, and nothing else.
CLI::Option* add_unsigned(CLI::App& verb, const std::string& name, std::uint64_t& value,
                          const std::string& help);

// "1 traitor", "2 traitors"
std::string counted(std::uint64_t number, const std::string& noun);

// Ctrl-C asks for the end of the work instead of ending the program; a second one ends it.
void stop_on_interrupt();
bool was_interrupted();

// A line on standard error that is rewritten in place, where that is a terminal.
class Progress {
 public:
  // At most ten times a second.
  void show(const std::string& line);
  ~Progress();

 private:
  bool shown_ = false;
  std::chrono::steady_clock::time_point next_{};
};

}  // namespace turncoat
