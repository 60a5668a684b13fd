(* The main theorems in full, each closed by the proof in its file. Only the definitions of
   oral_messages.v and executable.v are needed to read them. Whoever weakens a theorem has to
   change this page too; Print Assumptions shows that none rests on an axiom.

   n generals, the commander c, the set T of traitors, k = #|T| of them unless said otherwise. *)

From mathcomp Require Import all_ssreflect.
From Turncoat Require Import oral_messages.
From Turncoat Require paper holds frontier messages executable.

(* The paper's own recursion, and the decision that IC1 and IC2 speak of, are the same. *)
Theorem papers_recursion (n : nat) (T : {set 'I_n}) says order m c i :
  OM T says m [::] c order [set~ c] i = decision T says order m c i.
Proof. exact: paper.papers_recursion. Qed.
Print Assumptions papers_recursion.

(* Lemma 1 for every sub-agreement: if all loyal generals off the path q hear v for it, they resolve
   v, where t = #|others q :&: T| traitors are not on it and d rounds follow. *)
Theorem validity (n : nat) (T : {set 'I_n}) says order d (q : seq 'I_n) v :
    uniq q ->
    (forall i, i \notin q -> i \notin T -> told T says order q i = v) ->
    (0 < d -> 2 * #|others q :&: T| + size q + d <= n + (if v == attack then 0 else 1)) ->
  forall i, i \notin q -> i \notin T -> resolve T says order d q i = v.
Proof. by case: v; apply: holds.validity. Qed.
Print Assumptions validity.

(* Theorem 1. *)
Theorem lamport_shostak_pease (n : nat) (T : {set 'I_n}) says order m c :
  3 * m < n -> #|T| <= m -> IC1 T says order m c /\ IC2 T says order m c.
Proof. exact: holds.lamport_shostak_pease. Qed.
Print Assumptions lamport_shostak_pease.

(* The frontier for m <= n-2. A loyal commander's order to attack. *)
Theorem attack_frontier (n : nat) (T : {set 'I_n}) m c :
    c \notin T -> #|T| + 2 <= n -> 0 < m -> m + 2 <= n ->
  (forall says, IC2 T says attack m c) <-> 2 * #|T| + m + 1 <= n.
Proof. exact: frontier.attack_frontier. Qed.
Print Assumptions attack_frontier.

(* An order to retreat. *)
Theorem retreat_frontier (n : nat) (T : {set 'I_n}) m c :
    c \notin T -> #|T| + 2 <= n -> 0 < m -> m + 2 <= n ->
  (forall says, IC2 T says retreat m c) <-> 2 * #|T| + m <= n.
Proof. exact: frontier.retreat_frontier. Qed.
Print Assumptions retreat_frontier.

(* A traitorous commander. *)
Theorem agreement_frontier (n : nat) (T : {set 'I_n}) order m c :
    c \in T -> #|T| + 2 <= n -> m + 2 <= n ->
  (forall says, IC1 T says order m c) <-> #|T| <= m /\ 2 * #|T| + m <= n + 1.
Proof. exact: frontier.agreement_frontier. Qed.
Print Assumptions agreement_frontier.

(* With a loyal commander IC1 breaks where IC2 does, if k <= n-3 leaves two loyal lieutenants. *)
Theorem loyal_agreement_frontier (n : nat) (T : {set 'I_n}) order m c :
    c \notin T -> #|T| + 3 <= n -> 0 < m -> m + 2 <= n ->
  (forall says, IC1 T says order m c) <->
  2 * #|T| + m + (if order == attack then 1 else 0) <= n.
Proof. exact: frontier.loyal_agreement_frontier. Qed.
Print Assumptions loyal_agreement_frontier.

(* Both properties, against every set of at most k traitors. *)
Theorem om_exact n m k (c : 'I_n) :
    0 < k -> k + 2 <= n ->
  (forall (T : {set 'I_n}) says order,
     #|T| <= k -> IC1 T says order m c /\ IC2 T says order m c) <->
  k <= m /\ 2 * k + m + 1 <= n.
Proof. exact: frontier.om_exact. Qed.
Print Assumptions om_exact.

(* The frontier for every m. A loyal commander's order to attack. *)
Theorem attack_frontier_any_depth (n : nat) (T : {set 'I_n}) m c :
    c \notin T -> #|T| + 2 <= n -> 0 < m ->
  (forall says, IC2 T says attack m c) <-> #|T| = 0 \/ 2 * #|T| + m + 1 <= n.
Proof. exact: frontier.attack_frontier_any_depth. Qed.
Print Assumptions attack_frontier_any_depth.

(* An order to retreat. *)
Theorem retreat_frontier_any_depth (n : nat) (T : {set 'I_n}) m c :
    c \notin T -> #|T| + 2 <= n -> 0 < m ->
  (forall says, IC2 T says retreat m c) <-> #|T| <= 1 \/ 2 * #|T| + m <= n.
Proof. exact: frontier.retreat_frontier_any_depth. Qed.
Print Assumptions retreat_frontier_any_depth.

(* A traitorous commander. *)
Theorem agreement_frontier_any_depth (n : nat) (T : {set 'I_n}) order m c :
    c \in T -> #|T| + 2 <= n ->
  (forall says, IC1 T says order m c) <->
  #|T| <= m /\ (#|T| <= 1 \/ 2 * #|T| + m <= n + 1).
Proof. exact: frontier.agreement_frontier_any_depth. Qed.
Print Assumptions agreement_frontier_any_depth.

(* Round r has (n-1)(n-2)...(n-r) messages: a receiver and the r-1 lieutenants of a path to it, all
   other than the commander. *)
Theorem messages_of_round n (c : 'I_n) r :
  #|[set i_p : r.-tuple 'I_n | uniq (rcons i_p c)]| = \prod_(1 <= j < r.+1) (n - j).
Proof. exact: messages.messages_of_round. Qed.
Print Assumptions messages_of_round.

(* The program that is compared with the reference, and the definitions, decide the same. *)
Theorem run_decisionE (n : nat) traitors says order m (c i : 'I_n) :
  executable.run_decision n traitors says order m c i =
  decision [set j : 'I_n | val j \in traitors]
           (fun q j => says (map val q) (val j)) order m c i.
Proof.
rewrite executable.run_decisionE; congr decision.
by apply/setP=> j; rewrite !inE executable.is_inE.
Qed.
Print Assumptions run_decisionE.
