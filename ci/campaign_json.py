"""What a campaign did, as JSON: what its logs say, for the report.

usage: campaign_json.py FOLDER CORPUS NAME=VALUE…

FOLDER is the campaign's, CORPUS where the fuzzers' corpora grow; NAME=VALUE are seed, seconds,
commit, interrupted and failed (yes or no). Prints the document, format turncoat-campaign/1. A log
that ends early says what it had said by then.
"""

import json
import re
import sys
from pathlib import Path


def texts(folder, pattern):
    return [(file, file.read_text(errors="replace")) for file in sorted(folder.glob(pattern))]


def number(text):
    return int(text.replace(",", ""))


def files_in(folder):
    return sorted(file for file in folder.rglob("*") if file.is_file())


# A test of one claim, from its RUN line to the next: "- statement", "OK, passed 1000 tests", and
# a line for each class of scenarios.
CLAIM = re.compile(r"^\[ RUN      \] \S*ClaimTest\.\w+/(\w+)\n(.*?)(?=^\[ RUN |\Z)", re.M | re.S)


def claims(logs):
    found = {}
    for _, text in texts(logs, "properties-*.log"):
        for name, said in CLAIM.findall(text):
            statement = re.search(r"^- (.+)$", said, re.M)
            claim = found.setdefault(
                name, {"name": name, "statement": "", "scenarios": 0, "broken": False, "classes": {}}
            )
            claim["statement"] = statement[1] if statement else claim["statement"]
            claim["scenarios"] += sum(map(int, re.findall(r"^OK, passed (\d+) tests", said, re.M)))
            claim["broken"] |= bool(re.search(r"^(Falsifiable|\[  FAILED  \])", said, re.M))
            for each, count in re.findall(r"^  (\S.*?) {2,}(\d+)$", said, re.M):
                claim["classes"][each] = claim["classes"].get(each, 0) + int(count)
    return list(found.values())


def fuzz(folder, corpus):
    found = []
    for file, text in texts(folder / "log", "*_fuzz.log"):
        target = file.stem
        inputs = re.findall(r"^stat::number_of_executed_units: *(\d+)$", text, re.M)
        found.append(
            {
                "target": target,
                "inputs": int(inputs[-1]) if inputs else 0,
                "corpus": len(files_in(corpus / target)),
                "found": len(list((folder / "found").glob(f"{target}-*"))),
            }
        )
    return found


def mutants(logs):
    results = [
        re.findall(r"^\[ +(OK|FAILED) +\] \S*KilledMutant\.\w+/(\w+)", text, re.M)
        for _, text in texts(logs, "mutants.log")
    ]
    return [{"name": n, "killed": r == "OK"} for r, n in dict.fromkeys(sum(results, []))]


def hunts(folder):
    found = []
    for file in sorted((folder / "hunts").glob("n*-m*.json"), key=lambda f: len(f.name)):
        n, m = re.fullmatch(r"n(\d+)-m(\d+)", file.stem).groups()
        log = folder / "log" / f"hunt-m{m}.log"
        text = log.read_text(errors="replace") if log.exists() else ""
        tried = re.search(r"^([\d,]+) scenarios? tried", text, re.M)
        lies = re.search(r"^shrunk from ([\d,]+) to ([\d,]+) lies?", text, re.M)
        if tried and lies:
            found.append(
                {
                    "n": int(n),
                    "m": int(m),
                    "tried": number(tried[1]),
                    "lies_found": number(lies[1]),
                    "lies": number(lies[2]),
                    "file": str(file.relative_to(folder)),
                }
            )
    return found


def campaign(folder, corpus, about):
    return {
        "format": "turncoat-campaign/1",
        "seed": int(about["seed"]),
        "seeds": len(list((folder / "log").glob("properties-*.log"))),
        "seconds": int(about["seconds"]),
        "commit": about["commit"],
        "interrupted": about["interrupted"] == "yes",
        "failed": about["failed"] == "yes",
        "claims": claims(folder / "log"),
        "fuzz": fuzz(folder, corpus),
        "mutants": mutants(folder / "log"),
        "hunts": hunts(folder),
        "found": [str(file.relative_to(folder)) for file in files_in(folder / "found")],
    }


def main():
    folder, corpus = Path(sys.argv[1]), Path(sys.argv[2])
    about = dict(pair.split("=", 1) for pair in sys.argv[3:])
    print(json.dumps(campaign(folder, corpus, about), indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
