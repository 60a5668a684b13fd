// Each reason to refuse a message, and that a refused message changes nothing: the general relays,
// resolves and decides as one that never met it.

#include <gtest/gtest.h>

#include <optional>
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
                    .path = {path.begin(), path.end()},
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
  const auto tell = [&](const Path& path, int receiver, Order order) {
    story.text += to_string(path) + ">" + std::to_string(receiver) + ":" + std::string(name(order));
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
      tell(path, kSelf, general.resolved(path));
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

TEST(GeneralRefusal, WrongRoundForAMessageThatComesLate) {
  Message message = contradiction();
  expect_refused(Refusal::wrong_round, {.round = 3, .message = message});
  message = {.round = 1, .sender = 0, .receiver = kSelf, .path = {0}};
  expect_refused(Refusal::wrong_round, {.round = 2, .message = message});
}

TEST(GeneralRefusal, WrongRoundForAMessageThatComesEarly) {
  expect_refused(Refusal::wrong_round, {.round = 1, .message = contradiction()});
  expect_refused(Refusal::wrong_round, {.round = 2, .message = contradiction_of_round_3()});
}

TEST(GeneralRefusal, WrongRoundAfterAllRounds) {
  expect_refused(Refusal::wrong_round, {.round = 4, .message = contradiction_of_round_3()});
  const Message beyond{.round = 4, .sender = 4, .receiver = kSelf, .path = {0, 1, 3, 4}};
  expect_refused(Refusal::wrong_round, {.round = 4, .message = beyond});
}

TEST(GeneralRefusal, WrongLengthForAShorterPath) {
  Message message = contradiction();
  message.path = {0};
  message.sender = 0;
  expect_refused(Refusal::wrong_length, {.round = 2, .message = message});
}

TEST(GeneralRefusal, WrongLengthForALongerPath) {
  Message message = contradiction();
  message.path = {0, 4, 3};
  expect_refused(Refusal::wrong_length, {.round = 2, .message = message});
  message.path.assign(100'000, 3);
  expect_refused(Refusal::wrong_length, {.round = 2, .message = message});
}

TEST(GeneralRefusal, WrongLengthForAnEmptyPath) {
  Message message = contradiction();
  message.path = {};
  expect_refused(Refusal::wrong_length, {.round = 2, .message = message});
}

TEST(GeneralRefusal, UnknownGeneralOnThePath) {
  Message message = contradiction_of_round_3();
  for (const int stranger : {kN, -1, 63, 64, 256, 1 << 30}) {
    message.path = {0, stranger, 4};
    expect_refused(Refusal::unknown_general, {.round = 3, .message = message});
  }
  message = contradiction();
  message.path = {0, kN};
  expect_refused(Refusal::unknown_general, {.round = 2, .message = message});
}

TEST(GeneralRefusal, UnknownGeneralAsSender) {
  Message message = contradiction();
  for (const int stranger : {kN, -1, 64}) {
    message.sender = stranger;
    expect_refused(Refusal::unknown_general, {.round = 2, .message = message});
  }
}

TEST(GeneralRefusal, UnknownGeneralAsReceiver) {
  Message message = contradiction();
  for (const int stranger : {kN, -1, 64}) {
    message.receiver = stranger;
    expect_refused(Refusal::unknown_general, {.round = 2, .message = message});
  }
}

TEST(GeneralRefusal, CommanderNotFirst) {
  Message message = contradiction();
  message.path = {1, 3};
  expect_refused(Refusal::commander_not_first, {.round = 2, .message = message});
  message = contradiction_of_round_3();
  message.path = {3, 0, 4};
  expect_refused(Refusal::commander_not_first, {.round = 3, .message = message});
  message = {.round = 1, .sender = 3, .receiver = kSelf, .path = {3}, .order = Order::attack};
  expect_refused(Refusal::commander_not_first, {.round = 1, .message = message});
}

TEST(GeneralRefusal, RepeatedGeneral) {
  Message message = contradiction_of_round_3();
  message.path = {0, 4, 4};
  expect_refused(Refusal::repeated_general, {.round = 3, .message = message});
  message = contradiction();
  message.path = {0, 0};
  message.sender = 0;
  expect_refused(Refusal::repeated_general, {.round = 2, .message = message});
}

TEST(GeneralRefusal, ReceiverOnPath) {
  Message message = contradiction_of_round_3();
  message.path = {0, kSelf, 4};
  expect_refused(Refusal::receiver_on_path, {.round = 3, .message = message});
  message = contradiction();
  message.path = {0, kSelf};
  message.sender = kSelf;
  expect_refused(Refusal::receiver_on_path, {.round = 2, .message = message});
}

TEST(GeneralRefusal, Misdelivered) {
  Message message = contradiction();
  for (const int other : {0, 1, 4}) {
    message.receiver = other;
    expect_refused(Refusal::misdelivered, {.round = 2, .message = message});
  }
}

TEST(GeneralRefusal, SenderNotLast) {
  Message message = contradiction();
  for (const int forger : {0, 1, kSelf, 4}) {
    message.sender = forger;
    expect_refused(Refusal::sender_not_last, {.round = 2, .message = message});
  }
}

TEST(GeneralRefusal, SecondOrder) {
  expect_refused(Refusal::second_order,
                 {.round = 2, .message = contradiction(), .after_the_mail = true});
  expect_refused(Refusal::second_order,
                 {.round = 3, .message = contradiction_of_round_3(), .after_the_mail = true});
}

TEST(GeneralRefusal, SecondOrderEvenWhereItIsTheSame) {
  for (int round = 1; round <= kM + 1; ++round) {
    for (const Message& message : mail_of(round)) {
      expect_refused(Refusal::second_order,
                     {.round = round, .message = message, .after_the_mail = true});
    }
  }
}

}  // namespace
}  // namespace turncoat
