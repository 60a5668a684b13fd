(* The definitions once more, as a program: generals are numbers, sets are lists. It decides as the
   definitions do, which is proved below. extraction.v makes OCaml of it. *)

From Coq Require List Nat.
From mathcomp Require Import all_ssreflect.
From Turncoat Require Import oral_messages basics.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Program.

Variables (n : nat) (traitors : list nat) (says : list nat -> nat -> option bool) (order : bool).

(* Whether the list has the number. *)
Definition is_in (i : nat) (l : list nat) : bool := List.existsb (Nat.eqb i) l.

(* Whether more than half of the voters vote attack. *)
Definition run_majority (voters : list nat) (vote : nat -> bool) : bool :=
  Nat.ltb (List.length voters) (Nat.mul 2 (List.length (List.filter vote voters))).

(* What i received for the path q. *)
Fixpoint run_told (q : list nat) (i : nat) : bool :=
  match q with
  | cons s p =>
      if is_in s traitors then match says q i with Some v => v | None => false end
      else run_told p s
  | nil => order
  end.

(* Those who are not on the path q. *)
Definition run_others (q : list nat) : list nat :=
  List.filter (fun j => negb (is_in j q)) (List.seq 0 n).

(* What i takes for the value of the path q if d more rounds follow. *)
Fixpoint run_resolve (d : nat) (q : list nat) (i : nat) : bool :=
  match d with
  | S d' =>
      run_majority (run_others q) (fun j =>
        if Nat.eqb j i then run_told q i else run_resolve d' (cons j q) i)
  | O => run_told q i
  end.

(* What i decides in OM(m) with the commander c. *)
Definition run_decision (m c i : nat) : bool := run_resolve m (cons c nil) i.

(* A list has a number if and only if the program finds it there. *)
Lemma is_inE i l : is_in i l = (i \in l).
Proof. by elim: l => [//|x l IH]; rewrite inE -IH. Qed.

(* Coq's own comparison of numbers is that of ssreflect. *)
Lemma ltbE a b : Nat.ltb a b = (a < b).
Proof. by rewrite /Nat.ltb; elim: a b => [|a IH] [|b] //; apply: IH. Qed.

(* Counting generals is counting numbers below n. *)
Lemma card_generals (P : pred nat) :
  #|[set j : 'I_n | P (val j)]| = List.length (List.filter P (List.seq 0 n)).
Proof.
have -> : List.filter P (List.seq 0 n) = filter P (iota 0 n) by [].
rewrite -val_enum_ord filter_map -[RHS]/(size _) size_map cardsE cardE.
by rewrite enumT; congr size; apply: eq_filter.
Qed.

(* The traitors and what they say, as the definitions have them. *)
Definition traitor_set : {set 'I_n} := [set i | is_in (val i) traitors].
Definition says_on_paths (q : seq 'I_n) (i : 'I_n) := says (map val q) (val i).

Notation told := (told traitor_set says_on_paths order).
Notation resolve := (resolve traitor_set says_on_paths order).

(* The program and the definitions agree on what is heard ... *)
Lemma run_toldE q i : run_told (map val q) (val i) = told q i.
Proof. by elim: q i => [//|s p IH] i /=; rewrite inE IH. Qed.

(* ... and on what is resolved ... *)
Lemma run_resolveE d q i : run_resolve d (map val q) (val i) = resolve d q i.
Proof.
elim: d q i => [|d IH] q i; first exact: run_toldE.
rewrite resolve_step /= /run_majority /majority.
set vote := fun j => if Nat.eqb j _ then _ else _.
have same_vote j : (if j == i then told q i else resolve d (j :: q) i) = vote (val j).
  by rewrite /vote run_toldE -(IH (j :: q)); congr (if _ then _ else _).
have off_path (j : 'I_n) : (val j \in map val q) = (j \in q) by apply/mem_map/val_inj.
have -> : #|others q| = List.length (run_others (map val q)).
  rewrite -(card_generals (fun j => ~~ is_in j _)); congr #|pred_of_set _|.
  by apply/setP=> j; rewrite !inE is_inE off_path.
have -> : #|[set j in others q | (if j == i then told q i else resolve d (j :: q) i) == attack]| =
          List.length (List.filter vote (run_others (map val q))).
  have -> : List.filter vote (run_others (map val q)) =
            List.filter (predI vote (fun j => ~~ is_in j (map val q))) (List.seq 0 n).
    by rewrite -[RHS]/(filter _ _) filter_predI.
  rewrite -card_generals; congr #|pred_of_set _|; apply/setP=> j.
  by rewrite !inE is_inE off_path same_vote eqb_id andbC.
exact: ltbE.
Qed.

(* ... so on every decision. *)
Theorem run_decisionE m (c i : 'I_n) :
  run_decision m (val c) (val i) = decision traitor_set says_on_paths order m c i.
Proof. exact: (run_resolveE m [:: c] i). Qed.

End Program.
