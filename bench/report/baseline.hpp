// Benchmarks against those of an earlier report, as ratios.
//
// Units:  a ratio is the time now by the time before: below 1 is faster.
// Errors: the earlier report is untrusted; throws BadInput.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "turncoat/bench/report/measurements.hpp"
#include "turncoat/support/page/document.hpp"

namespace turncoat {

inline constexpr std::string_view kReportFormat = "turncoat-report/1";

// For report.json, so that it can be a baseline.
nlohmann::json benchmarks_as_json(const std::vector<Benchmark>& benchmarks);

struct Ratio {
  double middle;    // of the medians
  double smallest;  // the fastest now by the slowest before
  double largest;   // the slowest now by the fastest before
};

enum class Trend { within_noise, faster, slower, unknown };

// Both sides have at least one value, all above 0.
Ratio ratio_of(const std::vector<double>& now, const std::vector<double>& before);
// Within noise: some repetition before was as fast as some now. Unknown: one side has no
// repetitions to tell it by.
Trend change_of(const std::vector<double>& now, const std::vector<double>& before);

// Errors call the text of the earlier report.json `file`.
Section baseline_section(const Measurements& now, std::string_view text, const std::string& file);

}  // namespace turncoat
