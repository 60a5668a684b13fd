#include "turncoat/core/order.hpp"

#include <gtest/gtest.h>

namespace turncoat {
namespace {

TEST(Order, DefaultsToRetreat) {
  EXPECT_EQ(kDefaultOrder, Order::retreat);
  EXPECT_EQ(Order{}, Order::retreat);
}

TEST(Order, HasAnOpposite) {
  EXPECT_EQ(opposite(Order::attack), Order::retreat);
  EXPECT_EQ(opposite(Order::retreat), Order::attack);
}

TEST(Order, HasAName) {
  EXPECT_EQ(name(Order::attack), "attack");
  EXPECT_EQ(name(Order::retreat), "retreat");
}

TEST(Order, IsReadFromExactlyItsName) {
  EXPECT_EQ(order_of("attack"), Order::attack);
  EXPECT_EQ(order_of("retreat"), Order::retreat);
  for (const char* text :
       {"", "Attack", "attack ", " attack", "attac", "attacks", "0", "silence"}) {
    EXPECT_EQ(order_of(text), std::nullopt) << '"' << text << '"';
  }
}

TEST(Said, HasAName) {
  EXPECT_EQ(name(Said::attack), "attack");
  EXPECT_EQ(name(Said::retreat), "retreat");
  EXPECT_EQ(name(Said::silence), "silence");
}

TEST(Said, IsReadFromExactlyItsName) {
  EXPECT_EQ(said_of("attack"), Said::attack);
  EXPECT_EQ(said_of("retreat"), Said::retreat);
  EXPECT_EQ(said_of("silence"), Said::silence);
  for (const char* text : {"", "Silence", "silent", "silence\n", "2"}) {
    EXPECT_EQ(said_of(text), std::nullopt) << '"' << text << '"';
  }
}

TEST(Said, IsWhatARelayedOrderSounds) {
  EXPECT_EQ(said(Order::attack), Said::attack);
  EXPECT_EQ(said(Order::retreat), Said::retreat);
}

TEST(Said, IsHeardAsItsOrder) {
  for (const Order for_silence : {Order::attack, Order::retreat}) {
    EXPECT_EQ(heard(Said::attack, for_silence), Order::attack);
    EXPECT_EQ(heard(Said::retreat, for_silence), Order::retreat);
  }
}

TEST(Said, SilenceIsHeardAsRetreatUnlessToldOtherwise) {
  EXPECT_EQ(heard(Said::silence), Order::retreat);
  EXPECT_EQ(heard(Said::silence, Order::attack), Order::attack);
}

}  // namespace
}  // namespace turncoat
