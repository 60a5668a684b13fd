(* OM(m), the Oral Messages algorithm, and the two conditions that it is for.

   Source: Lamport, Shostak, Pease: The Byzantine Generals Problem. ACM TOPLAS 4(3), 1982,
   section 3. This page holds all definitions that the theorems of statements.v speak of.

   n generals have the numbers 0 to n-1, the type 'I_n. An order is a truth value: attack is true.
   A path is a list of generals. Its first is the sender, its last is the commander: [:: j; s; c]
   is "j said that s said that c said". *)

From mathcomp Require Import all_ssreflect.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Notation value := bool (only parsing).
Notation attack := true (only parsing).
Notation retreat := false (only parsing).

Section OralMessages.

Variable n : nat.
Notation general := 'I_n.
Notation path := (seq 'I_n).

(* "The majority value among the v_i if it exists, otherwise the value RETREAT." So a tie gives
   retreat. *)
Definition majority (voters : {set general}) (vote : general -> value) : value :=
  #|voters| < 2 * #|[set j in voters | vote j == attack]|.

(* Silence is None. "... or uses the value RETREAT if he receives no value." *)
Definition heard (said : option value) : value := odflt retreat said.

(* The traitors; what each of them says, to whom, for which path; the order that the commander
   sends if it is loyal. Nothing is assumed of them. *)
Variable T : {set general}.
Variable says : path -> general -> option value.
Variable order : value.

(* The paper's own recursion. Sender s has the value v and is the commander of OM(d) among these
   lieutenants; p is the path by which v came to s.

   OM(0): (1) "The commander sends his value to every lieutenant." (2) "Each lieutenant uses the
          value he receives from the commander, or uses the value RETREAT if he receives no value."
   OM(d): (1) "The commander sends his value to every lieutenant." (2) "For each i, let v_i be the
          value Lieutenant i receives from the commander, or else be RETREAT if he receives no
          value. Lieutenant i acts as the commander in Algorithm OM(d-1) to send the value v_i to
          each of the n-2 other lieutenants." (3) "For each i, and each j <> i, let v_j be the value
          Lieutenant i received from Lieutenant j in step (2) (using Algorithm OM(d-1)), or else
          RETREAT if he received no such value. Lieutenant i uses the value
          majority(v_1, ..., v_(n-1))." *)
Fixpoint OM d (p : path) (s : general) (v : value) (lieutenants : {set general}) (i : general) :=
  let received j := if s \in T then heard (says (s :: p) j) else v in
  if d is d'.+1 then
    majority lieutenants (fun j =>
      if j == i then received i else OM d' (s :: p) j (received j) (lieutenants :\ j) i)
  else received i.

(* The same, read from one lieutenant. What general i received for the path q: a traitor says what
   it likes, a loyal sender says what it received itself, and a loyal commander its order. *)
Fixpoint told (q : path) (i : general) : value :=
  if q is s :: p then
    if s \in T then heard (says q i) else told p s
  else order.

(* The generals who are not on the path q: those who hear its sender. *)
Definition others (q : path) : {set general} := [set j | j \notin q].

(* What i takes for the value of the path q if d more rounds follow. It votes under its own name
   with what it was told, and under the name of j with what it takes for the value of j. *)
Fixpoint resolve d (q : path) (i : general) : value :=
  if d is d'.+1 then
    majority (others q) (fun j => if j == i then told q i else resolve d' (j :: q) i)
  else told q i.

(* What i decides in OM(m) with the commander c. *)
Definition decision m (c i : general) : value := resolve m [:: c] i.

(* Those of whom IC1 and IC2 speak. *)
Definition loyal_lieutenant (c i : general) := (i \notin T) && (i != c).

(* "IC1. All loyal lieutenants obey the same order." *)
Definition IC1 m c := forall i j, loyal_lieutenant c i -> loyal_lieutenant c j ->
  decision m c i = decision m c j.

(* "IC2. If the commanding general is loyal, then every loyal lieutenant obeys the order he
   sends." *)
Definition IC2 m c := c \notin T -> forall i, loyal_lieutenant c i -> decision m c i = order.

End OralMessages.
