#include "bench/report/protocols.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bench/report/plain.hpp"

namespace turncoat {
namespace {

using testing::HasSubstr;

// Counted message by message, as the papers' steps say, for a few n.
struct Counted {
  int sm_loyal = 0;
  int sm_most = 0;
  int king = 0;
  int pbft = 0;
};

Counted counted(int n, int f) {
  Counted sent;
  for (int to = 1; to < n; ++to) {  // the commander, who is the primary
    ++sent.sm_loyal;
    ++sent.sm_most;
    ++sent.king;
    ++sent.pbft;
  }
  for (int from = 0; from < n; ++from) {
    for (int to = 0; to < n; ++to) {
      if (from == to) {
        continue;
      }
      if (from != 0 && to != 0) {  // a lieutenant relays an order, and maybe the other
        sent.sm_loyal += 1;
        sent.sm_most += 2;
      }
      sent.king += 2 * (f + 1);        // two rounds in each phase
      sent.pbft += from != 0 ? 1 : 0;  // prepare
      sent.pbft += 1;                  // commit
    }
  }
  sent.king += (f + 1) * (n - 1);  // the kings
  return sent;
}

TEST(Protocols, AreAsCountedStepByStep) {
  for (const auto& [n, f] : {std::pair(4, 1), {7, 2}, {13, 4}, {64, 21}}) {
    const Counted sent = counted(n, f);
    EXPECT_EQ(signed_messages_with_loyal_commander(n), sent.sm_loyal);
    EXPECT_EQ(signed_messages_at_most(n), sent.sm_most);
    EXPECT_EQ(phase_king_at_most(n, f), sent.king);
    EXPECT_EQ(pbft_normal_case(n), sent.pbft);
  }
}

TEST(Protocols, StandBesideOralMessagesAsFormulas) {
  Document document;
  document.sections = {protocols_section()};
  const std::string text = markdown(document);
  EXPECT_THAT(text, HasSubstr("Formulas, not measurements"));
  EXPECT_THAT(text, HasSubstr("| 13 | 4 | 108,384 | 144 | 276 | 1,632 | 312 |\n"));
  EXPECT_THAT(text, HasSubstr("](https://doi.org/10.1145/357172.357176)"));
}

}  // namespace
}  // namespace turncoat
