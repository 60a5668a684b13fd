(* The exact frontier: where OM(m) holds against everything that the traitors can say. k is the
   number of all traitors; a traitorous commander is one of them. *)

From mathcomp Require Import all_ssreflect.
From Turncoat Require Import oral_messages basics holds breaks.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Frontier.

Variables (n : nat) (T : {set 'I_n}).
Implicit Types (q : seq 'I_n) (i j c : 'I_n) (order : value).

(* k <= n-2 leaves a loyal lieutenant, two of them if the commander is a traitor; k <= n-3 leaves
   two in any case. *)
Lemma some_loyal_lieutenant c : #|T| + 2 <= n -> exists i, loyal_lieutenant T c i.
Proof.
move=> room; suff: 0 < #|~: T :\ c|.
  by case/card_gt0P=> i; rewrite !inE andbC => loyal_i; exists i.
by move: (cardsC T) (cardsD1 c (~: T)); rewrite card_ord; case: (c \in ~: T) => /=; arith.
Qed.

(* And two of them. *)
Lemma two_loyal_lieutenants c : #|T| + (c \notin T) + 2 <= n ->
  exists i j, [/\ loyal_lieutenant T c i, loyal_lieutenant T c j & i != j].
Proof.
move=> room; have: 1 < #|~: T :\ c|.
  by move: (cardsC T) (cardsD1 c (~: T)); rewrite card_ord inE; arith.
case/card_gt1P=> i [j [loyal_i loyal_j differ]]; exists i, j.
by move: loyal_i loyal_j; rewrite !inE /loyal_lieutenant ![_ && (_ \notin T)]andbC.
Qed.

(* After n-2 rounds nobody is left to relay to: more rounds change no decision. *)
Lemma resolve_is_final says order d e q i :
    uniq q -> i \notin q -> n <= size q + e + 1 -> e <= d ->
  resolve T says order d q i = resolve T says order e q i.
Proof.
elim: e d q => [|e IH] [|d] q uniq_q off_i all_heard le_e_d //; last first.
  rewrite !resolve_step; apply: eq_majority => j; rewrite in_others => off_j.
  case: eqP => // /eqP other; apply: IH; rewrite //= ?off_j //.
    by rewrite inE negb_or eq_sym other.
  by arith.
rewrite resolve_step; apply: (@majority_won _ _ [set i]).
- by rewrite sub1set in_others.
- by move=> j /set1P ->; rewrite eqxx.
by move: (card_others uniq_q); rewrite cards1; arith.
Qed.

(* So a decision ... *)
Lemma decision_is_final says order m c i :
  i != c -> decision T says order m c i = decision T says order (minn m (n - 2)) c i.
Proof.
move=> lieutenant; case: (leqP m (n - 2)) => // deep.
by apply: resolve_is_final; rewrite ?inE //=; arith.
Qed.

(* ... agreement ... *)
Lemma IC1_is_final order m c :
  (forall says, IC1 T says order m c) <-> forall says, IC1 T says order (minn m (n - 2)) c.
Proof.
by split=> agree says i j loyal_i loyal_j; have := agree says i j loyal_i loyal_j;
  case/andP: loyal_i loyal_j => _ ? /andP[_ ?]; rewrite -!decision_is_final.
Qed.

(* ... and obedience are those of OM(n-2). *)
Lemma IC2_is_final order m c :
  (forall says, IC2 T says order m c) <-> forall says, IC2 T says order (minn m (n - 2)) c.
Proof.
by split=> obey says loyal_c i loyal_i; have := obey says loyal_c i loyal_i;
  case/andP: loyal_i => _ ?; rewrite -!decision_is_final.
Qed.

(* In OM(0) nobody relays. A loyal commander is obeyed, whatever others say. *)
Lemma obedience order m c :
    c \notin T -> #|T| + 2 <= n -> m + 2 <= n ->
  (forall says, IC2 T says order m c) <-> m = 0 \/ 2 * #|T| + m + 1 <= n + ~~ order.
Proof.
move=> loyal_c room small; split=> [obey | enough says]; last first.
  case: enough => [-> _ i _ | enough]; last exact: obeyed.
  by rewrite /decision /= (negbTE loyal_c).
case: (posnP m) => [-> | deep]; [by left | right; rewrite leqNgt; apply/negP=> lost].
have [i loyal_i] := some_loyal_lieutenant c room.
have := disobeyed loyal_c deep small lost loyal_i.
by rewrite obey //; case: (order).
Qed.

(* A loyal commander's order to attack is obeyed, whatever the traitors say, if and only if
   n >= 2k+m+1. *)
Theorem attack_frontier m c :
    c \notin T -> #|T| + 2 <= n -> 0 < m -> m + 2 <= n ->
  (forall says, IC2 T says attack m c) <-> 2 * #|T| + m + 1 <= n.
Proof.
move=> loyal_c room deep small; rewrite obedience //= addn0.
by split=> [[none | //] | ]; [move: deep; rewrite none | right].
Qed.

(* An order to retreat is obeyed if and only if n >= 2k+m: a tie gives retreat. *)
Theorem retreat_frontier m c :
    c \notin T -> #|T| + 2 <= n -> 0 < m -> m + 2 <= n ->
  (forall says, IC2 T says retreat m c) <-> 2 * #|T| + m <= n.
Proof.
move=> loyal_c room deep small; rewrite obedience //=.
by split=> [[none | enough] | enough]; [move: deep; rewrite none | | right]; arith.
Qed.

(* With a traitorous commander the loyal lieutenants agree, whatever the traitors say, if and only
   if k <= m and n >= 2k+m-1. *)
Theorem agreement_frontier order m c :
    c \in T -> #|T| + 2 <= n -> m + 2 <= n ->
  (forall says, IC1 T says order m c) <-> #|T| <= m /\ 2 * #|T| + m <= n + 1.
Proof.
move=> traitor_c room small; split=> [agree | [few enough] says]; last exact: agreed.
have [|a [b [loyal_a loyal_b differ]]] := @two_loyal_lieutenants c.
  by rewrite traitor_c addn0.
have no_split says :
    ~ (forall i, i \notin T -> decision T says order m c i = (i == a)).
  move=> split; have := agree says a b loyal_a loyal_b.
  case/andP: loyal_a loyal_b => loyal_a _ /andP[loyal_b _].
  by rewrite !split // eqxx eq_sym (negbTE differ).
have few: #|T| <= m.
  rewrite leqNgt; apply/negP=> many.
  by have [says /no_split] := split_by_depth order a traitor_c many.
split=> //; rewrite leqNgt; apply/negP=> lost; case/andP: loyal_a => loyal_a _.
by have [says /no_split] := split_by_width order traitor_c loyal_a few small lost.
Qed.

(* With a loyal commander all agree where all obey, and only there: traitors who can turn one
   lieutenant can turn one and leave another. *)
Lemma agreement_of_loyal order m c :
    c \notin T -> #|T| + 3 <= n -> m + 2 <= n ->
  (forall says, IC1 T says order m c) <-> m = 0 \/ 2 * #|T| + m + 1 <= n + ~~ order.
Proof.
move=> loyal_c room small; split=> [agree | enough says]; last first.
  by apply: agreed_if_obeyed => //; move: says; apply/obedience => //; arith.
case: (posnP m) => [-> | deep]; [by left | right; rewrite leqNgt; apply/negP=> lost].
have [|a [b [loyal_a loyal_b differ]]] := @two_loyal_lieutenants c.
  by rewrite loyal_c; arith.
have some: 0 < #|T| by move: lost; case: (order); arith.
have [says split_] := split_of_loyal loyal_c loyal_a loyal_b differ deep small some room lost.
exact/split_/agree.
Qed.

(* The same, with m >= 1. *)
Theorem loyal_agreement_frontier order m c :
    c \notin T -> #|T| + 3 <= n -> 0 < m -> m + 2 <= n ->
  (forall says, IC1 T says order m c) <->
  2 * #|T| + m + (if order == attack then 1 else 0) <= n.
Proof.
move=> loyal_c room deep small; rewrite agreement_of_loyal //.
split=> [[none | enough] | enough]; [by move: deep; rewrite none | | right].
  by move: enough; case: (order) => /=; arith.
by move: enough; case: (order) => /=; arith.
Qed.

(* The first three for every m. Beyond n-2 rounds nothing changes, so there k <= 1 stands apart.
   First, an order to attack. *)
Theorem attack_frontier_any_depth m c :
    c \notin T -> #|T| + 2 <= n -> 0 < m ->
  (forall says, IC2 T says attack m c) <-> #|T| = 0 \/ 2 * #|T| + m + 1 <= n.
Proof.
move=> loyal_c room deep.
rewrite IC2_is_final obedience //=; case: (leqP m (n - 2)); rewrite -?(rwP leP); arith.
Qed.

(* An order to retreat. *)
Theorem retreat_frontier_any_depth m c :
    c \notin T -> #|T| + 2 <= n -> 0 < m ->
  (forall says, IC2 T says retreat m c) <-> #|T| <= 1 \/ 2 * #|T| + m <= n.
Proof.
move=> loyal_c room deep.
rewrite IC2_is_final obedience //=; case: (leqP m (n - 2)); rewrite -?(rwP leP); arith.
Qed.

(* A traitorous commander. *)
Theorem agreement_frontier_any_depth order m c :
    c \in T -> #|T| + 2 <= n ->
  (forall says, IC1 T says order m c) <->
  #|T| <= m /\ (#|T| <= 1 \/ 2 * #|T| + m <= n + 1).
Proof.
move=> traitor_c room.
rewrite IC1_is_final agreement_frontier //; case: (leqP m (n - 2)); rewrite -?(rwP leP); arith.
Qed.

End Frontier.

(* OM(m) keeps IC1 and IC2 against every set of at most k traitors, for both orders, if and only if
   k <= m and n >= 2k+m+1. So Theorem 1 of the paper is exact where m = k, and more rounds than
   traitors take more generals. *)
Theorem om_exact n m k (c : 'I_n) :
    0 < k -> k + 2 <= n ->
  (forall (T : {set 'I_n}) says order,
     #|T| <= k -> IC1 T says order m c /\ IC2 T says order m c) <->
  k <= m /\ 2 * k + m + 1 <= n.
Proof.
move=> some_traitor room; split=> [holds | [few enough] T says order few_T]; last first.
  have obey: IC2 T says order m c by apply: obeyed; case: (order); arith.
  split=> //; case: (boolP (c \in T)) => [traitor_c | loyal_c]; last exact: agreed_if_obeyed.
  by apply: agreed => //; arith.
have others_c: #|[set~ c]| = n.-1 by rewrite cardsC1 card_ord.
have deep: k <= m.
  (* The commander and k-1 others. *)
  set T := c |: some_of k.-1 [set~ c].
  have size_T: #|T| = k.
    have /subsetP sub := some_of_sub k.-1 [set~ c].
    have off_c: c \notin some_of k.-1 [set~ c] by apply/negP=> /sub; rewrite !inE eqxx.
    by rewrite cardsU1 off_c card_some_of; arith.
  have [//|agree _] := @agreement_frontier_any_depth n T attack m c (setU11 _ _).
    by rewrite size_T.
  by move: agree; rewrite size_T => -[says | //]; case: (holds T says attack); rewrite ?size_T.
split=> //.
(* k lieutenants. *)
set T := some_of k [set~ c].
have size_T: #|T| = k by rewrite card_some_of; arith.
have loyal_c: c \notin T.
  by have /subsetP sub := some_of_sub k [set~ c]; apply/negP=> /sub; rewrite !inE eqxx.
have [||obey _] := attack_frontier_any_depth (m := m) loyal_c; rewrite ?size_T //; first by arith.
move: obey; rewrite size_T => -[says | |//]; last by arith.
by case: (holds T says attack); rewrite ?size_T.
Qed.
