#include "turncoat/properties/prove/frontier.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "turncoat/support/bad_input.hpp"

namespace turncoat {
namespace {

using testing::HasSubstr;

constexpr FrontierRange kSmall{.n_max = 6, .m_max = 2, .traitors_max = 2};

TEST(Cell, OfASizeAreTheFiveQuestions) {
  EXPECT_EQ(cells_of(6, 2, 2).size(), 5U);
  EXPECT_EQ(cells_of(6, 2, 0).size(), 4U);  // a commander who is no traitor
  EXPECT_EQ(cells_of(6, 2, 6).size(), 1U);  // nobody else
  EXPECT_EQ(cells_of(6, 2, 7).size(), 0U);
}

TEST(Cell, NamesTheFirstGeneralsAsTraitors) {
  EXPECT_EQ((Cell{.n = 6, .m = 2, .k = 2}.setup().traitors), (Generals{1, 2}));
  EXPECT_EQ((Cell{.n = 6, .m = 2, .k = 2, .commander_is_loyal = false}.setup().traitors),
            (Generals{0, 1}));
}

TEST(Frontier, HasACellForEachQuestionOfEachSize) {
  // n = 2: m = 0; n = 3: m = 0, 1; n ≥ 4: m = 0, 1, 2. Each with k = 0 (4), 1 (5) and 2 (5; at
  // n = 2 the commander can't be loyal).
  EXPECT_EQ(cells_within(kSmall).size(), (4 + 5 + 1) + (2 + 3 * 3) * (4U + 5 + 5));
}

TEST(Frontier, SettlesEachCellOnceByLevelsAndBySmallFormulas) {
  Frontier frontier;
  std::size_t told = 0;
  const FrontierWork work =
      settle(frontier, kSmall,
             {.formula_message_limit = 25, .stop = {}, .settled = [&](const Cell&) { ++told; }});
  EXPECT_EQ(frontier.size(), 164U);
  EXPECT_EQ(told, 164U);
  EXPECT_EQ(work.by_levels, 164U);
  // m = 0 all; m = 1 all, of 4 to 25 messages; m = 2 only n = 4, of 15.
  EXPECT_EQ(work.by_formulas, 10U + 4 * 14 + 4 * 14 + 14);
  EXPECT_EQ(frontier.at({.n = 6, .m = 2, .k = 2, .property = Property::IC2}), Verdict::violated);
  EXPECT_EQ(frontier.at({.n = 6, .m = 2, .k = 2, .commander_is_loyal = false}), Verdict::holds);
  EXPECT_EQ(frontier.at({.n = 2, .m = 0, .k = 2, .commander_is_loyal = false}), Verdict::vacuous);
  const FrontierWork again = settle(frontier, kSmall);
  EXPECT_EQ(again.by_levels, 0U);
}

TEST(Frontier, KeepsWhatIsSettledWhereItIsStopped) {
  Frontier frontier;
  int asked = 0;
  const FrontierWork work =
      settle(frontier, kSmall,
             {.formula_message_limit = 0, .stop = [&] { return ++asked > 100; }, .settled = {}});
  EXPECT_EQ(frontier.size(), work.by_levels);
  EXPECT_GT(frontier.size(), 10U);
  EXPECT_LT(frontier.size(), 164U);
}

// Between two cells, by levels or by a formula.
TEST(Frontier, NeedsToBeStoppedOnlyOnce) {
  constexpr FrontierRange kTiny{.n_max = 4, .m_max = 1, .traitors_max = 1};
  for (const std::uint64_t limit : {0, 1'000}) {
    Frontier whole;
    int asked = 0;
    settle(whole, kTiny,
           {.formula_message_limit = limit, .stop = [&] { return ++asked < 0; }, .settled = {}});
    EXPECT_EQ(whole.size(), (1U + 2 + 2) * (4 + 5));
    const int until_settled = asked;
    EXPECT_GE(until_settled, limit == 0 ? 75 : 150) << "levels ask, and formulas";
    for (int yes = 1; yes <= until_settled; ++yes) {
      Frontier frontier;
      asked = 0;
      settle(
          frontier, kTiny,
          {.formula_message_limit = limit, .stop = [&] { return ++asked == yes; }, .settled = {}});
      EXPECT_EQ(asked, yes);
      EXPECT_LT(frontier.size(), whole.size());
      for (const auto& [cell, verdict] : frontier) {
        EXPECT_EQ(verdict, whole.at(cell));
      }
    }
  }
}

TEST(Frontier, IsReadAsItWasWritten) {
  Frontier frontier;
  settle(frontier, {.n_max = 5, .m_max = 2, .traitors_max = 2});
  const std::string text = write_frontier(frontier, kSmall);
  EXPECT_EQ(read_frontier(text, "f.json"), frontier);  // undecided rows are none
  EXPECT_THAT(text, HasSubstr(R"({"n": 6, "m": 2, "k": 2, "commander": "loyal", )"
                              R"("property": "IC2", "order": "attack", "verdict": "undecided"})"));
  EXPECT_THAT(text, HasSubstr(R"({"n": 3, "m": 0, "k": 1, "commander": "traitor", )"
                              R"("property": "IC1", "order": null, "verdict": "violated"})"));
  EXPECT_EQ(write_frontier(read_frontier(text, "f.json"), kSmall), text);
}

std::string refusal(const std::string& rows) {
  try {
    read_frontier(R"({"format": "turncoat-frontier/1", "rows": [)" + rows + "]}", "f.json");
  } catch (const BadInput& error) {
    return error.what();
  }
  return "";
}

TEST(Frontier, RefusesRowsThatAreNone) {
  const auto row = [](const std::string& sizes, const std::string& commander,
                      const std::string& rest) {
    return "{" + sizes + R"(, "commander": ")" + commander + "\", " + rest + "}";
  };
  const std::string sizes = R"("n": 4, "m": 1, "k": 1)";
  const std::string rest = R"("property": "IC1", "order": "attack", "verdict": "holds")";
  EXPECT_EQ(refusal(row(sizes, "loyal", rest)), "");
  EXPECT_THAT(refusal(row(sizes, "loyal", rest) + "," + row(sizes, "loyal", rest)),
              HasSubstr("f.json: /rows/1: expected each cell once"));
  EXPECT_THAT(
      refusal(row(sizes, "honest", rest)),
      HasSubstr(R"(/rows/0/commander: found string "honest", expected "loyal" or "traitor")"));
  EXPECT_THAT(refusal(row(sizes, "traitor", rest)),
              HasSubstr(R"(/rows/0/order: found string "attack", expected null)"));
  EXPECT_THAT(refusal(row(R"("n": 4, "m": 1, "k": 4)", "loyal", rest)),
              HasSubstr("/rows/0/k: found number 4, expected"));
  EXPECT_THAT(refusal(row(R"("n": 4, "m": 1, "k": 0)", "traitor", rest)),
              HasSubstr("/rows/0/k: found number 0, expected"));
  EXPECT_THAT(refusal(row(R"("n": 4, "m": 3, "k": 1)", "loyal", rest)), HasSubstr("/rows/0/m"));
  EXPECT_THAT(
      refusal(row(sizes, "loyal", R"("property": "IC3", "order": "attack", "verdict": "holds")")),
      HasSubstr("/rows/0/property"));
  EXPECT_THAT(
      refusal(row(sizes, "traitor", R"("property": "IC2", "order": null, "verdict": "holds")")),
      HasSubstr("/rows/0/property"));
  EXPECT_THAT(
      refusal(row(sizes, "loyal", R"("property": "IC1", "order": "attack", "verdict": "maybe")")),
      HasSubstr("/rows/0/verdict"));
  const std::string vacuous = R"("property": "IC1", "order": "attack", "verdict": "vacuous")";
  EXPECT_THAT(refusal(row(sizes, "loyal", vacuous)), HasSubstr("expected another verdict"));
  EXPECT_THAT(refusal(row(R"("n": 4, "m": 1, "k": 2)", "loyal", rest)),
              HasSubstr(R"(/rows/0/verdict: found string "holds", expected "vacuous")"));
  EXPECT_THROW(read_frontier(R"({"format": "turncoat-scenario/1", "rows": []})", "f"), BadInput);
}

}  // namespace
}  // namespace turncoat
