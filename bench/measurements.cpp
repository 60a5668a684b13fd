#include "bench/measurements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <tuple>

#include "adversaries/json_place.hpp"
#include "core/setup.hpp"

namespace turncoat {
namespace {

constexpr std::size_t kMostBenchmarks = 10'000;
constexpr std::size_t kLongestText = 500;
// Google Benchmark's counters are doubles: above this they don't hold every whole number.
constexpr double kLargestExactCount = 0x1p53;
constexpr double kLargestRate = 1e18;

// The text goes to a terminal and into Markdown: one line without markup.
std::string plain(std::string text) {
  constexpr std::string_view kMarkup = "|`<>[]*\\";
  for (char& c : text) {
    const bool prints = c >= ' ' && c <= '~';
    c = prints && kMarkup.find(c) == std::string_view::npos ? c : '?';
  }
  return text;
}

std::string optional_text(const JsonPlace& object, const std::string& key) {
  return object.has(key) ? plain(object.at(key).text(kLongestText)) : "";
}

std::uint64_t count_at(const JsonPlace& benchmark, const std::string& key) {
  const JsonPlace place = benchmark.at(key);
  const double count = place.number(0, kLargestExactCount);
  if (count != std::floor(count)) {
    place.fail("a whole number");
  }
  return static_cast<std::uint64_t>(count);
}

double rate_at(const JsonPlace& benchmark, const std::string& key) {
  const JsonPlace place = benchmark.at(key);
  const double rate = place.number(0, kLargestRate);
  if (rate == 0) {
    place.fail("a rate above 0");
  }
  return rate;
}

struct Name {
  std::string family;
  std::string engine;
  int n;
  int m;
};

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

// FAMILY/ENGINE/n:N/m:M; Google Benchmark may add more, such as /min_time:0.5.
Name name_at(const JsonPlace& place) {
  const std::string text = place.text(kLongestText);
  std::vector<std::string> parts;
  for (std::size_t from = 0; from <= text.size() && parts.size() < 4;) {
    const std::size_t to = std::min(text.find('/', from), text.size());
    parts.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  const auto is_word = [&](const std::string& word) {
    return !word.empty() &&
           std::all_of(word.begin(), word.end(), [&](char c) { return is_plain(c) || c == '-'; });
  };
  const auto n = parts.size() == 4 ? number_after("n:", parts[2]) : std::nullopt;
  const auto m = parts.size() == 4 ? number_after("m:", parts[3]) : std::nullopt;
  if (!n || !m || !is_word(parts[1])) {
    place.fail("a name such as growth/lock-step/n:7/m:2");
  }
  try {
    validated(Setup{.n = *n, .m = *m});
  } catch (const InvalidSetup& error) {
    place.refuse(error.what());
  }
  return {parts[0], parts[1], *n, *m};
}

void add_growth(Measurements& all, const Name& name, const JsonPlace& benchmark) {
  const GrowthMeasurement found{
      .n = name.n,
      .m = name.m,
      .messages = count_at(benchmark, "messages"),
      .received_per_lieutenant = count_at(benchmark, "received_per_lieutenant"),
      .bytes = count_at(benchmark, "bytes"),
      .messages_per_second = rate_at(benchmark, "messages_per_second")};
  for (GrowthMeasurement& before : all.growth) {
    if (before.n == found.n && before.m == found.m) {
      if (std::tie(before.messages, before.received_per_lieutenant, before.bytes) !=
          std::tie(found.messages, found.received_per_lieutenant, found.bytes)) {
        benchmark.refuse("other counts than in another repetition of the same benchmark");
      }
      before.messages_per_second = std::max(before.messages_per_second, found.messages_per_second);
      return;
    }
  }
  all.growth.push_back(found);
}

void add_engine(Measurements& all, const Name& name, const JsonPlace& benchmark) {
  const EngineMeasurement found{.engine = name.engine,
                                .n = name.n,
                                .m = name.m,
                                .scenarios_per_second = rate_at(benchmark, "scenarios_per_second"),
                                .messages_per_second = rate_at(benchmark, "messages_per_second")};
  for (EngineMeasurement& before : all.engines) {
    if (before.engine == found.engine && before.n == found.n && before.m == found.m) {
      before.scenarios_per_second =
          std::max(before.scenarios_per_second, found.scenarios_per_second);
      before.messages_per_second = std::max(before.messages_per_second, found.messages_per_second);
      return;
    }
  }
  // std::stable_sort would do it afterwards, but clang 19 warns of what libstdc++ 12 makes of it.
  const auto after = std::upper_bound(
      all.engines.begin(), all.engines.end(), found,
      [](const auto& a, const auto& b) { return std::tie(a.n, a.m) < std::tie(b.n, b.m); });
  all.engines.insert(after, found);
}

bool says_that_it_failed(const JsonPlace& benchmark) {
  if (!benchmark.has("error_occurred")) {
    return false;
  }
  const JsonPlace place = benchmark.at("error_occurred");
  if (!place.value().is_boolean()) {
    place.fail("true or false");
  }
  return place.value().get<bool>();
}

void add(Measurements& all, const JsonPlace& benchmark) {
  const JsonPlace run_name = benchmark.at("run_name");
  const std::string text = run_name.text(kLongestText);
  if (says_that_it_failed(benchmark)) {
    all.failed.push_back({plain(text), optional_text(benchmark, "error_message")});
    return;
  }
  if (benchmark.at("run_type").text(kLongestText) != "iteration") {
    return;
  }
  if (text.starts_with("growth/")) {
    add_growth(all, name_at(run_name), benchmark);
  } else if (text.starts_with("engines/")) {
    add_engine(all, name_at(run_name), benchmark);
  }
}

}  // namespace

Measurements read_measurements(std::string_view text, const std::string& file) {
  const nlohmann::json document = parse_json(text, file);
  const JsonPlace top(document, file);
  const JsonPlace benchmarks = top.at("benchmarks");
  Measurements all;
  if (top.has("context")) {
    const JsonPlace context = top.at("context");
    all.build = optional_text(context, "turncoat_build");
    all.processors = context.has("num_cpus") ? context.at("num_cpus").integer(1, 1'000'000) : 0;
  }
  for (const JsonPlace& benchmark : benchmarks.elements(kMostBenchmarks)) {
    add(all, benchmark);
  }
  if (all.growth.empty() && all.engines.empty() && all.failed.empty()) {
    benchmarks.refuse("no benchmark of turncoat_bench, such as growth/lock-step/n:7/m:2");
  }
  std::sort(all.growth.begin(), all.growth.end(),
            [](const auto& a, const auto& b) { return std::tie(a.m, a.n) < std::tie(b.m, b.n); });
  return all;
}

}  // namespace turncoat
