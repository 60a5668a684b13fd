// Measurements, out of the JSON that Google Benchmark writes.
//
// Names:  FAMILY/WHAT/n:N/m:M, where n and m may be missing. Families with a meaning of their own:
//           growth    counts of messages, beside the closed form
//           engines   an engine that makes every message: WHAT; needs scenarios_per_second
//           fast      the fast evaluator, against the adversary WHAT; one scenario an iteration
//         Options that Google Benchmark adds to a name, such as /repeats:3, are dropped. Aggregates
//         of repetitions are not read: the repetitions themselves are.
// Units:  seconds of processor time, as other programs on the machine disturb it less; of the clock
//         only for benchmarks with /real_time in their name; counters as the benchmark names them.
// Errors: the file is untrusted; throws BadInput.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace turncoat {

struct Size {
  int n = 0;
  int m = 0;
  friend auto operator<=>(const Size&, const Size&) = default;
};

// The middle one, or the smaller of the two in the middle. At least one value.
double median(std::vector<double> values);

struct Benchmark {
  std::string name;
  std::string family;
  std::string what;
  std::optional<Size> size{};
  std::vector<double> seconds{};           // of one iteration; one for each repetition, above 0
  std::map<std::string, double> counters;  // of the fastest repetition
};

struct GrowthMeasurement {
  int n = 0;
  int m = 0;
  std::uint64_t messages = 0;
  std::uint64_t received_per_lieutenant = 0;
  std::uint64_t bytes = 0;
  double messages_per_second = 0;
};

struct EngineMeasurement {
  std::string engine;
  int n = 0;
  int m = 0;
  double scenarios_per_second = 0;
  double scenarios = 0;  // played side by side in one pass
  bool makes_every_message = true;
  std::vector<double> seconds{};  // of one pass
};

// A benchmark that refused its own result: Google Benchmark ends with exit code 0 all the same.
struct FailedBenchmark {
  std::string name;
  std::string why;
};

struct Measurements {
  std::string build{};                       // how the program was built; may be empty
  int processors = 0;                        // 0: not said
  std::vector<Benchmark> benchmarks{};       // all, as they were run
  std::vector<GrowthMeasurement> growth{};   // by m, then n
  std::vector<EngineMeasurement> engines{};  // by n and m, then as they were run
  std::vector<FailedBenchmark> failed{};
};

// Everything in `before`, and the measurements of this text. Errors call the text `file`. All texts
// that are kept are one line of ASCII.
Measurements read_measurements(std::string_view text, const std::string& file,
                               Measurements before = {});

}  // namespace turncoat
