// What other protocols would send for as many generals: closed forms out of their papers. Nothing
// here is measured, and none of these protocols is implemented.
//
// Units:  messages between generals for one order; f is how many traitors are withstood. Messages
//         to oneself and those between a client and the generals are not counted.
// Size:   as doubles, good to 15 digits, at any size.
#pragma once

#include "bench/report/document.hpp"

namespace turncoat {

// Signed messages, SM(f), with two orders: the commander sends its own to n−1; each lieutenant
// relays each order that is new to it, with its own signature added, to the n−2 others. At most two
// orders are ever new, and only one is where the commander is loyal.
// Source: Lamport, Shostak, Pease, TOPLAS 4(3), 1982, section 4.
double signed_messages_with_loyal_commander(int n);
double signed_messages_at_most(int n);

// Phase King for n > 3f: the commander sends its order to n−1; then f+1 phases of two rounds in
// which everybody sends to everybody and one in which the king of the phase does.
// Source: Berman, Garay, Perry, FOCS 1989.
double phase_king_at_most(int n, int f);

// PBFT's normal case, the primary as the commander: pre-prepare to n−1, prepare from n−1 to n−1,
// commit from n to n−1.
// Source: Castro, Liskov, OSDI 1999, section 4.2.
double pbft_normal_case(int n);

Section protocols_section();

}  // namespace turncoat
