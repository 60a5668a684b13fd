(* The program of executable.v in OCaml: decisions.ml, beside this file's object. *)

From Coq Require Import Extraction ExtrOcamlBasic.
From Turncoat Require Import executable.

Extraction "decisions.ml" run_decision.
