#include "turncoat/cli/frontier_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "turncoat/core/setup.hpp"

namespace turncoat {
namespace {

struct Asked {
  const char* text;
  bool commander_is_loyal;
  Property property;
  Order order;
};

constexpr std::array kBlocks{
    Asked{"IC1, loyal commander ordering attack", true, Property::IC1, Order::attack},
    Asked{"IC1, loyal commander ordering retreat", true, Property::IC1, Order::retreat},
    Asked{"IC1, traitorous commander", false, Property::IC1, Order::attack},
    Asked{"IC2, loyal commander ordering attack", true, Property::IC2, Order::attack},
    Asked{"IC2, loyal commander ordering retreat", true, Property::IC2, Order::retreat},
};

// Nothing if there is no such cell.
std::optional<Verdict> verdict_at(const Frontier& frontier, const Asked& asked, int n, int m,
                                  int k) {
  const int loyal_commander = asked.commander_is_loyal ? 1 : 0;
  if (m > n - 2 || k + loyal_commander > n || k + loyal_commander == 0) {
    return std::nullopt;
  }
  const auto found =
      frontier.find({n, m, k, asked.commander_is_loyal, asked.property, asked.order});
  return found == frontier.end() ? Verdict::undecided : found->second;
}

char sign(const std::optional<Verdict>& verdict) {
  if (!verdict) {
    return ' ';
  }
  switch (*verdict) {
    case Verdict::holds:
      return '+';
    case Verdict::violated:
      return 'X';
    case Verdict::vacuous:
      return '.';
    case Verdict::undecided:
      return '?';
  }
  return '?';
}

// Grids of m = first … last side by side.
std::string band(const Frontier& frontier, const FrontierRange& range, const Asked& asked,
                 int first, int last) {
  const int width = 2 * (range.traitors_max + 1);
  std::string depths = "    ";
  std::string heads = "   n";
  for (int m = first; m <= last; ++m) {
    depths += fmt::format("   {:<{}}", fmt::format("m={}", m), width);
    heads += "   ";
    for (int k = 0; k <= range.traitors_max; ++k) {
      heads += fmt::format("{:2}", k % 10 == 0 && k > 0 ? k / 10 * 10 % 100 : k % 10);
    }
  }
  depths.erase(depths.find_last_not_of(' ') + 1);
  std::string text = depths + "\n" + heads + "\n";
  for (int n = std::max(kMinGenerals, first + 2); n <= range.n_max; ++n) {
    text += fmt::format("{:4}", n);
    for (int m = first; m <= last; ++m) {
      text += "   ";
      for (int k = 0; k <= range.traitors_max; ++k) {
        text += ' ';
        text += sign(verdict_at(frontier, asked, n, m, k));
      }
    }
    text.erase(text.find_last_not_of(' ') + 1);
    text += '\n';
  }
  return text;
}

constexpr const char* kColours[] = {"#4477aa", "#ee6677", "#d5d8dc", "#ffffff"};
constexpr std::array kVerdicts{Verdict::holds, Verdict::violated, Verdict::vacuous,
                               Verdict::undecided};

// The cells of one panel with that verdict, as rows of (n, k); "NaN NaN" if there are none.
std::string points(const Frontier& frontier, const FrontierRange& range, const Asked& asked, int m,
                   Verdict verdict) {
  std::string rows;
  for (int n = kMinGenerals; n <= range.n_max; ++n) {
    for (int k = 0; k <= range.traitors_max; ++k) {
      if (verdict_at(frontier, asked, n, m, k) == verdict) {
        rows += fmt::format("{} {}\n", n, k);
      }
    }
  }
  return rows.empty() ? "NaN NaN\n" : rows;
}

}  // namespace

std::string frontier_text(const Frontier& frontier, const FrontierRange& range) {
  constexpr int kColumns = 100;
  const int grid = 3 + 2 * (range.traitors_max + 1);
  const int grids = std::max(1, (kColumns - 4) / grid);
  const int m_max = std::min(range.m_max, range.n_max - 2);
  std::string text =
      "Rows n, columns the number of traitors k.  + holds   X violated   . nobody could break it"
      "   ? undecided\n";
  for (const Asked& asked : kBlocks) {
    text += fmt::format("\n{}\n", asked.text);
    for (int first = 0; first <= m_max; first += grids) {
      text += band(frontier, range, asked, first, std::min(m_max, first + grids - 1));
    }
  }
  return text;
}

std::string frontier_script(const Frontier& frontier, const FrontierRange& range) {
  const int columns = std::min(range.m_max, range.n_max - 2) + 1;
  const int rows = static_cast<int>(kBlocks.size());
  std::string script = fmt::format(
      "set terminal svg size {},{} font 'sans-serif,14' background '#ffffff'\n"
      "set multiplot layout {},{} title \"What holds whatever the traitors say\\n"
      "{{/*0.8 blue: it holds    red: it can be violated    grey: nobody could break it}}\\n"
      "{{/*0.8 outlined: promised by the paper's Theorem 1}}\" font ',18'\n"
      "set style fill solid border rgb '#ffffff'\nset key off\nset tics scale 0\n"
      "set xrange [{}.5:{}.5]\nset yrange [-0.5:{}.5]\nset ytics {}\nset xlabel 'generals n'\n",
      std::max(700, 260 * columns), 130 + 230 * rows, rows, columns, kMinGenerals - 1, range.n_max,
      range.traitors_max, 1 + range.traitors_max / 8);
  for (const Asked& asked : kBlocks) {
    for (int m = 0; m < columns; ++m) {
      script += fmt::format("set title \"{}m = {}\"\nset ylabel 'traitors k'\n",
                            m == 0 ? fmt::format("{}\\n", asked.text) : "\\n", m);
      script += "unset object 1\n";
      if (fewest_generals(m) <= range.n_max) {
        const int least = asked.commander_is_loyal ? 0 : 1;
        if (least <= m) {
          script += fmt::format(
              "set object 1 rectangle from {}.5,{} to {}.5,{}.5 front fillstyle empty border rgb "
              "'#000000' linewidth 2\n",
              fewest_generals(m) - 1, least - 0.5, range.n_max, std::min(m, range.traitors_max));
        }
      }
      std::string plots;
      for (std::size_t v = 0; v < kVerdicts.size(); ++v) {
        script +=
            fmt::format("$v{} << EOD\n{}EOD\n", v, points(frontier, range, asked, m, kVerdicts[v]));
        plots += fmt::format(
            "{}$v{} using 1:2:($1-0.5):($1+0.5):($2-0.5):($2+0.5) with boxxyerror fillcolor rgb "
            "'{}'",
            v == 0 ? "plot " : ", ", v, kColours[v]);
      }
      script += plots + "\n";
    }
  }
  return script + "unset multiplot\n";
}

}  // namespace turncoat
