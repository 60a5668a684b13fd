(* What traitors do to those who hear them if they all say one thing. *)

From mathcomp Require Import all_ssreflect.
From Turncoat Require Import oral_messages basics.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Lies.

Variables (n : nat) (T : {set 'I_n}) (says : seq 'I_n -> 'I_n -> option value) (order : value).
Implicit Types (p q s : seq 'I_n) (i j x c : 'I_n) (v : value).

Notation told := (told T says order).
Notation resolve := (resolve T says order).

(* The traitors say v on each path that continues q, to everybody. *)
Definition traitors_say v q := forall s x i, x \in T -> heard (says (x :: s ++ q) i) = v.

(* Then they do so on each path that continues it. *)
Lemma traitors_say_on v q j : traitors_say v q -> traitors_say v (j :: q).
Proof. by move=> all_say s x i /all_say; rewrite -cat_rcons. Qed.

(* If the loyal heard v and the traitors say v, v is what everybody resolves. *)
Lemma unanimous d q v :
    (forall i, i \notin q -> i \notin T -> told q i = v) -> traitors_say v q ->
  forall i, i \notin q -> i \notin T -> resolve d q i = v.
Proof.
elim: d q => [|d IH] q hear_v all_say i off_i loyal_i /=; first exact: hear_v.
apply: (@majority_won _ _ (others q)) => //.
  move=> j; rewrite in_others => off_j; case: eqP => [_ | /eqP other]; first exact: hear_v.
  apply: IH; [move=> k _ _ /= | exact: traitors_say_on | | by []].
    case: ifP => [traitor_j | /negbT loyal_j]; last exact: hear_v.
    exact: (all_say [::]).
  by rewrite inE negb_or eq_sym other.
have: 0 < #|others q| by apply/card_gt0P; exists i; rewrite in_others.
by case: (v); arith.
Qed.

(* The opposite of what a loyal sender said is enough to turn every loyal receiver, if the deepest
   vote is lost. There, of the n-|q|-d+1 generals who vote, t are traitors. Every vote above it is
   lost too: it has only the receiver's own order left on its side. *)
Lemma turned d q v :
    uniq q ->
    (forall i, i \notin q -> i \notin T -> told q i = v) -> traitors_say (~~ v) q ->
    0 < d -> size q + d < n -> n + ~~ v < 2 * traitors_left T q + size q + d ->
  forall i, i \notin q -> i \notin T -> resolve d q i = ~~ v.
Proof.
elim: d q => [//|d IH] q uniq_q hear_v all_say _ deep lost i off_i loyal_i /=.
have generals := card_others uniq_q.
(* The vote of a traitor, with or without rounds that follow. *)
have traitor_votes j : j \in T -> j \notin q ->
    (if j == i then told q i else resolve d (j :: q) i) = ~~ v.
  move=> traitor_j off_j; have other: j != i by apply: contraNneq loyal_i => <-.
  rewrite (negbTE other); apply: unanimous => //.
  - by move=> k _ _ /=; rewrite traitor_j; apply: (all_say [::]).
  - exact: traitors_say_on.
  - by rewrite inE negb_or eq_sym other.
case: d => [|d] in IH deep lost traitor_votes *.
  apply: (@majority_won _ _ (others q :&: T)); first exact: subsetIl.
    by move=> j; rewrite !inE => /andP[off_j traitor_j]; apply: traitor_votes.
  by move: lost; rewrite -/(traitors_left T q); case: (v); arith.
apply: (@majority_won _ _ (others q :\ i)); first exact: subsetDl.
  move=> j; rewrite !inE => /andP[other off_j].
  case: (boolP (j \in T)) => [traitor_j | loyal_j]; first exact: traitor_votes.
  rewrite (negbTE other); apply: IH; rewrite //= ?off_j //.
  - by move=> k _ _; rewrite (negbTE loyal_j); apply: hear_v.
  - exact: traitors_say_on.
  - by arith.
  - by rewrite traitors_left_loyal //; arith.
  - by rewrite inE negb_or eq_sym other.
have := cardsD1 i (others q); rewrite in_others off_i => one_fewer.
by case: (v); arith.
Qed.

End Lies.
