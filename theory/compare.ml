(* Decides runs by the program that executable.v proves right, and compares with what another
   implementation decided. Reads what decided_runs.cpp writes; says how many runs differ, and fails
   if any does. *)

open Decisions

let rec nat_of_int i = if i = 0 then O else S (nat_of_int (i - 1))
let rec int_of_nat = function O -> 0 | S i -> 1 + int_of_nat i

type run = {
  name : string;
  n : int;
  m : int;
  order : bool;
  mutable traitors : int list;
  said : (int list * int, bool option) Hashtbl.t;  (* by path, its sender first, and receiver *)
  mutable decided : (int * bool) list;
}

let order_of = function
  | "attack" -> true
  | "retreat" -> false
  | word -> failwith ("not an order: " ^ word)

let said_of = function "silence" -> None | word -> Some (order_of word)

(* Not_found: a message that the other implementation never sent. *)
let decision run i =
  let says path receiver =
    Hashtbl.find run.said (List.map int_of_nat path, int_of_nat receiver) in
  run_decision (nat_of_int run.n) (List.map nat_of_int run.traitors) says run.order
    (nat_of_int run.m) O (nat_of_int i)

let loyal_lieutenants run =
  List.filter (fun i -> not (List.mem i run.traitors)) (List.init (run.n - 1) succ)

let is_the_same run =
  List.sort compare (List.map fst run.decided) = loyal_lieutenants run
  && List.for_all
       (fun (i, order) -> try decision run i = order with Not_found -> false)
       run.decided

let () =
  let runs = ref 0 and silent = ref 0 and decisions = ref 0 and differ = ref 0 in
  let current = ref None in
  let settle () =
    Option.iter
      (fun run ->
        incr runs;
        decisions := !decisions + List.length run.decided;
        if Hashtbl.fold (fun _ said any -> any || said = None) run.said false then incr silent;
        if not (is_the_same run) then begin
          incr differ;
          if !differ <= 3 then Printf.printf "%s: decisions differ\n" run.name
        end)
      !current in
  let rec read () =
    let of_run f = match !current with Some run -> f run | None -> failwith "no run" in
    match String.split_on_char ' ' (read_line ()) with
    | [ "run"; name; n; m; order ] ->
        settle ();
        current := Some { name; n = int_of_string n; m = int_of_string m; order = order_of order;
                          traitors = []; said = Hashtbl.create 64; decided = [] };
        read ()
    | [ "traitor"; i ] ->
        of_run (fun run -> run.traitors <- int_of_string i :: run.traitors);
        read ()
    | "says" :: said :: receiver :: path ->
        let path = List.rev_map int_of_string path in
        of_run (fun run -> Hashtbl.replace run.said (path, int_of_string receiver) (said_of said));
        read ()
    | [ "decides"; i; order ] ->
        of_run (fun run -> run.decided <- (int_of_string i, order_of order) :: run.decided);
        read ()
    | [ "end" ] -> settle ()
    | "seed" :: _ as words ->
        print_endline (String.concat " " words);
        read ()
    | words -> failwith ("not understood: " ^ String.concat " " words) in
  read ();
  Printf.printf "%d runs compared, %d of them with silence, %d decisions: %d runs differ\n" !runs
    !silent !decisions !differ;
  exit (if !differ = 0 then 0 else 1)
