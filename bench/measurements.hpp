// What a run of turncoat_bench measured, out of the JSON that Google Benchmark writes.
//
// Names:  FAMILY/ENGINE/n:N/m:M, where FAMILY is growth or engines. Other benchmarks are left out,
//         but not their failures; nor are aggregates of repetitions read: of the repetitions
//         themselves the fastest is kept.
// Errors: the file is untrusted; throws BadInput.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace turncoat {

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
  double messages_per_second = 0;
};

// A benchmark that refused its own result: Google Benchmark ends with exit code 0 all the same.
struct FailedBenchmark {
  std::string name;
  std::string why;
};

struct Measurements {
  std::string build;                       // how the program was built; may be empty
  int processors = 0;                      // 0: not said
  std::vector<GrowthMeasurement> growth;   // by m, then n
  std::vector<EngineMeasurement> engines;  // by n and m, then as the program ran them
  std::vector<FailedBenchmark> failed;
};

// `file` is what errors call the text. All texts that are kept are one printable line.
Measurements read_measurements(std::string_view text, const std::string& file);

}  // namespace turncoat
