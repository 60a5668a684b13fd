#include "turncoat/bench/report/measurements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <tuple>

#include "turncoat/core/setup.hpp"
#include "turncoat/support/json_place.hpp"
#include "turncoat/support/read_text.hpp"

namespace turncoat {
namespace {

constexpr std::size_t kMostBenchmarks = 10'000;
constexpr std::size_t kMostParts = 16;
// Google Benchmark's counters are doubles: above this they don't hold every whole number.
constexpr double kLargestExactCount = 0x1p53;
constexpr double kLargestCounter = std::numeric_limits<double>::max();
constexpr double kLargestRate = 1e18;
constexpr double kLongestSeconds = 1e9;

// Keys that Google Benchmark writes itself; every other number is a counter.
constexpr std::array kNoCounters{
    std::string_view("family_index"), std::string_view("per_family_instance_index"),
    std::string_view("repetitions"),  std::string_view("repetition_index"),
    std::string_view("threads"),      std::string_view("iterations"),
    std::string_view("real_time"),    std::string_view("cpu_time")};

std::uint64_t count_of(const Benchmark& benchmark, const std::string& key, const JsonPlace& place) {
  const double count = place.at(key).number(0, kLargestExactCount);
  if (count != std::floor(count)) {
    place.at(key).fail("a whole number");
  }
  return static_cast<std::uint64_t>(benchmark.counters.at(key));
}

double above_zero(const JsonPlace& place, double most) {
  const double value = place.number(0, most);
  if (value == 0) {
    place.fail("a number above 0");
  }
  return value;
}

std::optional<int> number_after(std::string_view prefix, std::string_view text) {
  if (!text.starts_with(prefix)) {
    return std::nullopt;
  }
  text.remove_prefix(prefix.size());
  int number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && stop == text.data() + text.size() ? std::optional(number)
                                                                   : std::nullopt;
}

std::vector<std::string> parts_of(const std::string& name) {
  std::vector<std::string> parts;
  for (std::size_t from = 0; from <= name.size() && parts.size() < kMostParts;) {
    const std::size_t to = std::min(name.find('/', from), name.size());
    parts.push_back(name.substr(from, to - from));
    from = to + 1;
  }
  return parts;
}

bool is_option(const std::string& part) {
  constexpr std::array kOptions{"iterations:", "min_time:", "repeats:"};
  constexpr std::array kClocks{"real_time", "process_time", "manual_time"};
  return std::any_of(kOptions.begin(), kOptions.end(),
                     [&](const char* option) { return part.starts_with(option); }) ||
         std::find(kClocks.begin(), kClocks.end(), part) != kClocks.end();
}

bool is_word(const std::string& text) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  };
  return !text.empty() && std::all_of(text.begin(), text.end(), is_plain);
}

Size valid_size(const JsonPlace& place, int n, int m) {
  try {
    validated(Setup{.n = n, .m = m});
  } catch (const InvalidSetup& error) {
    place.refuse(error.what());
  }
  return {n, m};
}

// A name, taken apart. The rest, neither family, n, m nor an option, says what was measured.
Benchmark named(const JsonPlace& place) {
  Benchmark benchmark;
  std::vector<std::string> parts = parts_of(read_text(place));
  std::erase_if(parts, is_option);
  benchmark.name = fmt::format("{}", fmt::join(parts, "/"));
  benchmark.family = parts.empty() ? "" : parts.front();
  std::vector<std::string> what;
  std::optional<int> n;
  std::optional<int> m;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const auto found_n = number_after("n:", parts[i]);
    const auto found_m = number_after("m:", parts[i]);
    if (found_n) {
      n = found_n;
    } else if (found_m) {
      m = found_m;
    } else {
      what.push_back(parts[i]);
    }
  }
  benchmark.what = fmt::format("{}", fmt::join(what, "/"));
  if (n && m) {
    benchmark.size = valid_size(place, *n, *m);
  }
  return benchmark;
}

double seconds_in(const JsonPlace& unit) {
  const std::string text = unit.text(kLongestText);
  for (const auto& [name, seconds] :
       {std::pair("ns", 1e-9), std::pair("us", 1e-6), std::pair("ms", 1e-3), std::pair("s", 1.0)}) {
    if (text == name) {
      return seconds;
    }
  }
  unit.fail("ns, us, ms or s");
}

std::map<std::string, double> counters_of(const JsonPlace& benchmark) {
  std::map<std::string, double> counters;
  for (const std::string& key : benchmark.keys()) {
    const JsonPlace value = benchmark.at(key);
    const bool is_counter =
        value.is_number() && is_word(key) &&
        std::find(kNoCounters.begin(), kNoCounters.end(), key) == kNoCounters.end();
    if (is_counter) {
      counters[key] = value.number(-kLargestCounter, kLargestCounter);
    }
  }
  return counters;
}

void need_size(const Benchmark& benchmark, const JsonPlace& name) {
  if (!benchmark.size || !is_word(benchmark.what)) {
    name.fail(fmt::format("a name such as {}/lock-step/n:7/m:2", benchmark.family));
  }
}

void add_growth(Measurements& all, const Benchmark& benchmark, const JsonPlace& place) {
  need_size(benchmark, place.at("run_name"));
  const GrowthMeasurement found{
      .n = benchmark.size->n,
      .m = benchmark.size->m,
      .messages = count_of(benchmark, "messages", place),
      .received_per_lieutenant = count_of(benchmark, "received_per_lieutenant", place),
      .bytes = count_of(benchmark, "bytes", place),
      .messages_per_second = above_zero(place.at("messages_per_second"), kLargestRate)};
  for (GrowthMeasurement& before : all.growth) {
    if (before.n == found.n && before.m == found.m) {
      if (std::tie(before.messages, before.received_per_lieutenant, before.bytes) !=
          std::tie(found.messages, found.received_per_lieutenant, found.bytes)) {
        place.refuse("other counts than in another repetition of the same benchmark");
      }
      before.messages_per_second = std::max(before.messages_per_second, found.messages_per_second);
      return;
    }
  }
  all.growth.push_back(found);
}

EngineMeasurement engine_of(const Benchmark& benchmark, const JsonPlace& place) {
  const double seconds = benchmark.seconds.front();
  EngineMeasurement found{.engine = benchmark.what,
                          .n = benchmark.size->n,
                          .m = benchmark.size->m,
                          .seconds = benchmark.seconds};
  if (benchmark.family == "fast") {
    found.engine = "fast, " + benchmark.what;
    found.scenarios_per_second = 1 / seconds;
    found.scenarios = 1;
    found.makes_every_message = false;
  } else {
    found.scenarios_per_second = above_zero(place.at("scenarios_per_second"), kLargestRate);
    found.scenarios = std::max(1.0, std::round(found.scenarios_per_second * seconds));
  }
  return found;
}

void add_engine(Measurements& all, const Benchmark& benchmark, const JsonPlace& place) {
  need_size(benchmark, place.at("run_name"));
  EngineMeasurement found = engine_of(benchmark, place);
  for (EngineMeasurement& before : all.engines) {
    if (before.engine == found.engine && before.n == found.n && before.m == found.m) {
      before.scenarios_per_second =
          std::max(before.scenarios_per_second, found.scenarios_per_second);
      before.seconds.push_back(found.seconds.front());
      return;
    }
  }
  // std::stable_sort could do it afterwards, but clang 19 warns about libstdc++ 12's.
  const auto after = std::upper_bound(
      all.engines.begin(), all.engines.end(), found,
      [](const auto& a, const auto& b) { return std::tie(a.n, a.m) < std::tie(b.n, b.m); });
  all.engines.insert(after, std::move(found));
}

void add_repetition(Measurements& all, const Benchmark& benchmark) {
  const double seconds = benchmark.seconds.front();
  const auto before =
      std::find_if(all.benchmarks.begin(), all.benchmarks.end(),
                   [&](const Benchmark& other) { return other.name == benchmark.name; });
  if (before == all.benchmarks.end()) {
    all.benchmarks.push_back(benchmark);
    return;
  }
  if (seconds < *std::min_element(before->seconds.begin(), before->seconds.end())) {
    before->counters = benchmark.counters;
  }
  before->seconds.push_back(seconds);
}

bool says_that_it_failed(const JsonPlace& benchmark) {
  return benchmark.has("error_occurred") && benchmark.at("error_occurred").boolean();
}

void add(Measurements& all, const JsonPlace& place) {
  const JsonPlace run_name = place.at("run_name");
  Benchmark benchmark = named(run_name);
  if (says_that_it_failed(place)) {
    all.failed.push_back({benchmark.name, read_text_if_any(place, "error_message")});
    return;
  }
  if (place.at("run_type").text(kLongestText) != "iteration") {
    return;
  }
  const double unit = seconds_in(place.at("time_unit"));
  // A benchmark of several threads says that the clock counts.
  const std::string clock = run_name.text(kLongestText).find("/real_time") == std::string::npos
                                ? "cpu_time"
                                : "real_time";
  benchmark.seconds = {above_zero(place.at(clock), kLongestSeconds / unit) * unit};
  benchmark.counters = counters_of(place);
  if (benchmark.family == "growth") {
    add_growth(all, benchmark, place);
  } else if (benchmark.family == "engines" || benchmark.family == "fast") {
    add_engine(all, benchmark, place);
  }
  add_repetition(all, benchmark);
}

}  // namespace

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

Measurements read_measurements(std::string_view text, const std::string& file,
                               Measurements before) {
  const JsonPlace top = parse_json(text, file);
  const JsonPlace benchmarks = top.at("benchmarks");
  Measurements all = std::move(before);
  if (top.has("context")) {
    const JsonPlace context = top.at("context");
    all.build = read_text_if_any(context, "turncoat_build");
    all.processors = context.has("num_cpus") ? context.at("num_cpus").integer(1, 1'000'000) : 0;
  }
  const std::vector<JsonPlace> places = benchmarks.elements(kMostBenchmarks);
  if (places.empty()) {
    benchmarks.refuse("no benchmark, such as growth/lock-step/n:7/m:2");
  }
  for (const JsonPlace& place : places) {
    add(all, place);
  }
  std::sort(all.growth.begin(), all.growth.end(),
            [](const auto& a, const auto& b) { return std::tie(a.m, a.n) < std::tie(b.m, b.n); });
  return all;
}

}  // namespace turncoat
