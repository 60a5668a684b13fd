// Each reason to refuse a message, and that a refused message changes nothing: the general relays,
// resolves and decides as one that never met it.

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "turncoat/core/general.hpp"
#include "turncoat/core/testing.hpp"

namespace turncoat {
namespace {

using test::every_path_without;
using test::path_of;

constexpr int kSelf = 2;
constexpr int kN = 5;
constexpr int kM = 2;

Order order_by_hash(const Path& path) {
  return test::hash_of(11, path, kSelf) % 2 == 0 ? Order::attack : Order::retreat;
}

// What general 2 is sent in a round when nobody is silent.
std::vector<Message> mail_of(int round) {
  std::vector<Message> mail;
  for (const Path& path : every_path_without(kSelf, kN, round)) {
    mail.push_back({.round = round,
                    .sender = path.sender(),
                    .receiver = kSelf,
                    .path = path,
                    .order = order_by_hash(path)});
  }
  return mail;
}

// A message slipped in while the general is in `round` (4: all rounds are over).
struct Intrusion {
  int round;
  Message message;
  bool after_the_mail = false;
};

struct Story {
  std::string text;  // all that the general did
  std::optional<Refusal> refusal;
};

// `mail(round)` is delivered in each round, and all of it must be accepted.
template <class Mail>
Story story_of(const Mail& mail, const std::optional<Intrusion>& intrusion = {}) {
  Story story;
  General general({.general = kSelf, .n = kN, .m = kM});
  const auto intrude = [&](bool after_the_mail) {
    if (intrusion && intrusion->round == general.round() &&
        intrusion->after_the_mail == after_the_mail) {
      story.refusal = general.receive(intrusion->message);
    }
  };
  const auto tell = [&](const Path& path, Generals receivers, Order order) {
    story.text += to_string(path) + ">" + to_string(receivers) + ":" + std::string(name(order));
  };
  while (!general.rounds_are_over()) {
    general.send(tell);
    intrude(false);
    for (const Message& message : mail(general.round())) {
      EXPECT_EQ(general.receive(message), std::nullopt);
    }
    intrude(true);
    general.end_round();
  }
  intrude(false);
  general.send(tell);
  story.text += " decides " + std::string(name(general.decide()));
  for (int length = 1; length <= kM + 1; ++length) {
    for (const Path& path : every_path_without(kSelf, kN, length)) {
      tell(path, {kSelf}, general.resolved(path));
    }
  }
  return story;
}

// Slips the message in before the round's mail, which holds the true one of that path, if any.
void expect_refused(Refusal why, const Intrusion& intrusion) {
  static const std::string undisturbed = story_of(mail_of).text;
  const Story story = story_of(mail_of, intrusion);
  ASSERT_TRUE(story.refusal.has_value()) << "accepted";
  EXPECT_EQ(name(*story.refusal), name(why));
  EXPECT_EQ(story.text, undisturbed);
}

// One that would be accepted in round 2, were it the first: it contradicts the true one.
Message contradiction() {
  return {.round = 2,
          .sender = 3,
          .receiver = kSelf,
          .path = {0, 3},
          .order = opposite(order_by_hash(path_of({0, 3})))};
}

// The same for round 3.
Message contradiction_of_round_3() {
  return {.round = 3,
          .sender = 4,
          .receiver = kSelf,
          .path = {0, 3, 4},
          .order = opposite(order_by_hash(path_of({0, 3, 4})))};
}

// What makes the comparisons below worth something.
TEST(GeneralRefusal, ItsStoryTellsApartEveryMessageThatChanges) {
  const std::string undisturbed = story_of(mail_of).text;
  int changes = 0;
  for (int round = 1; round <= kM + 1; ++round) {
    for (std::size_t k = 0; k < mail_of(round).size(); ++k, ++changes) {
      const auto changed = [&](int r) {
        std::vector<Message> mail = mail_of(r);
        if (r == round) {
          mail[k].order = opposite(mail[k].order);
        }
        return mail;
      };
      EXPECT_NE(story_of(changed).text, undisturbed) << round << ' ' << k;
    }
  }
  EXPECT_EQ(changes, 1 + 3 + 6);
}

struct Case {
  const char* what;
  Refusal why;
  Intrusion intrusion;
};

// With all but `path` right for round 2 or 3.
Message with_path(const ClaimedPath& path, int round, int sender) {
  return {.round = round, .sender = sender, .receiver = kSelf, .path = path};
}

std::vector<Case> cases() {
  const auto from = [](int sender) {
    Message message = contradiction();
    message.sender = sender;
    return message;
  };
  const auto to = [](int receiver) {
    Message message = contradiction();
    message.receiver = receiver;
    return message;
  };
  using enum Refusal;
  std::vector<Case> all{
      {"late", wrong_round, {3, contradiction()}},
      {"the commander's, late", wrong_round, {2, with_path({0}, 1, 0)}},
      {"early", wrong_round, {1, contradiction()}},
      {"early by one", wrong_round, {2, contradiction_of_round_3()}},
      {"after all rounds", wrong_round, {4, contradiction_of_round_3()}},
      {"of a round too many", wrong_round, {4, with_path({0, 1, 3, 4}, 4, 4)}},
      {"too short a path", wrong_length, {2, with_path({0}, 2, 0)}},
      {"too long a path", wrong_length, {2, with_path({0, 4, 3}, 2, 3)}},
      {"far too long",
       wrong_length,
       {2, with_path(ClaimedPath(std::vector<int>(100'000, 3)), 2, 3)}},
      {"no path", wrong_length, {2, with_path({}, 2, 3)}},
      {"unknown last on the path", unknown_general, {2, with_path({0, kN}, 2, 3)}},
      {"path [3] from 3 in round 1", commander_not_first, {1, with_path({3}, 1, 3)}},
      {"path [3] from the commander in round 1", commander_not_first, {1, with_path({3}, 1, 0)}},
      {"another first on the path", commander_not_first, {2, with_path({1, 3}, 2, 3)}},
      {"the commander second", commander_not_first, {3, with_path({3, 0, 4}, 3, 4)}},
      {"a lieutenant twice", repeated_general, {3, with_path({0, 4, 4}, 3, 4)}},
      {"the commander twice", repeated_general, {2, with_path({0, 0}, 2, 0)}},
      {"relayed by the receiver", receiver_on_path, {3, with_path({0, kSelf, 4}, 3, 4)}},
      {"sent by the receiver", receiver_on_path, {2, with_path({0, kSelf}, 2, kSelf)}},
      {"a second order", second_order, {2, contradiction(), true}},
      {"a second order in the last round", second_order, {3, contradiction_of_round_3(), true}},
  };
  for (const int stranger : {kN, -1, 63, 64, 256, 1 << 30}) {
    all.push_back({"unknown relay", unknown_general, {3, with_path({0, stranger, 4}, 3, 4)}});
    all.push_back({"unknown sender", unknown_general, {2, from(stranger)}});
    all.push_back({"unknown receiver", unknown_general, {2, to(stranger)}});
  }
  for (const int other : {0, 1, 3, 4}) {
    all.push_back({"for another", misdelivered, {2, to(other)}});
  }
  for (const int forger : {0, 1, kSelf, 4}) {
    all.push_back({"forged", sender_not_last, {2, from(forger)}});
  }
  for (const int forger : {1, kSelf, 3, 4}) {
    all.push_back({"the commander's, forged", sender_not_last, {1, with_path({0}, 1, forger)}});
  }
  // Even where it is the same order.
  for (int round = 1; round <= kM + 1; ++round) {
    for (const Message& message : mail_of(round)) {
      all.push_back({"the same again", second_order, {round, message, true}});
    }
  }
  return all;
}

TEST(GeneralRefusal, NamesTheReasonAndChangesNothing) {
  std::set<Refusal> reasons;
  for (const Case& one : cases()) {
    SCOPED_TRACE(one.what);
    expect_refused(one.why, one.intrusion);
    reasons.insert(one.why);
  }
  EXPECT_EQ(reasons.size(), 9u) << "each reason there is";
}

// A message as it might be written, and the reasons in the order in which they are looked for.
struct Written {
  int round;
  int sender;
  int receiver;
  std::vector<int> path;
};

std::optional<Refusal> first_reason(const Written& message, const General::Post& post, int round) {
  const auto is_unknown = [&](int general) { return general < 0 || general >= post.n; };
  if (message.round != round || round > post.m + 1) {
    return Refusal::wrong_round;
  }
  if (static_cast<int>(message.path.size()) != round) {
    return Refusal::wrong_length;
  }
  if (is_unknown(message.sender) || is_unknown(message.receiver)) {
    return Refusal::unknown_general;
  }
  for (auto general = message.path.begin(); general != message.path.end(); ++general) {
    if (is_unknown(*general)) {
      return Refusal::unknown_general;
    }
    if (std::find(message.path.begin(), general, *general) != general) {
      return Refusal::repeated_general;
    }
  }
  if (message.path.front() != kCommander) {
    return Refusal::commander_not_first;
  }
  if (message.receiver != post.general) {
    return Refusal::misdelivered;
  }
  if (std::find(message.path.begin(), message.path.end(), post.general) != message.path.end()) {
    return Refusal::receiver_on_path;
  }
  if (message.path.back() != message.sender) {
    return Refusal::sender_not_last;
  }
  return std::nullopt;
}

// Every list of numbers −1 … n of up to that length.
std::vector<std::vector<int>> every_writing(int n, std::size_t longest) {
  std::vector<std::vector<int>> all{{}};
  for (std::size_t k = 0; k < all.size() && all[k].size() < longest; ++k) {
    for (int general = -1; general <= n; ++general) {
      all.push_back(all[k]);
      all.back().push_back(general);
    }
  }
  return all;
}

// Every message that can be written about four generals, to each of them in each round.
TEST(GeneralRefusal, IsDecidedForEveryMessage) {
  constexpr int kFour = 4;
  const std::vector<std::vector<int>> paths = every_writing(kFour, 4);
  int accepted = 0;
  int refused = 0;
  for (int self = 0; self < kFour; ++self) {
    const General::Post post{.general = self, .n = kFour, .m = 2};
    General general(post);
    for (int round = 1; round <= 4; ++round) {
      const General before = general;
      Written written{.round = round, .sender = 0, .receiver = 0, .path = {}};
      for (const std::vector<int>& path : paths) {
        written.path = path;
        for (written.sender = -1; written.sender <= kFour; ++written.sender) {
          for (written.receiver = -1; written.receiver <= kFour; ++written.receiver) {
            const Message message{.round = round,
                                  .sender = written.sender,
                                  .receiver = written.receiver,
                                  .path = ClaimedPath(path),
                                  .order = Order::attack};
            const std::optional<Refusal> expected = first_reason(written, post, round);
            ASSERT_EQ(general.receive(message), expected) << self << ' ' << round;
            ASSERT_EQ(general == before, expected.has_value());
            if (expected) {
              ++refused;
            } else {
              ++accepted;
              general = before;
            }
          }
        }
      }
      if (!general.rounds_are_over()) {
        general.end_round();
      }
    }
  }
  // Each of three lieutenants accepts [0], then two paths, then two.
  EXPECT_EQ(accepted, 3 * (1 + 2 + 2));
  EXPECT_EQ(accepted + refused, 4 * 4 * 36 * (1 + 6 + 36 + 216 + 1'296));
}

}  // namespace
}  // namespace turncoat
