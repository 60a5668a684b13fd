(* Where OM(m) breaks: what the traitors say. *)

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

(* Traitors who say what `lie` tells on some paths, and elsewhere relay what they heard. *)
Section FewLies.

Variables (n : nat) (T : {set 'I_n}) (lies : pred (seq 'I_n)) (lie : seq 'I_n -> 'I_n -> value).
Implicit Types (p q s : seq 'I_n) (i j x c : 'I_n).

Fixpoint lying q i : value :=
  if lies q then lie q i else if q is x :: p then lying p x else retreat.

Definition says_lying q i := Some (lying q i).

Lemma lying_where q i : lies q -> lying q i = lie q i.
Proof. by case: q => [|x q] /= ->. Qed.

Variable c : 'I_n.
Hypothesis lies_first : lies [:: c].
Hypothesis traitors_lie : forall x p, lies (x :: p) -> x \in T.

(* Who receives anything receives that: loyal generals relay too. *)
Lemma told_lying order q i : suffix [:: c] q -> told T says_lying order q i = lying q i.
Proof.
case/suffixP=> s ->; elim: s i => [|x s IH] i /=; first by rewrite (traitors_lie lies_first).
case: (boolP (x \in T)) => //; case: ifP => [/traitors_lie -> // | _ _]; exact: IH.
Qed.

(* Where nobody lies about what j said on the path q or behind, all resolve what j was told. *)
Lemma relayed d order q j :
    suffix [:: c] q -> (forall s, ~~ lies (s ++ j :: q)) ->
  forall i, i \notin j :: q -> i \notin T -> resolve T says_lying order d (j :: q) i = lying q j.
Proof.
move=> ends_q no_lies.
have same s k : lying (s ++ j :: q) k = lying q j.
  elim: s k => [|x s IH] k /=; first by rewrite (negbTE (no_lies [::])).
  by rewrite (negbTE (no_lies (x :: s))) IH.
apply: unanimous => [k _ _|s x k _ /=]; last exact: (same (x :: s)).
rewrite told_lying; first exact: (same [::]).
by apply: suffix_trans ends_q _; apply: suffix_cons.
Qed.

End FewLies.

Section Runs.

Variables (n : nat) (T : {set 'I_n}) (order : value).
Implicit Types (q s : seq 'I_n) (i j x a c : 'I_n).

(* With a loyal commander, constant lying turns every loyal lieutenant at once. *)
Lemma disobeyed m c :
    c \notin T -> 0 < m -> m + 2 <= n -> n + ~~ order < 2 * #|T| + m + 1 ->
  forall i, loyal_lieutenant T c i ->
    decision T (fun _ _ => Some (~~ order)) order m c i = ~~ order.
Proof.
move=> loyal_c deep small lost i /andP[loyal_i lieutenant].
apply: turned; rewrite ?inE //; first by move=> j _ _ /=; rewrite (negbTE loyal_c).
  by rewrite /=; arith.
by move: (traitors_left_start T c); rewrite (negbTE loyal_c) /=; arith.
Qed.

(* A traitorous commander with more traitors than rounds: on a path of m+1 traitors, from the
   commander on, each says attack to half of the others, rounded down, and all relay that. So in
   each vote the next traitor on the path decides. The last one says attack to a alone. *)
Lemma split_by_depth m c a :
    c \in T -> m < #|T| ->
  exists says, forall i, i \notin T -> decision T says order m c i = (i == a).
Proof.
move=> traitor_c many.
have [s [uniq_s traitors_s size_s]] : exists s,
    [/\ uniq (rcons s c), {subset rcons s c <= T} & size s = m].
  have enough: m <= #|T :\ c| by move: (cardsD1 c T); rewrite traitor_c; arith.
  exists (enum (some_of m (T :\ c))).
  have sub := subsetP (some_of_sub m (T :\ c)); split; last by rewrite -cardE card_some_of.
    rewrite rcons_uniq enum_uniq andbT mem_enum; apply/negP=> /sub.
    by rewrite !inE eqxx.
  move=> x; rewrite mem_rcons inE mem_enum => /orP[/eqP -> // | /sub].
  by rewrite inE => /andP[].
set xs := rcons s c in uniq_s traitors_s.
have size_xs: size xs = m.+1 by rewrite size_rcons size_s.
pose next q := drop (size xs - (size q).+1) xs.
pose half q := some_of #|others q|./2 (others (next q)).
pose lies q := suffix q xs.
pose lie q i := if q == xs then i == a else i \in half q.
have lies_first: lies [:: c] by rewrite /lies /xs -cats1 suffix_suffix.
have traitors_lie x p : lies (x :: p) -> x \in T.
  by move=> /suffixP[w all]; apply: traitors_s; rewrite all mem_cat inE eqxx orbT.
have told_as_lied := told_lying lie lies_first traitors_lie order.
exists (says_lying lies lie) => i loyal_i.
suff decided d : d <= m -> resolve T (says_lying lies lie) order d (drop d xs) i = (i == a).
  by have := decided m (leqnn m); rewrite /xs -cats1 drop_size_cat.
elim: d => [|d IH] deep.
  by rewrite drop0 /= told_as_lied // lying_where /lie ?eqxx // /lies suffix_refl.
have uniq_q := drop_uniq d uniq_s.
have split_xs: drop d xs = nth c xs d :: drop d.+1 xs by rewrite (drop_nth c) // size_xs; arith.
set x := nth c xs d in split_xs; set q := drop d.+1 xs in split_xs *.
rewrite split_xs /= in uniq_q; case/andP: uniq_q => off_x uniq_q.
have size_q: size q = m - d by rewrite size_drop size_xs; arith.
have next_q: next q = x :: q.
  by rewrite /next size_xs size_q -split_xs; congr drop; arith.
have ends_q: suffix [:: c] q.
  by rewrite /q /xs drop_rcons ?size_s // -cats1 suffix_suffix.
have other_x: x != i.
  by apply: contraNneq loyal_i => <-; apply: traitors_s; rewrite mem_nth // size_xs; arith.
have generals := card_others uniq_q.
have one_fewer := cardsD1 x (others q); rewrite in_others off_x -others_cons in one_fewer.
have not_xs: q == xs = false.
  by apply/eqP=> same; move: size_q deep; rewrite same size_xs; arith.
have told_q k : lying lies lie q k = (k \in half q).
  by rewrite lying_where /lie ?not_xs // /lies suffix_drop.
rewrite resolve_step (@majority_decided_by _ (others q) (half q) x) ?in_others ?(negbTE other_x) //.
- by rewrite -split_xs IH // ltnW.
- by rewrite -others_cons -next_q; apply: some_of_sub.
- by apply: card_some_of; rewrite next_q; case/andP: (half_bounds #|others q|); arith.
move=> j; rewrite in_setD1 in_others => /andP[other_j off_j].
case: eqP => [-> | /eqP other_i]; first by rewrite told_as_lied.
rewrite (relayed lie lies_first traitors_lie) ?told_q //; last first.
  by rewrite inE negb_or eq_sym other_i; apply: contra loyal_i => /mem_drop/traitors_s.
move=> u; apply/negP=> /suffixP[w all]; case/negP: other_j.
have: drop d xs = j :: q.
  rewrite all catA drop_size_cat //; move: (congr1 size all).
  by rewrite !size_cat /= size_q size_xs; arith.
by rewrite split_xs => -[->].
Qed.

(* A traitorous commander with fewer generals: it says attack to a, and to half of the others,
   rounded down. All that is relayed, but behind a the traitors say retreat, which turns all who
   count the vote of a. So a counts one attack more than everybody else. *)
Lemma split_by_width m c a :
    c \in T -> a \notin T -> #|T| <= m -> m + 2 <= n -> n + 1 < 2 * #|T| + m ->
  exists says, forall i, i \notin T -> decision T says order m c i = (i == a).
Proof.
move=> traitor_c loyal_a few small lost.
have other_a: a != c by apply: contraNneq loyal_a => ->.
pose half := some_of (n.-1)./2 (others [:: a; c]).
pose lies q := (q == [:: c]) || (suffix [:: a; c] q && (head c q \in T)).
pose lie q i := (q == [:: c]) && ((i == a) || (i \in half)).
have lies_first: lies [:: c] by rewrite /lies eqxx.
have traitors_lie x p : lies (x :: p) -> x \in T.
  by case/orP=> [/eqP[-> _] // | /andP[]].
have told_c k : told T (says_lying lies lie) order [:: c] k = (k == a) || (k \in half).
  by rewrite (told_lying lie lies_first traitors_lie) ?suffix_refl // lying_where // /lie eqxx.
exists (says_lying lies lie) => i loyal_i; rewrite /decision.
have uniq_ac: uniq [:: a; c] by rewrite /= inE other_a.
have generals := card_others uniq_ac.
have generals_c := @card_others n [:: c] isT.
have other_i: i != c by apply: contraNneq loyal_i => ->.
case: m => [|m] in few small lost *; first by arith.
rewrite resolve_step (@majority_decided_by _ (others [:: c]) half a) ?in_others ?inE //.
- (* The vote of a. *)
  case: eqP => [<- | /eqP a_i]; first by rewrite told_c eqxx.
  rewrite [RHS]eq_sym (negbTE a_i).
  apply: (@turned _ _ _ _ _ _ attack); rewrite ?inE ?negb_or //.
  + by move=> k _ _; rewrite [LHS]/= (negbTE loyal_a) [LHS]told_c eqxx.
  + move=> s x k traitor_x; rewrite /says_lying lying_where /lies /lie.
      by apply: negbTE; apply/negP=> /andP[/eqP/(congr1 size)]; rewrite /= size_cat addnC.
    by rewrite -cat_cons suffix_suffix /= traitor_x orbT.
  + by arith.
  + by rewrite /=; arith.
  + move: (traitors_left_start T c); rewrite traitor_c (traitors_left_loyal [:: c] loyal_a) /=.
    by arith.
  + by rewrite eq_sym a_i.
- by rewrite -others_cons; apply: some_of_sub.
- have -> : #|others [:: c]| = n.-1 by move: generals_c => /=; arith.
  by apply: card_some_of; case/andP: (half_bounds n.-1); move: generals => /=; arith.
move=> j; rewrite in_setD1 in_others inE => /andP[j_a j_c].
have told_j: told T (says_lying lies lie) order [:: c] j = (j \in half).
  by rewrite told_c (negbTE j_a).
case: eqP => [<- // | /eqP j_i].
have no_lies s: ~~ lies (s ++ [:: j; c]).
  apply/negP=> /orP[/eqP/(congr1 size) | /andP[/suffixP[w all] _]].
    by rewrite size_cat addnC.
  move: all; rewrite -!cat_rcons !cats0 => /rcons_inj[/rcons_inj[_ same]].
  by rewrite same eqxx in j_a.
rewrite -told_j (told_lying lie lies_first traitors_lie) ?suffix_refl //.
by apply: (relayed lie lies_first); rewrite ?suffix_refl // !inE negb_or eq_sym j_i.
Qed.

End Runs.
