#include "bench/report/protocols.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <vector>

#include "core/message_count.hpp"

namespace turncoat {
namespace {

constexpr std::array kShown{4, 7, 10, 13, 16, 22, 31, 43, 64};
constexpr int kLargestDrawn = 31;

int most_traitors(int n) {
  return (n - 1) / 3;
}

// "10⁶"
std::string power_of_ten(int exponent) {
  constexpr std::array kDigits{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string text = "10";
  for (const char digit : std::to_string(exponent)) {
    text += kDigits[digit - '0'];
  }
  return text;
}

// Exact where a 64-bit number holds it.
TableCell messages_cell(double messages) {
  constexpr double kExact = 0x1p53;
  return messages < kExact ? count_cell(static_cast<std::uint64_t>(messages))
                           : number_cell(messages, fmt::format("{:.1e}", messages));
}

Chart chart() {
  Chart chart{
      .alt =
          "Messages over n = 3f+1 generals on a logarithmic scale, by formula: OM(f) rises to "
          "more than 10¹⁵ at 31 generals, the other three stay below 100,000.",
      .x = {.title = "generals n = 3f+1", .tics = {}},
      .y = {.title = "messages, by formula", .logarithmic = true, .tics = {}},
      .series = {{.title = "OM(f)", .colour = 1},
                 {.title = "Phase King, at most", .colour = 3},
                 {.title = "PBFT, normal case", .colour = 0},
                 {.title = "SM(f), at most", .colour = 2}}};
  for (int n = 4; n <= kLargestDrawn; n += 3) {
    const auto x = static_cast<double>(n);
    const int f = most_traitors(n);
    chart.series[0].points.push_back({x, messages_sent_approximately(n, f)});
    chart.series[1].points.push_back({x, phase_king_at_most(n, f)});
    chart.series[2].points.push_back({x, pbft_normal_case(n)});
    chart.series[3].points.push_back({x, signed_messages_at_most(n)});
    chart.x.tics.push_back({x, std::to_string(n)});
  }
  for (int exponent = 0; exponent <= 18; exponent += 3) {
    chart.y.tics.push_back({std::pow(10, exponent), power_of_ten(exponent)});
  }
  return chart;
}

Table counts() {
  Table table{.columns = {{"n"},
                          {"f"},
                          {"OM(f)"},
                          {"SM(f), loyal commander"},
                          {"SM(f), at most"},
                          {"Phase King, at most"},
                          {"PBFT, normal case"}},
              .rows = {}};
  for (const int n : kShown) {
    const int f = most_traitors(n);
    table.rows.push_back(
        {count_cell(static_cast<std::uint64_t>(n)), count_cell(static_cast<std::uint64_t>(f)),
         messages_cell(messages_sent_approximately(n, f)),
         messages_cell(signed_messages_with_loyal_commander(n)),
         messages_cell(signed_messages_at_most(n)), messages_cell(phase_king_at_most(n, f)),
         messages_cell(pbft_normal_case(n))});
  }
  return table;
}

std::vector<TableCell> source(std::string protocol, std::string formula, std::string needs,
                              std::string paper, std::string address) {
  TableCell link = text_cell(std::move(paper));
  link.link = std::move(address);
  return {text_cell(std::move(protocol)), text_cell(std::move(formula)),
          text_cell(std::move(needs)), std::move(link)};
}

Table sources() {
  return {.columns = {{"protocol", true}, {"formula", true}, {"needs", true}, {"source", true}},
          .rows = {
              source("OM(f)", "sum over r = 1 … f+1 of (n−1)(n−2)…(n−r)",
                     "n > 3f; rounds; nothing else",
                     "Lamport, Shostak, Pease: The Byzantine Generals Problem. TOPLAS 4(3), 1982, "
                     "section 3",
                     "https://doi.org/10.1145/357172.357176"),
              source("SM(f)", "(n−1) + (n−1)(n−2); at most (n−1) + 2(n−1)(n−2)",
                     "n ≥ f+2; rounds; signatures that nobody can forge",
                     "the same paper, section 4; each lieutenant relays an order once, and there "
                     "are two orders",
                     "https://doi.org/10.1145/357172.357176"),
              source("Phase King", "(n−1) + (f+1)(2n+1)(n−1)",
                     "n > 3f; 3(f+1) rounds after the commander's; no signatures",
                     "Berman, Garay, Perry: Towards Optimal Distributed Consensus. FOCS 1989",
                     "https://doi.org/10.1109/SFCS.1989.63511"),
              source("PBFT", "2n(n−1)",
                     "n > 3f; authenticated channels; a primary that is loyal and in time, else a "
                     "view change comes on top",
                     "Castro, Liskov: Practical Byzantine Fault Tolerance. OSDI 1999, section 4.2",
                     "https://www.usenix.org/conference/osdi-99/"
                     "practical-byzantine-fault-tolerance"),
          }};
}

}  // namespace

double signed_messages_with_loyal_commander(int n) {
  return (n - 1.0) + (n - 1.0) * (n - 2.0);
}

double signed_messages_at_most(int n) {
  return (n - 1.0) + 2 * (n - 1.0) * (n - 2.0);
}

double phase_king_at_most(int n, int f) {
  const double everybody_to_everybody = n * (n - 1.0);
  const double king = n - 1.0;
  return (n - 1.0) + (f + 1.0) * (2 * everybody_to_everybody + king);
}

double pbft_normal_case(int n) {
  return (n - 1.0) + (n - 1.0) * (n - 1.0) + n * (n - 1.0);
}

Section protocols_section() {
  return {.id = "protocols",
          .title = "What other protocols would send",
          .text =
              "Formulas, not measurements: none of these protocols was run here. They show "
              "that the growth is that of OM(m), not of the problem.",
          .parts = {{.id = "protocols-messages",
                     .title = "Messages by formula, for the most traitors that n = 3f+1 withstand",
                     .chart = chart(),
                     .table = counts(),
                     .note = "Messages between generals, for one order. They are not the same "
                             "bargain: see what each needs."},
                    {.id = "protocols-sources",
                     .title = "Formulas, what they need, and where they are from",
                     .table = sources()}}};
}

}  // namespace turncoat
