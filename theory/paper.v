(* The paper's own recursion gives the decisions that the theorems speak of. *)

From mathcomp Require Import all_ssreflect.
From Turncoat Require Import oral_messages basics.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Paper.

Variables (n : nat) (T : {set 'I_n}) (says : seq 'I_n -> 'I_n -> option value) (order : value).

(* In every sub-agreement: its commander s has what it received for p, and its lieutenants are
   those who are not on the path. *)
Lemma papers_sub_agreement d p s i :
  OM T says d p s (told T says order p s) (others (s :: p)) i =
  resolve T says order d (s :: p) i.
Proof.
elim: d p s i => [//|d IH] p s i; rewrite resolve_step.
by apply: eq_majority => j _; case: eqP => // _; rewrite -others_cons -IH.
Qed.

(* OM(m) of the whole: commander c has its order, and all others are its lieutenants. *)
Theorem papers_recursion m c i :
  OM T says m [::] c order [set~ c] i = decision T says order m c i.
Proof.
have <- : others [:: c] = [set~ c] by apply/setP=> j; rewrite !inE.
exact: papers_sub_agreement.
Qed.

End Paper.
