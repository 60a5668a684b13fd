"""The JSON Schema of scenario files says what the reader does.

usage: schema_test.py TURNCOAT SCHEMA CASE…

Every case is valid. Each is then damaged in every place and way that a schema can see (a key gone,
a key too many, a value of another type, out of range, twice), and the schema must refuse it
exactly where `turncoat replay` ends with exit code 2. Damage that only the reader can see (a lie by
a loyal general, m > n-2) is listed apart, and must be refused by the reader.
"""

import copy
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import jsonschema

BAD_INPUT = 2
# Of another type, or of the same type and out of range, for any field of the format.
STRANGE_VALUES = [None, True, -1, 65, 1.5, 10**20, "x", [], [-1], [64], ["x"], {}, {"x": 1}]


def places(value, path=()):
    """Every (path, value) in a document."""
    yield path, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, path + (key,))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from places(inner, path + (index,))


def parent_of(document, path):
    for step in path[:-1]:
        document = document[step]
    return document


def damaged(document):
    """Every (what was done, document) one damage away."""
    for path, value in places(document):
        if path:
            for strange in STRANGE_VALUES:
                worse = copy.deepcopy(document)
                parent_of(worse, path)[path[-1]] = strange
                yield f"{path} is {strange!r}", worse
        if path and isinstance(parent_of(document, path), dict):
            worse = copy.deepcopy(document)
            del parent_of(worse, path)[path[-1]]
            yield f"{path} is gone", worse
        if isinstance(value, dict):
            worse = copy.deepcopy(document)
            inner = worse
            for step in path:
                inner = inner[step]
            inner["extra"] = 1
            yield f"{path} has a key too many", worse
        if isinstance(value, list) and value:
            worse = copy.deepcopy(document)
            inner = worse
            for step in path:
                inner = inner[step]
            inner.append(inner[-1])
            yield f"{path} has its last element twice", worse


# Just inside and just outside a bound, where the damages above don't come: what becomes of EDGE,
# and whether it is valid.
EDGE = {
    "format": "turncoat-scenario/1", "n": 64, "m": 1, "order": "attack", "traitors": [2, 63],
    "lies": [{"path": [0, 2], "to": [1], "says": "retreat"}],
    "expect": {"violates": [], "decisions": {"1": "attack", "10": "attack", "62": "attack"}},
}
SMALLEST = {"n": 2, "m": 0, "traitors": [], "lies": [], "expect": {}}
EDGES = (
    ({}, True),
    (SMALLEST, True),
    ({**SMALLEST, "n": 1}, False),
    ({"n": 65}, False),
    ({"m": 62}, True),
    ({"m": 63}, False),
    ({"why": "x" * 10_000, "found_by": "x" * 10_000}, True),
    ({"why": "x" * 10_001}, False),
    ({"found_by": "x" * 10_001}, False),
    ({"order": "silence"}, False),
    ({"traitors": [2, 64]}, False),
    *(({"lies": [{"path": [0, 2], "to": [1], "says": says}]}, True)
      for says in ("attack", "retreat", "silence")),
    ({"lies": [{"path": [], "to": [1], "says": "attack"}]}, False),
    ({"lies": [{"path": [0, 2], "to": [1, 1], "says": "attack"}]}, False),
    ({"m": 62, "lies": [{"path": [*range(1, 64)], "to": [], "says": "attack"}]}, True),
    ({"m": 62, "lies": [{"path": [*range(64)], "to": [], "says": "attack"}]}, False),
    ({"expect": {"violates": ["IC2", "IC1"]}}, False),
    *(({"expect": {"decisions": {key: "attack"}}}, False)
      for key in ("", "0", "00", "01", "100", "1x", "x1", "-1")),
    ({"expect": {"decisions": {"1": "silence"}}}, False),
)


def refused_by_reader(turncoat, documents):
    """For each document, the error that the reader gives, or None."""
    errors = []
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, document in enumerate(documents):
            files.append(str(Path(folder) / f"{number}.json"))
            Path(files[-1]).write_text(json.dumps(document))
        run = subprocess.run([turncoat, "replay", *files], capture_output=True, text=True)
        lines = {line.split(": ")[1]: line for line in run.stderr.splitlines()}
        errors = [lines.get(file) for file in files]
    return errors


def is_about_several_fields(error):
    """Errors that no schema of this kind can see."""
    return any(
        text in error
        for text in (
            "is loyal; only a traitor can lie",
            "is a traitor; a lie is to a loyal general",
            "is on the path itself",
            "a path starts with general 0",
            "two lies for path",
            "expected loyal lieutenants as keys",
            "messages, expected at most",
        )
    ) or re.search(  # a general below n, m at most n-2; a path of at most m+1
        r"found number \d+, expected an integer from 0 to |found an array of \d+, expected", error
    )


def main():
    turncoat, schema_file, *cases = sys.argv[1:]
    schema = json.loads(Path(schema_file).read_text())
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    failures = []
    compared = refused_by_both = 0
    for case in cases:
        document = json.loads(Path(case).read_text())
        if not validator.is_valid(document):
            failures.append(f"{case}: the schema refuses it")
        # All lies of a large case are alike.
        document["lies"] = document["lies"][:2]
        document.pop("expect", None) if len(document["lies"]) == 2 else None
        variants = list(damaged(document))
        errors = refused_by_reader(turncoat, [variant for _, variant in variants])
        for (what, variant), error in zip(variants, errors):
            compared += 1
            schema_refuses = not validator.is_valid(variant)
            refused_by_both += schema_refuses and error is not None
            if schema_refuses and error is None:
                failures.append(f"{case}: {what}: only the schema refuses it")
            if not schema_refuses and error is not None and not is_about_several_fields(error):
                failures.append(f"{case}: {what}: only the reader refuses it: {error}")
    edges = [({**EDGE, **change}, is_valid) for change, is_valid in EDGES]
    errors = refused_by_reader(turncoat, [document for document, _ in edges])
    for (change, is_valid), (document, _), error in zip(EDGES, edges, errors):
        if validator.is_valid(document) != is_valid:
            failures.append(f"{str(change)[:80]}: valid is {not is_valid} by the schema")
        if (error is None) != is_valid and not (is_valid and is_about_several_fields(error)):
            failures.append(f"{str(change)[:80]}: the reader says {error}")
    print(f"{len(cases)} cases, {len(edges)} edges, {compared} damaged documents, {refused_by_both} refused by both")
    print("\n".join(failures[:20]))
    sys.exit(1 if failures or not cases or refused_by_both < 100 else 0)


main()
