#include "turncoat/support/page/drawing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "turncoat/support/bad_input.hpp"

namespace turncoat {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

Chart small_chart() {
  return {.alt = "what \"it\" <shows>",
          .x = {.title = "n", .tics = {{4, "4"}, {7, "7"}}},
          .y = {.title = "time", .logarithmic = true, .unit = "s"},
          .series = {{.title = "it's\n{a_b}", .colour = 2, .points = {{4, 1e-6}, {7, 1e-3}}}},
          .labels = {{.at = {7, 1e-3}, .text = "here"}},
          .levels = {{1e-4, "level"}}};
}

TEST(Chart, IsAScriptWithItsDataInside) {
  const std::string script = gnuplot_script(small_chart());
  EXPECT_THAT(script, HasSubstr("$series0 << END\n4 1e-06\n7 0.001\nEND\n"));
  EXPECT_THAT(script, HasSubstr("title 'it''s {a_b}'"));
  EXPECT_THAT(script, HasSubstr("set logscale y\n"));
  EXPECT_THAT(script, Not(HasSubstr("set logscale x\n")));
  EXPECT_THAT(script, HasSubstr("set xtics ('4' 4, '7' 7)\nset xrange [4:7]\n"));
  EXPECT_THAT(script, HasSubstr("dynamic noenhanced"));
}

TEST(Chart, NoTextEndsAQuotation) {
  Chart chart = small_chart();
  chart.series[0].title = "'; system('touch /tmp/x'); '\n!ls";
  EXPECT_THAT(gnuplot_script(chart), HasSubstr("title '''; system(''touch /tmp/x''); '' !ls'"));
}

TEST(Chart, LeavesOutWhatHasNoPlace) {
  Chart chart = small_chart();
  chart.series[0].points = {{4, 0}, {7, -1}, {5, 1.0 / 0.0}};
  EXPECT_EQ(gnuplot_script(chart), "");
}

std::string svg(const std::string& inside) {
  return "<?xml version=\"1.0\"?>\n<svg \n viewBox=\"0 0 5 6\"\n "
         "xmlns=\"http://www.w3.org/2000/svg\"\n>"
         "<title>Gnuplot</title><desc>x</desc>" +
         inside + "</svg>\n";
}

TEST(Drawing, HasThePagesColoursAndItsOwnIdentifiers) {
  const std::string made = svg_for_page(
      svg("<g id=\"gnuplot_plot_1\"><title>gnuplot_plot_1</title>"
          "<use xlink:href='#gpPt6' color='rgb(  1,   1,   2)'/><text fill=\"rgb(1,1,100)\"/>"
          "<path stroke='rgb(  1,   1, 101)' color=\"black\"/><text>1 us</text></g>"),
      small_chart(), "growth");
  EXPECT_EQ(made,
            "<svg id=\"growth\" role=\"img\" aria-label=\"what &quot;it&quot; &lt;shows&gt;\" "
            "viewBox=\"0 0 5 6\"><g id=\"growth-plot_1\">"
            "<use href='#growth-shape6' color='var(--series-2)'/><text fill=\"var(--axis)\"/>"
            "<path stroke='var(--grid)' color=\"currentColor\"/><text>1 µs</text></g></svg>");
}

TEST(Drawing, RefusesWhatIsNoSvg) {
  for (const std::string& text : {std::string(), std::string("<svg"), std::string("<svg></svg>"),
                                  std::string("</svg><svg viewBox=\"1\">")}) {
    EXPECT_THROW(svg_for_page(text, small_chart(), "x"), BadInput) << text;
  }
}

TEST(Drawing, ByGnuplotIsTheSameEachTimeAndHasNoColourOfItsOwn) {
  const Gnuplot gnuplot("gnuplot");
  if (!gnuplot.is_there()) {
    GTEST_SKIP() << "gnuplot was not found";
  }
  const std::string drawn = draw(small_chart(), "chart", gnuplot).value();
  EXPECT_EQ(drawn, draw(small_chart(), "chart", gnuplot).value());
  EXPECT_THAT(drawn, HasSubstr("it's {a_b}"));
  EXPECT_THAT(drawn, HasSubstr("var(--series-2)"));
  EXPECT_THAT(drawn, Not(ContainsRegex("rgb|black|http|gnuplot|gpPt")));
}

TEST(Drawing, IsNothingWhereThereIsNothingToDraw) {
  EXPECT_EQ(draw(Chart{}, "x", Gnuplot("no-such-program")), std::nullopt);
}

TEST(Gnuplot, SaysWhetherItIsThere) {
  EXPECT_FALSE(Gnuplot("no-such-program").is_there());
  EXPECT_FALSE(Gnuplot("cat").is_there());
}

TEST(Gnuplot, RefusesWhatAnotherProgramWrites) {
  EXPECT_THROW(Gnuplot("no-such-program").run("plot x"), BadInput);
  EXPECT_THROW(Gnuplot("true").run("plot x"), BadInput);
}

TEST(Gnuplot, RefusesAScriptThatItCannotRead) {
  const Gnuplot gnuplot;
  if (!gnuplot.is_there()) {
    GTEST_SKIP() << "gnuplot was not found";
  }
  EXPECT_THROW(gnuplot.run("set terminal svg\nplot nonsense\n"), BadInput);
}

}  // namespace
}  // namespace turncoat
