(* Where OM(m) holds: Lemma 1 and Theorem 1 of the paper, with the exact numbers. *)

From mathcomp Require Import all_ssreflect.
From Turncoat Require Import oral_messages basics.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Holds.

Variables (n : nat) (T : {set 'I_n}) (says : seq 'I_n -> 'I_n -> option value) (order : value).
Implicit Types (q : seq 'I_n) (i j c : 'I_n) (v : value).

Notation told := (told T says order).
Notation resolve := (resolve T says order).
Notation decision := (decision T says order).

(* Lemma 1 of the paper, for every sub-agreement. All loyal generals off the path q hear v for it,
   and d rounds follow. They all resolve v if n >= 2t+|q|+d, where t traitors are not on the path.
   For retreat one general fewer is enough. *)
Lemma validity d q v :
    uniq q ->
    (forall i, i \notin q -> i \notin T -> told q i = v) ->
    (0 < d -> 2 * traitors_left T q + size q + d <= n + ~~ v) ->
  forall i, i \notin q -> i \notin T -> resolve d q i = v.
Proof.
elim: d q => [|d IH] q uniq_q hear_v margin i off_i loyal_i /=; first exact: hear_v.
(* The loyal ones are a majority. Each of them, say j, votes v: j relays v to all, and behind j
   there are as many traitors as before and a round fewer. *)
apply: (@majority_won _ _ (others q :\: T)); first exact: subsetDl.
  move=> j; rewrite !inE => /andP[loyal_j off_j].
  case: ifP => [_ | /negbT other]; first exact: hear_v.
  apply: IH => //=; rewrite ?off_j //.
  - by move=> i' _ _; rewrite (negbTE loyal_j); apply: hear_v.
  - by move: (margin isT); rewrite traitors_left_loyal //; arith.
  - by rewrite inE negb_or eq_sym other.
by move: (margin isT) (loyal_left T q) (card_others uniq_q); arith.
Qed.

(* Step 3 of the algorithm makes the loyal agree on whatever the sender of q says to whom, if more
   rounds follow than traitors are left, and loyal senders get their order through. *)
Lemma agreement d q :
    uniq q -> traitors_left T q < d -> 2 * traitors_left T q + size q + d <= n ->
  forall i i', i \notin q -> i \notin T -> i' \notin q -> i' \notin T ->
  resolve d q i = resolve d q i'.
Proof.
elim: d q => [//|d IH] q uniq_q few margin i i' off_i loyal_i off_i' loyal_i' /=.
apply: eq_majority => j; rewrite in_others => off_j.
case: (boolP (j \in T)) => [traitor_j | loyal_j]; last first.
  (* By validity, the vote of a loyal j is what j was told, whoever counts it. *)
  have vote_of_j k : k \notin q -> k \notin T ->
      (if j == k then told q k else resolve d (j :: q) k) = told q j.
    move=> off_k loyal_k; case: eqP => [-> // | /eqP other].
    apply: validity; rewrite //= ?off_j //.
    - by move=> *; rewrite (negbTE loyal_j).
    - by rewrite traitors_left_loyal //; case: (told q j); arith.
    - by rewrite inE negb_or eq_sym other.
  by rewrite !vote_of_j.
(* Behind a traitor j there is one traitor fewer. *)
have differs k : k \notin T -> (j == k) = false.
  by move=> loyal_k; apply: contraNF loyal_k => /eqP <-.
have left_behind_j := traitors_left_traitor traitor_j off_j.
rewrite !differs //; apply: IH; rewrite //= ?off_j ?inE ?negb_or // 1?[_ == j]eq_sym ?differs //.
- by arith.
- by arith.
Qed.

(* Lemma 1 for a whole run. A loyal commander is obeyed; for retreat one general fewer is
   enough. *)
Lemma obeyed m c : 2 * #|T| + m + 1 <= n + ~~ order -> IC2 T says order m c.
Proof.
move=> enough loyal_c i /andP[loyal_i lieutenant].
apply: validity; rewrite ?inE //.
  by move=> j _ _ /=; rewrite (negbTE loyal_c).
by move: (traitors_left_start T c); rewrite (negbTE loyal_c) /=; arith.
Qed.

(* With a traitorous commander all agree, if rounds and generals are enough. *)
Lemma agreed m c : c \in T -> #|T| <= m -> 2 * #|T| + m <= n + 1 -> IC1 T says order m c.
Proof.
move=> traitor_c few enough i j /andP[loyal_i other_i] /andP[loyal_j other_j].
move: (traitors_left_start T c); rewrite traitor_c => left_.
by apply: agreement; rewrite //= ?inE //; arith.
Qed.

(* With a loyal commander, all agree if all obey. *)
Lemma agreed_if_obeyed m c : c \notin T -> IC2 T says order m c -> IC1 T says order m c.
Proof. by move=> loyal_c obey i j loyal_i loyal_j; rewrite !obey. Qed.

(* Theorem 1 of the paper: OM(m) satisfies IC1 and IC2 if there are more than 3m generals and at
   most m traitors. *)
Theorem lamport_shostak_pease m c :
  3 * m < n -> #|T| <= m -> IC1 T says order m c /\ IC2 T says order m c.
Proof.
move=> enough few; have obey: IC2 T says order m c by apply: obeyed; arith.
split=> //; case: (boolP (c \in T)) => [traitor_c | loyal_c]; last exact: agreed_if_obeyed.
by apply: agreed => //; arith.
Qed.

End Holds.
