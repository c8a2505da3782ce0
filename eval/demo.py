"""The demo corpus against its ground truth: `python eval/demo.py [-v] [rules]`.

Prints, per kind of claim, how many of the truth's claims were found and how many found claims the truth
knows; -v lists what was missed and what was made up. Truth lines are explained in truth.txt itself.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from onrecord.errors import InputError
from onrecord.ingest import Options
from onrecord.pipeline import read_all
from onrecord.read import DEFAULT, READERS

Row = dict[str, Any]
DEMO = files("onrecord") / "demo"
FIXED = {"place", "time", "number", "by"}


def truth() -> dict[str, list[str]]:
    """Truth lines by document."""
    found: dict[str, list[str]] = {}
    for line in (DEMO / "truth.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            own = found.setdefault(line[3:], [])
        elif line and not line.startswith("#"):
            own.append(line)
    return found


def readings(reader: str = DEFAULT) -> Iterator[tuple[str, Row]]:
    """The corpus as `onrecord read --reader NAME` gives it, by document; documents not in English left out."""
    for file in sorted((DEMO / "corpus").iterdir(), key=lambda p: p.name):
        several = file.name.endswith(".jsonl")
        for number, reading in enumerate(read_all([str(file)], Options(None, None), 0, READERS[reader]), 1):
            if isinstance(reading, InputError):
                raise reading
            if reading["language"] == "en":
                yield f"{file.name}#{number}" if several else file.name, reading


def fits(line: str, claim: Row) -> bool:
    """Whether a claim says what a truth line says: type, standing, speaker, and every role the line names."""
    wanted = dict(part.split(" ", 1) for part in line.split(" | ")[1:])
    return (
        marks_fit(line, claim)
        and speaker_of(wanted.get("by", "")) == spoken_by(claim)
        and all(_holds(k, v, claim) for k, v in wanted.items())
    )


def marks_fit(line: str, claim: Row) -> bool:
    """Whether a claim has the kind, type, stage or status, polarity, certainty and mode of a truth line."""
    kind, type_, *words = line.split(" | ")[0].split()
    marks = {"polarity": "affirmed", "certainty": "stated"}
    for word in words:
        marks["polarity" if word == "denied" else "certainty" if word in ("possible", "probable") else
              "mode" if word == "conditional" or (word in ("planned", "called_for") and kind in ("proceeding", "tie")) else "stage" if kind == "incident" else "status"] = word  # fmt: skip
    if kind != "measure" and (claim["mode"] == "conditional") != ("conditional" in words):
        return False
    return (claim["kind"], claim["type"]) == (kind, type_) and all(claim[k] == v for k, v in marks.items())


def speaker_of(by: str) -> str:
    """The innermost speaker a truth line names."""
    return "" if by == "-" else by.split(" < ")[-1].lower()


def spoken_by(claim: Row) -> str:
    """The innermost speaker of a claim."""
    return claim["said_by"][-1]["name"].lower() if claim["said_by"] else ""


def _holds(key: str, value: str, claim: Row) -> bool:
    if key == "by":
        return True
    if key == "place":
        return bool(claim["place"]) and claim["place"]["name"] == value
    if key == "time":
        begins, ends = (claim["time"] or {}).get("from"), (claim["time"] or {}).get("to")
        if value.startswith("../"):
            return begins is None and bool(ends) and ends.startswith(value[3:])
        if value.endswith("/.."):
            return bool(begins) and begins.startswith(value[:-3]) and ends is None
        return begins is None if value == "-" else bool(begins) and begins.startswith(value)
    if key == "number":
        bound, number = value.split()
        return claim["number"] == {"value": float(number), "bound": bound}
    if key in ("killed", "injured", "arrested"):
        return bool(claim["outcome"].get(key, {}).get("value") == float(value))
    names = [f["name"].lower() for f in claim["roles"].get(key, [])]
    return all(any(re.search(rf"\b{re.escape(v.lower())}", n) for n in names) for v in value.split(" + "))


def compare(reader: str = DEFAULT) -> Iterator[tuple[str, str, list[str], list[Row], int]]:
    """(document, kind, missed truth lines, claims the truth does not know, found) for each document and kind."""
    gold = truth()
    for document, reading in readings(reader):
        for kind in ("incident", "tie", "proceeding", "measure", "count"):
            lines = [line for line in gold[document] if line.startswith(kind)]
            claims = [c for c in reading["claims"] if c["kind"] == kind]
            missed = []
            for line in lines:
                hit = next((c for c in claims if fits(line, c)), None)
                if hit is None:
                    missed.append(line)
                else:
                    claims.remove(hit)
            yield document, kind, missed, claims, len(lines) - len(missed)


def main(*, verbose: bool, reader: str = DEFAULT) -> None:
    """Print the table."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for document, kind, missed, made_up, found in compare(reader):
        for name in (kind, "all"):
            sums[name] = [a + b for a, b in zip(sums[name], (found, len(made_up), len(missed)), strict=True)]
        if verbose:
            for line in missed:
                print(f"{document}: missed  {line}")
            for claim in made_up:
                print(f"{document}: extra   {told(claim)}")
    for kind, (found, made_up, missed) in sums.items():
        p, r = found / max(1, found + made_up), found / max(1, found + missed)
        print(f"demo {kind:10} P {100 * p:5.2f}  R {100 * r:5.2f}  F1 {200 * p * r / max(1e-9, p + r):5.2f}")


def told(claim: Row) -> str:
    """A claim in one line, in the form of the truth file."""
    standing = [
        claim[k]
        for k in ("stage", "status", "polarity", "certainty", "mode")
        if claim[k] not in (None, "affirmed", "stated", "actual")
    ]
    roles = [f"{role} {' + '.join(f['name'] for f in fillers)}" for role, fillers in claim["roles"].items() if fillers]
    place = [f"place {claim['place']['name']}"] if claim["place"] else []
    begins, ends = (claim["time"][k] for k in ("from", "to")) if claim["time"] else (None, None)
    time = [f"time {begins or f'../{ends}'}"] if begins or ends else []
    number = ["number {bound} {value:g}".format(**claim["number"])] if claim["number"] else []
    by = [f"by {' < '.join(v['name'] for v in claim['said_by'])}"] if claim["said_by"] else []
    return " | ".join([" ".join([claim["kind"], claim["type"], *standing]), *roles, *place, *time, *number, *by])


if __name__ == "__main__":
    main(verbose="-v" in sys.argv, reader="rules" if "rules" in sys.argv else DEFAULT)
