(* What every proof uses: arithmetic, counting generals, majorities. *)

From Coq Require Import Lia.
From mathcomp Require Import all_ssreflect.
From Turncoat Require Import oral_messages.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

(* Proves what follows from inequalities between natural numbers: restates them for Coq's lia. *)
Ltac to_coq_nat :=
  repeat match goal with
  | H : is_true (~~ (_ <= _)) |- _ => rewrite -ltnNge in H
  | H : is_true (_ && _) |- _ => apply (elimT andP) in H; destruct H
  | H : is_true (_ <= _) |- _ => apply (elimT leP) in H
  | H : (_ <= _) = false |- _ => apply negbT in H
  | |- _ = true => apply/idP
  | |- _ = false => apply/negbTE
  | |- is_true (_ && _) => apply/andP; split
  | |- is_true (~~ (_ <= _)) => rewrite -ltnNge
  | |- is_true (_ <= _) => apply/leP
  end;
  change addn with Nat.add in *; change subn with Nat.sub in *; change muln with Nat.mul in *;
  cbn [andb negb nat_of_bool] in *.
(* The same number may be written in two ways, by another name for its type. *)
Ltac write_alike :=
  repeat match goal with
  | H : context [card] |- _ => revert H
  | H : context [nat_of_bool] |- _ => revert H
  end;
  repeat match goal with
  | |- context [@card ?X ?A] => match goal with |- context [@card ?Y ?B] =>
      tryif constr_eq (@card X A) (@card Y B) then fail else change (@card Y B) with (@card X A)
    end
  | |- context [nat_of_bool ?a] => match goal with |- context [nat_of_bool ?b] =>
      tryif constr_eq a b then fail else change b with a
    end
  end.
(* Both, then lia. *)
Ltac arith := intros; to_coq_nat; write_alike; lia.

(* One more sender, by definition. *)
Lemma told_step n (T : {set 'I_n}) says order q s i :
  told T says order (s :: q) i =
  if s \in T then heard (says (s :: q) i) else told T says order q s.
Proof. by []. Qed.

(* One more round, by definition. *)
Lemma resolve_step n (T : {set 'I_n}) says order d q i :
  resolve T says order d.+1 q i = majority (others q) (fun j =>
    if j == i then told T says order q i else resolve T says order d (j :: q) i).
Proof. by []. Qed.

(* Half of a number, rounded down, is what it says. *)
Lemma half_bounds k : 2 * k./2 <= k < 2 * k./2 + 2.
Proof.
by rewrite -{2 3}(odd_double_half k) -muln2 mulnC; case: (odd k); arith.
Qed.

(* k members of a set, whichever. *)
Definition some_of (X : finType) k (A : {set X}) := [set x in take k (enum A)].

(* They are members. *)
Lemma some_of_sub (X : finType) k (A : {set X}) : some_of k A \subset A.
Proof. by apply/subsetP=> x; rewrite inE => /mem_take; rewrite mem_enum. Qed.

(* They are k, if there are that many. *)
Lemma card_some_of (X : finType) k (A : {set X}) : k <= #|A| -> #|some_of k A| = k.
Proof.
move=> enough; rewrite cardsE.
have /card_uniqP -> : uniq (take k (enum A)) by rewrite take_uniq ?enum_uniq.
by rewrite size_takel // -cardE.
Qed.

Section Counting.

Variables (n : nat) (T : {set 'I_n}).
Implicit Types (q : seq 'I_n) (i j : 'I_n).

(* The others are those who are not on the path. *)
Lemma in_others q j : (j \in others q) = (j \notin q).
Proof. by rewrite inE. Qed.

(* A path of r generals, nobody twice, leaves n-r others. *)
Lemma card_others q : uniq q -> #|others q| + size q = n.
Proof.
move=> /card_uniqP <-.
have -> : others q = ~: [set j in q] by apply/setP=> j; rewrite !inE.
by rewrite -[#|q|]cardsE addnC cardsC card_ord.
Qed.

(* Once j is on the path too, j is no longer among the others. *)
Lemma others_cons q j : others (j :: q) = others q :\ j.
Proof. by apply/setP=> x; rewrite !inE negb_or. Qed.

(* How many traitors are not on the path q. *)
Definition traitors_left q := #|others q :&: T|.

(* They are as many behind a loyal sender. *)
Lemma traitors_left_loyal q j : j \notin T -> traitors_left (j :: q) = traitors_left q.
Proof.
move=> loyal_j; congr #|pred_of_set _|; apply/setP=> x; rewrite !inE negb_or.
by case: eqP => [-> | //]; rewrite (negbTE loyal_j) !andbF.
Qed.

(* They are one fewer behind a traitor. *)
Lemma traitors_left_traitor q j :
  j \in T -> j \notin q -> (traitors_left (j :: q)).+1 = traitors_left q.
Proof.
move=> traitor_j off_j; rewrite /traitors_left (cardsD1 j (others q :&: T)).
by rewrite !inE off_j traitor_j others_cons setIDAC.
Qed.

(* At the start all traitors are left, but the commander itself. *)
Lemma traitors_left_start c : traitors_left [:: c] + (c \in T) = #|T|.
Proof.
rewrite (cardsD1 c T) addnC; congr (_ + #|pred_of_set _|).
by apply/setP=> j; rewrite !inE.
Qed.

(* The loyal generals off the path are the rest. *)
Lemma loyal_left q : #|others q :\: T| + traitors_left q = #|others q|.
Proof. by rewrite addnC /traitors_left cardsID. Qed.

End Counting.

Section Majority.

Variable n : nat.
Implicit Types (V A H : {set 'I_n}) (vote : 'I_n -> value).

(* Equal votes have equal majorities. *)
Lemma eq_majority V vote vote' :
  {in V, vote =1 vote'} -> majority V vote = majority V vote'.
Proof.
move=> same; rewrite /majority; congr (_ < 2 * #|pred_of_set _|); apply/setP=> j.
by rewrite !inE; case in_V: (j \in V) => //=; rewrite same.
Qed.

(* If more than half of the voters vote v, v is the majority; for retreat, half is enough. *)
Lemma majority_won V A vote v :
    A \subset V -> {in A, forall j, vote j = v} -> #|V| < 2 * #|A| + ~~ v ->
  majority V vote = v.
Proof.
move=> A_votes A_says enough; rewrite /majority; set for_attack := [set j in V | _].
case: v A_says enough => A_says enough.
  have: #|A| <= #|for_attack|.
    by apply/subset_leq_card/subsetP=> j in_A; rewrite !inE A_says // (subsetP A_votes).
  by arith.
have: #|for_attack| <= #|V :\: A|.
  apply/subset_leq_card/subsetP=> j; rewrite !inE => /andP[-> attacks]; rewrite andbT.
  by apply/negP=> in_A; rewrite A_says in attacks.
have: #|A| + #|V :\: A| = #|V| by rewrite -{1}(setIidPr A_votes) cardsID.
by arith.
Qed.

(* If half of the voters, rounded down, and perhaps x vote attack, the vote of x decides. *)
Lemma majority_decided_by V H x vote :
    x \in V -> H \subset V :\ x -> #|H| = #|V|./2 ->
    {in V :\ x, forall j, vote j = (j \in H)} ->
  majority V vote = vote x.
Proof.
move=> x_votes H_others half rest; rewrite /majority; set for_attack := [set j in V | _].
have x_not_in_H: x \notin H by apply/negP=> /(subsetP H_others); rewrite !inE eqxx.
have -> : for_attack = if vote x then x |: H else H.
  apply/setP=> j; case: (j =P x) => [-> | /eqP other].
    by case vote_x: (vote x); rewrite !inE ?eqxx vote_x ?x_votes ?(negbTE x_not_in_H).
  have -> : (j \in for_attack) = (j \in H).
    rewrite !inE; case in_V: (j \in V) => /=.
      by rewrite rest ?inE ?other //; case: (j \in H).
    apply/esym/negbTE/negP=> /(subsetP H_others).
    by rewrite !inE in_V andbF.
  by case: (vote x); rewrite ?inE ?(negbTE other).
case/andP: (half_bounds #|V|); rewrite -half.
by case: (vote x); rewrite ?cardsU1 ?x_not_in_H ; arith.
Qed.

End Majority.
