(* Where OM(m) breaks: four ways to break it. *)

From mathcomp Require Import all_ssreflect.
From Turncoat Require Import oral_messages basics lies.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Runs.

Variables (n : nat) (T : {set 'I_n}) (order : value).
Implicit Types (A : {set 'I_n}) (q s : seq 'I_n) (i j x a b c : 'I_n).

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

(* The next two lemmas have traitors of one kind: to the lieutenants a traitorous commander says
   what `first` tells; on a path on which j relayed the order first, traitors say attack if and only
   if j is in A. *)
Definition by_first_relay c first A q i : option value :=
  Some (if q == [:: c] then first i else nth c (rev q) 1 \in A).

(* They do so on every path that begins with the commander and j. *)
Lemma first_relay c first A s j i :
  by_first_relay c first A (s ++ [:: j; c]) i = Some (j \in A).
Proof.
rewrite /by_first_relay rev_cat /=; case: eqP => // /(congr1 size).
by rewrite size_cat addnC.
Qed.

(* So the vote of j is that for everybody, if j is a traitor, or said the same. *)
Lemma vote_of_faithful d c first A i j :
    (j \in T) || (told T (by_first_relay c first A) order [:: c] j == (j \in A)) ->
    i \notin [:: j; c] -> i \notin T ->
  resolve T (by_first_relay c first A) order d [:: j; c] i = (j \in A).
Proof.
move=> faithful; apply: unanimous => [k _ _ | s x k _]; last first.
  by rewrite -cat_cons first_relay.
rewrite told_step; case: ifP faithful => [_ _ | _ /eqP //].
by rewrite -[[:: j; c]]cat0s first_relay.
Qed.

(* And the vote of j is that for everybody but j, if j is loyal and said the opposite, and the
   deepest vote is lost. *)
Lemma vote_of_unfaithful d c first A i j :
    j \notin T -> told T (by_first_relay c first A) order [:: c] j = (j \notin A) ->
    j != c -> 0 < d -> d + 2 < n ->
    n + (j \in A) < 2 * traitors_left T [:: c] + d + 2 ->
    i \notin [:: j; c] -> i \notin T ->
  resolve T (by_first_relay c first A) order d [:: j; c] i = (j \in A).
Proof.
move=> loyal_j told_j other deep small lost off_i loyal_i.
rewrite -[RHS]negbK; apply: turned => //=.
- by rewrite inE other.
- by move=> k _ _; rewrite (negbTE loyal_j) [LHS]told_j.
- by move=> s x k _; rewrite -cat_cons first_relay negbK.
- by arith.
- by rewrite traitors_left_loyal // negbK; arith.
Qed.

(* A traitorous commander with too few generals: it says attack to a and to half of the others,
   rounded down. All that is relayed, but behind a the traitors say retreat, which turns all who
   count the vote of a. So a alone counts more votes for attack than half. *)
Lemma split_by_width m c a :
    c \in T -> a \notin T -> #|T| <= m -> m + 2 <= n -> n + 1 < 2 * #|T| + m ->
  exists says, forall i, i \notin T -> decision T says order m c i = (i == a).
Proof.
move=> traitor_c loyal_a few small lost.
have other_a: a != c by apply: contraNneq loyal_a => ->.
set half := some_of (n.-1)./2 (others [:: c] :\ a).
have /subsetP half_others: half \subset others [:: c] :\ a by apply: some_of_sub.
have off_a: a \notin half by apply/negP=> /half_others; rewrite !inE eqxx.
pose says := by_first_relay c (fun i => (i == a) || (i \in half)) half.
exists says => i loyal_i; case: m => [|m] in few small lost *; first by arith.
have other_i: i != c by apply: contraNneq loyal_i => ->.
have told_c k : told T says order [:: c] k = (k == a) || (k \in half).
  by rewrite /= traitor_c /says /by_first_relay eqxx.
have generals := @card_others n [:: c] isT; rewrite [size _]/= in generals.
rewrite /decision resolve_step (@majority_decided_by _ (others [:: c]) half a) ?inE //.
- case: eqP => [<- | /eqP a_i]; first by rewrite told_c eqxx.
  rewrite [RHS]eq_sym (negbTE a_i) -(negbTE off_a).
  apply: vote_of_unfaithful; rewrite -/says ?told_c ?eqxx ?off_a //.
  + by arith.
  + by move: (traitors_left_start T c); rewrite traitor_c (negbTE off_a); arith.
  + by rewrite !inE negb_or eq_sym a_i.
- exact: some_of_sub.
- have -> : #|others [:: c]| = n.-1 by arith.
  apply: card_some_of; move: (cardsD1 a (others [:: c])) (half_bounds n.-1).
  by rewrite !inE other_a; arith.
move=> j; rewrite in_setD1 in_others inE => /andP[j_a j_c].
have told_j: told T says order [:: c] j = (j \in half) by rewrite told_c (negbTE j_a).
case: eqP => [<- // | /eqP j_i].
by apply: vote_of_faithful; rewrite -/says ?told_j ?eqxx ?orbT // !inE negb_or eq_sym j_i.
Qed.

(* A loyal commander with too few generals: two loyal lieutenants a and b decide differently. Fix
   half of the votes of the others than a, rounded down, as votes for attack, so that b votes the
   commander's order; turn whoever is loyal and should not vote it, and a too. Then the vote of a
   decides, which a itself counts as the order, and b as the opposite. *)
Lemma split_of_loyal m c a b :
    c \notin T -> loyal_lieutenant T c a -> loyal_lieutenant T c b -> a != b ->
    0 < m -> m + 2 <= n -> 0 < #|T| -> #|T| + 3 <= n -> n + ~~ order < 2 * #|T| + m + 1 ->
  exists says, decision T says order m c a <> decision T says order m c b.
Proof.
move=> loyal_c /andP[loyal_a a_c] /andP[loyal_b b_c] a_b deep small some room lost.
have b_a: b != a by rewrite eq_sym.
have left_ := traitors_left_start T c; rewrite (negbTE loyal_c) addn0 in left_.
have generals := @card_others n [:: c] isT; rewrite [size _]/= in generals.
have told_c says k : told T says order [:: c] k = order by rewrite /= (negbTE loyal_c).
case: m => [//|[|m]] in deep small lost *.
  (* OM(1): the traitors say the order to a, and the opposite to all others. *)
  exists (fun _ i => Some (if i == a then order else ~~ order)).
  rewrite /decision !resolve_step.
  rewrite (@majority_won _ _ (others [:: c]) _ order) //; last by case: (order); arith.
    rewrite (@majority_won _ _ (others [:: c] :&: T) _ (~~ order)) ?subsetIl //.
    - by case: (order).
    - move=> j; rewrite in_setI => /andP[_ traitor_j].
      case: eqP => [same | _]; first by rewrite same (negbTE loyal_b) in traitor_j.
      by rewrite /= traitor_j /= (negbTE b_a).
    by move: lost; rewrite -/(traitors_left T [:: c]) left_; case: (order); arith.
  move=> j _; case: eqP => [_ | _]; first exact: told_c.
  by rewrite /= (negbTE loyal_c) eqxx; case: (j \in T).
have [half [half_sub half_size half_b]] : exists half : {set 'I_n},
    [/\ half \subset others [:: c] :\ a, #|half| = (#|others [:: c]|)./2 & (b \in half) = order].
  set rest := others [:: c] :\ a :\ b.
  have size_rest: #|rest| + 3 = n.
    move: (cardsD1 a (others [:: c])) (cardsD1 b (others [:: c] :\ a)).
    by rewrite !inE a_c b_c b_a -/rest; arith.
  have [bounds below] := andP (half_bounds #|others [:: c]|).
  have b_off k : b \notin some_of k rest.
    by apply/negP=> /(subsetP (some_of_sub _ _)); rewrite !inE eqxx.
  have rest_sub: rest \subset others [:: c] :\ a by apply: subsetDl.
  case: (order).
    exists (b |: some_of (#|others [:: c]|./2).-1 rest); split; last by rewrite setU11.
      rewrite subUset sub1set !inE b_a b_c /=.
      exact: subset_trans (some_of_sub _ _) rest_sub.
    by rewrite cardsU1 b_off card_some_of; arith.
  exists (some_of (#|others [:: c]|./2) rest); split; last exact: negbTE.
    exact: subset_trans (some_of_sub _ _) rest_sub.
  by rewrite card_some_of; arith.
pose votes := if order then half else a |: half.
have in_votes j : (j \in votes) = if j == a then ~~ order else j \in half.
  rewrite /votes; case: eqP => [-> | /eqP other]; last first.
    by case: (order); rewrite // !inE (negbTE other).
  case: (order); last by rewrite setU11.
  by apply/negbTE/negP=> /(subsetP half_sub); rewrite !inE eqxx.
pose says := by_first_relay c xpredT votes.
(* Whoever counts it but j itself, the vote of j is what it was fixed to. *)
have vote_of i j : i \notin T -> i \notin [:: j; c] -> j != c ->
    resolve T says order m.+1 [:: j; c] i = (j \in votes).
  move=> loyal_i off_i j_c; case: (boolP ((j \in T) || (order == (j \in votes)))).
    by move=> faithful; apply: vote_of_faithful => //; rewrite told_c.
  rewrite negb_or => /andP[loyal_j opposite].
  have fixed: (j \in votes) = ~~ order by case: (order) (j \in votes) opposite => -[].
  apply: vote_of_unfaithful; rewrite ?told_c ?fixed ?negbK //.
  by rewrite left_; arith.
have decided i : i \notin T -> i != c -> (i == a) || (i == b) ->
    decision T says order m.+2 c i = if i == a then order else ~~ order.
  move=> loyal_i i_c a_or_b; rewrite /decision resolve_step.
  rewrite (@majority_decided_by _ (others [:: c]) half a) ?inE //.
    case: eqP => [<- | /eqP a_i]; first by rewrite eqxx told_c.
    rewrite eq_sym (negbTE a_i) vote_of ?in_votes ?eqxx //.
    by rewrite !inE negb_or eq_sym a_i.
  move=> j; rewrite in_setD1 in_others inE => /andP[j_a j_c].
  case: eqP => [j_i | /eqP j_i].
    by move: a_or_b; rewrite -j_i (negbTE j_a) orFb => /eqP ->; rewrite told_c half_b.
  by rewrite vote_of ?in_votes ?(negbTE j_a) // !inE negb_or eq_sym j_i.
exists says; rewrite !decided ?eqxx ?orbT // (negbTE b_a).
by case: (order).
Qed.

(* Traitors who say what `lie` tells on some paths, and elsewhere relay what they heard. *)
Section FewLies.

Variables (lies : pred (seq 'I_n)) (lie : seq 'I_n -> 'I_n -> value).

(* What the last general on the path q says to i. *)
Fixpoint lying q i : value :=
  if q is x :: p then if lies q then lie q i else lying p x else order.

(* On those paths it is what `lie` tells. *)
Lemma lying_where q i : 0 < size q -> lies q -> lying q i = lie q i.
Proof. by case: q => [//|x q] _ /= ->. Qed.

(* None of them is silent. *)
Definition says_lying q i := Some (lying q i).

Hypothesis traitors_lie : forall x q, lies (x :: q) -> x \in T.

(* Loyal generals relay too, so everybody hears just that. *)
Lemma told_lying q i : told T says_lying order q i = lying q i.
Proof.
elim: q i => [//|x q IH] i /=.
by case: (boolP (x \in T)) => //; case: ifP => [/traitors_lie -> |].
Qed.

(* Where nobody lies about what j said on the path q or behind, all resolve what j was told. *)
Lemma relayed d q j :
    (forall s, ~~ lies (s ++ j :: q)) ->
  forall i, i \notin j :: q -> i \notin T -> resolve T says_lying order d (j :: q) i = lying q j.
Proof.
move=> no_lies.
have same s k : lying (s ++ j :: q) k = lying q j.
  elim: s k => [|x s IH] k /=; first by rewrite (negbTE (no_lies [::])).
  by rewrite (negbTE (no_lies (x :: s))) IH.
apply: unanimous => [k _ _|s x k _ /=]; last exact: (same (x :: s)).
by rewrite told_lying; apply: (same [::]).
Qed.

End FewLies.

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
have traitors_lie x p : lies (x :: p) -> x \in T.
  by move=> /suffixP[w all]; apply: traitors_s; rewrite all mem_cat inE eqxx orbT.
have told_as_lied := told_lying lie traitors_lie.
exists (says_lying lies lie) => i loyal_i.
suff decided d : d <= m -> resolve T (says_lying lies lie) order d (drop d xs) i = (i == a).
  by have := decided m (leqnn m); rewrite /xs -cats1 drop_size_cat.
elim: d => [|d IH] deep.
  by rewrite drop0 /= told_as_lied lying_where ?size_xs /lies ?suffix_refl // /lie eqxx.
have uniq_q := drop_uniq d uniq_s.
have split_xs: drop d xs = nth c xs d :: drop d.+1 xs by rewrite (drop_nth c) // size_xs; arith.
set x := nth c xs d in split_xs; set q := drop d.+1 xs in split_xs *.
rewrite split_xs /= in uniq_q; case/andP: uniq_q => off_x uniq_q.
have size_q: size q = m - d by rewrite size_drop size_xs; arith.
have next_q: next q = x :: q.
  by rewrite /next size_xs size_q -split_xs; congr drop; arith.
have other_x: x != i.
  by apply: contraNneq loyal_i => <-; apply: traitors_s; rewrite mem_nth // size_xs; arith.
have generals := card_others uniq_q.
have one_fewer := cardsD1 x (others q); rewrite in_others off_x -others_cons in one_fewer.
have not_xs: q == xs = false.
  by apply/eqP=> same; move: size_q deep; rewrite same size_xs; arith.
have told_q k : lying lies lie q k = (k \in half q).
  by rewrite lying_where ?size_q ?subn_gt0 /lies ?suffix_drop // /lie not_xs.
rewrite resolve_step (@majority_decided_by _ (others q) (half q) x) ?in_others ?(negbTE other_x) //.
- by rewrite -split_xs IH // ltnW.
- by rewrite -others_cons -next_q; apply: some_of_sub.
- by apply: card_some_of; rewrite next_q; case/andP: (half_bounds #|others q|); arith.
move=> j; rewrite in_setD1 in_others => /andP[other_j off_j].
case: eqP => [-> | /eqP other_i]; first by rewrite told_as_lied.
rewrite (relayed lie traitors_lie) ?told_q //; last first.
  by rewrite inE negb_or eq_sym other_i; apply: contra loyal_i => /mem_drop/traitors_s.
move=> u; apply/negP=> /suffixP[w all]; case/negP: other_j.
have: drop d xs = j :: q.
  rewrite all catA drop_size_cat //; move: (congr1 size all).
  by rewrite !size_cat /= size_q size_xs; arith.
by rewrite split_xs => -[->].
Qed.

End Runs.
