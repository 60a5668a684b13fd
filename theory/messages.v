(* How many messages a run sends. *)

From mathcomp Require Import all_ssreflect.
From Turncoat Require Import oral_messages.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

(* A message of round r, told (p ++ [:: c]) i in oral_messages.v, goes to a receiver i by a path of
   r generals, of whom the commander c is last, and nobody is there twice: i :: p are r generals
   other than c. There are (n-1)(n-2)...(n-r) of them. *)
Theorem messages_of_round n (c : 'I_n) r :
  #|[set i_p : r.-tuple 'I_n | uniq (rcons i_p c)]| = \prod_(1 <= j < r.+1) (n - j).
Proof.
have -> : [set i_p : r.-tuple 'I_n | uniq (rcons i_p c)] =
          [set i_p : r.-tuple 'I_n | all (mem [set~ c]) i_p & uniq i_p].
  apply/setP=> i_p; rewrite !inE rcons_uniq; congr (_ && _).
  apply/idP/allP=> [off_c i in_p | other]; last by apply/negP=> /other; rewrite !inE eqxx.
  by rewrite !inE; apply: contraNneq off_c => <-.
rewrite card_uniq_tuples cardsC1 card_ord ffact_prod big_add1 big_mkord.
by apply: eq_bigr => j _; rewrite -subn1 -subnDA add1n.
Qed.
