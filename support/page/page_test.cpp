// HTML and Markdown: nothing from outside is markup, no link leads where it shouldn't.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "turncoat/support/page/html.hpp"
#include "turncoat/support/page/plain.hpp"

namespace turncoat {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kEvil = "<script>alert('1')</script> & \"q\" | `x` [y](z)";

Document evil() {
  Document document{.title = kEvil, .subtitle = kEvil, .all_is_well = kEvil};
  document.figures = {{.number = kEvil, .says = kEvil}};
  document.failures = {kEvil};
  document.left_out = {kEvil};
  TableCell link = text_cell(kEvil, Tone::bad);
  link.link = "javascript:alert(1)";
  document.sections = {{.id = "section",
                        .title = kEvil,
                        .text = kEvil,
                        .parts = {{.id = "part",
                                   .title = kEvil,
                                   .text = kEvil,
                                   .table = Table{.columns = {{kEvil, true}}, .rows = {{link}}},
                                   .note = kEvil}}}};
  return document;
}

TEST(Html, TakesNoTextForMarkup) {
  const std::string page = html_page(evil(), {});
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page,
              HasSubstr("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;q&quot;"));
  EXPECT_THAT(page, Not(HasSubstr("javascript:")));
  Document well{.all_is_well = kEvil};
  EXPECT_THAT(html_page(well, {}), HasSubstr("good\">&lt;script&gt;"));
}

TEST(Html, SaysInRedWhatIsWrong) {
  EXPECT_THAT(html_page(evil(), {}), HasSubstr("<div class=\"status bad\""));
  EXPECT_THAT(html_page(Document{}, {}), HasSubstr("<div class=\"status good\""));
  EXPECT_THAT(html_page(evil(), {}), HasSubstr("<td class=\"text bad\">"));
}

TEST(Html, LinksFilesBesideItAndTheWebByHttpsOnly) {
  EXPECT_EQ(html_link("https://doi.org/10.1/x?a=1&b"), "https://doi.org/10.1/x?a=1&amp;b");
  EXPECT_EQ(html_link("../campaign-1/hunts/n3-m1.json"), "../campaign-1/hunts/n3-m1.json");
  EXPECT_EQ(html_link("a b\"<>%#?.json"), "a%20b%22%3C%3E%25%23%3F.json");
  EXPECT_EQ(html_link("javascript:alert(1)"), "javascript%3Aalert%281%29");
  EXPECT_EQ(html_link("//elsewhere.example/x"), ".//elsewhere.example/x");
  EXPECT_EQ(html_link("http://x"), "http%3A//x");
}

TEST(Html, ShowsADrawingBesideTheTableOfItsPart) {
  Document document = evil();
  const std::string page = html_page(document, {{"part", "<svg id=\"part\"></svg>"}});
  EXPECT_THAT(page, HasSubstr("<figure><svg id=\"part\"></svg></figure>\n<div class=\"table\""));
}

TEST(Markdown, TakesNoTextForMarkup) {
  const std::string text = markdown(evil());
  EXPECT_THAT(text, Not(HasSubstr("<script")));
  EXPECT_THAT(text, HasSubstr("- **WRONG**: &lt;script\\>alert('1')&lt;/script\\> & \"q\" \\| "
                              "\\`x\\` \\[y\\](z)\n"));
  EXPECT_THAT(text, HasSubstr("](javascript%3Aalert%281%29)** |\n"));
}

TEST(Json, HasTheNumbersOfTheTables) {
  Document document;
  document.sections = {
      {.id = "s",
       .title = "S",
       .parts = {
           {.id = "p",
            .title = "P",
            .table = Table{.columns = {{"a"}, {"b"}, {"c"}},
                           .rows = {{count_cell(1234), number_cell(1.5, "1.50"), no_cell()}}}}}}};
  const nlohmann::json report = as_json(document);
  EXPECT_EQ(report["sections"][0]["parts"][0]["rows"].dump(), "[[1234,1.5,null]]");
  EXPECT_EQ(report["sections"][0]["parts"][0]["columns"].dump(), R"(["a","b","c"])");
}

}  // namespace
}  // namespace turncoat
